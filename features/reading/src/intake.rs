//! Records that the feature takes from imports and gives to exports.
