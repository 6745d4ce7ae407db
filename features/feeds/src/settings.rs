//! Settings of a site that feeds and the small files read.

use platform::setting::{Form, Setting};

/// All of them.
pub(crate) const SETTINGS: &[Setting] = &[
    own("feed_length", Form::Number(1, 100), "stories in a feed; 20 without"),
    own("feed_texts", Form::Word(&["full", "summary"]), "`summary` gives out no whole texts"),
    own("hub", Form::Web, "the WebSub hub that is told what is new"),
    own("hidden", Form::Word(&["yes", "no"]), "`yes`: no robot is welcome, every page says noindex"),
    own(
        "ai_training",
        Form::Word(&["yes", "no"]),
        "`no`: programs that gather texts to train on are told to stay away",
    ),
    own("robots_txt", Form::Text, "lines added to /robots.txt"),
    own("security_contact", Form::Contact, "who is told of a hole: makes /security.txt"),
    own("security_txt", Form::Text, "the whole of /security.txt instead"),
    own("ads_txt", Form::Text, "/ads.txt; there is none without"),
    own("humans_txt", Form::Text, "/humans.txt; there is none without"),
    own("llms_txt", Form::Text, "/llms.txt; without, one made of sections and latest stories"),
    own("short_name", Form::Line, "the name under the icon on a telephone"),
    own("podcast.title", Form::Line, "the podcast's name; the site's without"),
    own("podcast.author", Form::Line, "who makes it; the publication without"),
    own("podcast.email", Form::Mail, "where directories write to its owner"),
    own("podcast.category", Form::Line, "Apple's category: Technology; News without"),
    own("podcast.subcategory", Form::Line, "Apple's category below: Tech News"),
    own("podcast.explicit", Form::YesNo, "whether it is for grown-ups only"),
    own("podcast.image", Form::Picture, "its cover, a square; one with its name is drawn without"),
    own("podcast.funding", Form::Web, "where listeners can pay for it"),
    own("podcast.guid", Form::Line, "its guid, where it had one elsewhere"),
    own("podcast.unlocked", Form::YesNo, "whether other hosts may take it over"),
    own("podcast.serial", Form::YesNo, "whether its episodes are heard in the order of their numbers"),
    own("podcast.links", Form::Links, "where else it is to be had"),
];

const fn own(name: &'static str, form: Form, about: &'static str) -> Setting {
    Setting { name, form, about }
}
