//! Host names: which site a visit is for, and whose an address is.

use crate::model::Site;

/// The host of a whole address, without its port.
pub fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let port = |(_, port): &(&str, &str)| port.bytes().all(|byte| byte.is_ascii_digit());
    host.rsplit_once(':').filter(port).map_or(host, |(name, _)| name)
}

/// Whether a host name is that of a whole address, `www.` or not.
pub fn is_host_of(host: &str, address: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_ascii_lowercase();
    bare(host) == bare(host_of(address))
}

/// The site of this host name; for an unknown one the first, so that a house answers before its name points at it.
pub fn site_for(mut sites: Vec<Site>, host: &str) -> Option<Site> {
    let at = sites.iter().position(|site| is_host_of(host, &site.address)).unwrap_or(0);
    (at < sites.len()).then(|| sites.swap_remove(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_known_by_its_host() {
        assert!(is_host_of("backhaul.example", "https://www.Backhaul.example:8443"));
        assert!(is_host_of("localhost", "http://localhost:3000"));
        assert!(!is_host_of("backhaul.example", "https://backhaul.example.evil.test"));
        assert_eq!(host_of("https://a.example/b:80/"), "a.example");
    }
}
