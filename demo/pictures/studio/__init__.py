"""The illustration studio of the sample publication: flat shapes, few colours, no photographs."""
