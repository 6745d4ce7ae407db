//! The chapters of the description, each drawn from the features' contracts.

use std::collections::{BTreeMap, BTreeSet};

use platform::Feature;
use platform::feature::{Chore, Permission, Surface};

use super::Chapter;

/// Doors that the platform opens itself, outside the features' routes.
const PLATFORM_ROUTES: [[&str; 7]; 3] = [
    ["/healthz", "GET", "operator", "everybody", "show_health", "platform", ""],
    ["/metrics", "GET", "operator", "own listener", "show_metrics", "platform", ""],
    ["/readyz", "GET", "operator", "everybody", "show_readiness", "platform", ""],
];

/// All chapters, in reading order.
pub(super) fn all(features: &[Feature]) -> Vec<Chapter> {
    vec![
        list(features),
        routes(features),
        resolvers(features),
        slots(features),
        changes(features),
        jobs(features),
        timetables(features),
        of_each_node(features),
        records(features),
        tables(features),
        templates(features),
        settings(features),
        commands(features),
    ]
}

fn list(features: &[Feature]) -> Chapter {
    let rows = features.iter().map(|feature| vec![feature.name.to_owned(), feature.summary.to_owned()]).collect();
    Chapter {
        title: "Features",
        about: "In the order in which they stand on one another",
        columns: &["feature", "what it is for"],
        rows,
    }
}

fn routes(features: &[Feature]) -> Chapter {
    let mut rows: Vec<Vec<String>> = PLATFORM_ROUTES.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    for feature in features {
        for route in &feature.routes {
            let surface = match route.surface {
                Surface::Site => "site",
                Surface::Api => "api",
                Surface::File => "file",
            };
            let permission = match route.permission {
                Permission::Everybody => "everybody",
            };
            let parameters = route.parameters.join(", ");
            let cells = [route.path, route.methods, surface, permission, route.name, feature.name, &parameters];
            rows.push(cells.map(str::to_owned).to_vec());
        }
    }
    rows.sort();
    Chapter {
        title: "Routes",
        about: "Addresses that are the same in every house, who may use them, and which query parameters count",
        columns: &["path", "methods", "surface", "permission", "does", "feature", "parameters"],
        rows,
    }
}

fn resolvers(features: &[Feature]) -> Chapter {
    let mut rows = Vec::new();
    for feature in features {
        let parameters = feature.parameters.join(", ");
        if feature.resolver.is_some() {
            rows.push(vec![feature.name.to_owned(), "finds addresses".to_owned(), parameters]);
        }
        if feature.error_page.is_some() {
            rows.push(vec![feature.name.to_owned(), "designs error pages".to_owned(), String::new()]);
        }
    }
    Chapter {
        title: "Addresses that no route has",
        about: "Who is asked, in this order, and which query parameters count",
        columns: &["feature", "what it does", "parameters"],
        rows,
    }
}

fn slots(features: &[Feature]) -> Chapter {
    let mut offered: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut filled: BTreeMap<&str, BTreeSet<(i32, &str)>> = BTreeMap::new();
    for feature in features {
        for slot in feature.offers {
            offered.entry(slot).or_default().insert(feature.name);
        }
        for fill in &feature.slots {
            filled.entry(fill.slot).or_default().insert((fill.order, feature.name));
        }
    }
    let slots: BTreeSet<&str> = offered.keys().chain(filled.keys()).copied().collect();
    let rows = slots.into_iter().map(|slot| {
        let offered = offered.remove(slot).unwrap_or_default();
        let filled = filled.remove(slot).unwrap_or_default();
        let filled: Vec<String> = filled.iter().map(|(order, name)| format!("{name} ({order})")).collect();
        vec![slot.to_owned(), join(offered), filled.join(", ")]
    });
    Chapter {
        title: "Slots",
        about: "Places in pages, who offers them, and who fills them (in which order)",
        columns: &["slot", "offered by", "filled by"],
        rows: rows.collect(),
    }
}

fn changes(features: &[Feature]) -> Chapter {
    let mut changes: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    // Written by the runner of records, with each batch.
    changes.entry("RecordsTaken").or_default().0.insert("platform");
    for feature in features {
        for change in feature.changes {
            changes.entry(change).or_default().0.insert(feature.name);
        }
        for hearer in &feature.hears {
            changes.entry(hearer.change).or_default().1.insert(hearer.name);
        }
    }
    let rows =
        changes.into_iter().map(|(change, (written, heard))| vec![change.to_owned(), join(written), join(heard)]);
    Chapter {
        title: "Changes",
        about: "What happens, who writes it down, and which jobs hear of it",
        columns: &["change", "written by", "heard by"],
        rows: rows.collect(),
    }
}

fn jobs(features: &[Feature]) -> Chapter {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for feature in features {
        rows.extend(feature.jobs.iter().map(|job| vec![job.name.to_owned(), feature.name.to_owned()]));
        let hearing = |change: &str| format!("{} (hears {change})", feature.name);
        rows.extend(feature.hears.iter().map(|hearer| vec![hearer.name.to_owned(), hearing(hearer.change)]));
    }
    rows.sort();
    Chapter {
        title: "Jobs",
        about: "Work done outside requests, retried until it succeeds",
        columns: &["job", "feature"],
        rows,
    }
}

fn timetables(features: &[Feature]) -> Chapter {
    let rows = features.iter().flat_map(|feature| {
        feature.timetables.iter().map(|timetable| {
            vec![timetable.job.to_owned(), format!("{} s", timetable.every.as_secs()), feature.name.to_owned()]
        })
    });
    Chapter {
        title: "Timetables",
        about: "Jobs done by the clock, once over all nodes",
        columns: &["job", "every", "feature"],
        rows: rows.collect(),
    }
}

fn of_each_node(features: &[Feature]) -> Chapter {
    let mut rows = Vec::new();
    for feature in features {
        rows.extend(
            feature.follows.iter().map(|follower| cells([follower.name, "after the change log", feature.name])),
        );
        let every = |chore: &Chore| format!("every {} s", chore.every.as_secs());
        rows.extend(feature.chores.iter().map(|chore| cells([chore.name, &every(chore), feature.name])));
    }
    Chapter {
        title: "What each node does for itself",
        about: "Following the change log, and chores by the clock",
        columns: &["what", "when", "feature"],
        rows,
    }
}

fn records(features: &[Feature]) -> Chapter {
    let mut kinds: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> =
        intake::KINDS.iter().map(|kind| (*kind, Default::default())).collect();
    for feature in features {
        for taker in &feature.takes {
            kinds.entry(taker.kind).or_default().0.insert(feature.name);
        }
        for giver in &feature.gives {
            kinds.entry(giver.kind).or_default().1.insert(feature.name);
        }
    }
    let rows = kinds.into_iter().map(|(kind, (taken, given))| {
        let kept = || "kept whole until a feature takes it".to_owned();
        vec![kind.to_owned(), if taken.is_empty() { kept() } else { join(taken) }, join(given)]
    });
    Chapter {
        title: "Records",
        about: "What imports bring and exports carry",
        columns: &["kind", "taken by", "given by"],
        rows: rows.collect(),
    }
}

fn tables(features: &[Feature]) -> Chapter {
    let own = [("platform", platform::app::MIGRATIONS)];
    let mut rows = vec![cells(["platform_migrations", "platform", "before all others"])];
    for (name, migrations) in own.into_iter().chain(features.iter().map(|feature| (feature.name, feature.migrations))) {
        for migration in migrations {
            let step = format!("{} {}", migration.number, migration.name);
            rows.extend(made_by(migration.sql).map(|table| cells([table, name, &step])));
        }
    }
    rows.sort();
    Chapter {
        title: "Tables",
        about: "Whose they are, and which step makes them",
        columns: &["table", "feature", "made by step"],
        rows,
    }
}

/// The tables that a migration makes.
fn made_by(migration: &str) -> impl Iterator<Item = &str> {
    let makes = |line: &'_ str| line.trim_start().starts_with("CREATE TABLE");
    migration
        .lines()
        .filter(move |line| makes(line))
        .filter_map(|line| line.split('(').next()?.split_whitespace().last())
}

fn templates(features: &[Feature]) -> Chapter {
    let mut rows = Vec::new();
    for feature in features {
        for view in &feature.views {
            let samples: Vec<&str> = (view.samples)().into_iter().map(|(name, _)| name).collect();
            rows.push(cells([view.template, feature.name, &samples.join(", ")]));
        }
    }
    rows.sort();
    Chapter {
        title: "Templates",
        about: "Pages that a theme can override, and the samples they are proven with",
        columns: &["template", "feature", "samples"],
        rows,
    }
}

fn settings(features: &[Feature]) -> Chapter {
    let mut rows = Vec::new();
    for feature in features {
        for setting in feature.settings {
            rows.push(cells([setting.name, feature.name, setting.about, &setting.form.wanted()]));
        }
    }
    Chapter {
        title: "Settings of a site",
        about: "What may be said of a site, by whom it is read, and how it is written: `masthead site set SITE SETTING VALUE`",
        columns: &["setting", "feature", "what it is for", "how it is written"],
        rows,
    }
}

fn commands(features: &[Feature]) -> Chapter {
    let mut rows = Vec::new();
    for feature in features {
        for command in &feature.commands {
            let usage = (command.usage)();
            let about = usage.get_about().map(ToString::to_string).unwrap_or_default();
            rows.push(cells([&format!("masthead {}", usage.get_name()), feature.name, &about]));
        }
    }
    rows.sort();
    Chapter {
        title: "Commands",
        about: "What features add to the binary's own",
        columns: &["command", "feature", "what it does"],
        rows,
    }
}

fn cells<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn join(names: BTreeSet<&str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_from_the_steps_that_make_them() {
        let sql = "-- a note\nCREATE TABLE IF NOT EXISTS content_items (\n  id {id}\n);\nCREATE TABLE a(b {id});\nCREATE INDEX c ON a (b);\n";
        assert_eq!(made_by(sql).collect::<Vec<_>>(), ["content_items", "a"]);
    }
}
