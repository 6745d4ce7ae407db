//! The description of the house: printed, and current where it is written down.

use std::path::Path;

use crate::binary::run;

#[test]
fn the_map_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/map.md");
    let written = std::fs::read_to_string(path).expect("docs/map.md is there");
    let made = press::describe::Description::of(&press::features()).markdown();
    assert!(written == made, "docs/map.md is not current: `cargo xtask map` writes it anew");
}

#[test]
fn features_prints_the_contract_of_each() {
    let said = run(&["features"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for feature in press::features() {
        assert!(said.out.contains(feature.summary), "{}", feature.name);
        for route in &feature.routes {
            assert!(said.out.contains(route.path) && said.out.contains(route.name), "{}", route.path);
        }
        for job in &feature.jobs {
            assert!(said.out.contains(job.name), "{}", job.name);
        }
    }
    for table in ["platform_jobs", "content_items", "people_persons"] {
        assert!(said.out.contains(table), "{table}");
    }
    assert_eq!(run(&["features", "--map"]).out, press::describe::Description::of(&press::features()).markdown());
}
