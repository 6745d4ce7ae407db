//! Settings of a site that feeds and the small files read.

use platform::setting::{Form, Setting};

/// All of them.
pub(crate) const SETTINGS: &[Setting] = &[
    Setting::new("feed_length", Form::Number(1, 100), "stories in a feed; 20 without"),
    Setting::new("feed_texts", Form::Word(&["full", "summary"]), "`summary` gives out no whole texts"),
    Setting::new("hub", Form::Web, "the WebSub hub that is told what is new"),
    Setting::new("hidden", Form::Word(&["yes", "no"]), "`yes`: no robot is welcome, every page says noindex"),
    Setting::new(
        "ai_training",
        Form::Word(&["yes", "no"]),
        "`no`: programs that gather texts to train on are told to stay away",
    ),
    Setting::new("robots_txt", Form::Text, "lines added to /robots.txt"),
    Setting::new("security_contact", Form::Contact, "who is told of a hole: makes /security.txt"),
    Setting::new("security_txt", Form::Text, "the whole of /security.txt instead"),
    Setting::new("ads_txt", Form::Text, "/ads.txt; there is none without"),
    Setting::new("humans_txt", Form::Text, "/humans.txt; there is none without"),
    Setting::new("llms_txt", Form::Text, "/llms.txt; without, one made of sections and latest stories"),
    Setting::new("short_name", Form::Line, "the name under the icon on a telephone"),
    Setting::new("podcast.title", Form::Line, "the podcast's name; the site's without"),
    Setting::new("podcast.author", Form::Line, "who makes it; the publication without"),
    Setting::new("podcast.email", Form::Mail, "where directories write to its owner"),
    Setting::new("podcast.category", Form::Line, "Apple's category: Technology; News without"),
    Setting::new("podcast.subcategory", Form::Line, "Apple's category below: Tech News"),
    Setting::new("podcast.explicit", Form::YesNo, "whether it is for grown-ups only"),
    Setting::new("podcast.image", Form::Picture, "its cover, a square; one with its name is drawn without"),
    Setting::new("podcast.funding", Form::Web, "where listeners can pay for it"),
    Setting::new("podcast.guid", Form::Line, "its guid, where it had one elsewhere"),
    Setting::new("podcast.unlocked", Form::YesNo, "whether other hosts may take it over"),
    Setting::new("podcast.serial", Form::YesNo, "whether its episodes are heard in the order of their numbers"),
    Setting::new("podcast.links", Form::Links, "where else it is to be had"),
];
