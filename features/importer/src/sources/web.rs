//! Addresses: which are the publication's own, and how they read from the root.

/// The hosts that are the publication's own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Home {
    hosts: Vec<String>,
}

impl Home {
    /// The hosts of these addresses.
    pub fn of<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hosts: Vec<String> = addresses.into_iter().filter_map(host).collect();
        hosts.sort();
        hosts.dedup();
        Self { hosts }
    }

    /// The address from the root, query included and fragment not, if it is one of the publication's own.
    pub fn local(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let address = address.split('#').next().unwrap_or_default();
        if let Some(host) = host(address) {
            return self.hosts.contains(&host).then(|| from_root(after_host(address)));
        }
        let relative = !address.is_empty() && !address.contains("://") && !has_scheme(address);
        (relative && !address.starts_with("//")).then(|| from_root(address))
    }
}

/// The base address without a closing slash, if it is a web address.
pub(crate) fn base(address: &str) -> Option<String> {
    host(address)?;
    let end = address.find(['?', '#']).unwrap_or(address.len());
    Some(address[..end].trim().trim_end_matches('/').to_owned())
}

/// The host of a whole address, in lower case, without `www.`; the port stays.
pub(crate) fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme_end = address.find("//")?;
    let scheme = address[..scheme_end].to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http:" | "https:" | "") {
        return None;
    }
    let rest = &address[scheme_end + 2..];
    let host = rest.split(['/', '?', '#', '\\']).next()?;
    let host = host.rsplit('@').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

fn after_host(address: &str) -> &str {
    let rest = address.find("//").map_or(address, |at| &address[at + 2..]);
    rest.find(['/', '?', '#']).map_or("", |at| &rest[at..])
}

fn has_scheme(address: &str) -> bool {
    address.split(['/', '?']).next().is_some_and(|start| start.contains(':'))
}

/// Begins with exactly one slash, so that no address of a file can come to name another host.
pub(crate) fn from_root(path: &str) -> String {
    let path: String = path.chars().filter(|c| !c.is_control()).collect();
    let path = path.replace('\\', "/");
    format!("/{}", path.trim_start_matches('/'))
}

/// The query of an address that is nothing but the root and a query, as WordPress's plain permalinks are.
pub(crate) fn plain_query(address: &str) -> Option<&str> {
    address.rsplit_once("/?").map(|(_, query)| query)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses_begin_at_the_root_and_others_are_not_ours() {
        let home = Home::of(["https://www.backhaul.example/blog", "http://localhost:8080"]);
        for (address, local) in [
            ("https://backhaul.example/2020/mast/", Some("/2020/mast/")),
            ("HTTP://WWW.backhaul.example/?p=5#top", Some("/?p=5")),
            ("//backhaul.example/a?b=c", Some("/a?b=c")),
            ("http://localhost:8080", Some("/")),
            ("/2020/mast.md", Some("/2020/mast.md")),
            ("2020/mast", Some("/2020/mast")),
            ("https://other.example/a", None),
            ("//other.example/a", None),
            ("https://backhaul.example//other.example/", Some("/other.example/")),
            ("https://backhaul.example@other.example/", None),
            ("javascript:alert(1)", None),
            ("mailto:ada@backhaul.example", None),
            ("", None),
        ] {
            assert_eq!(home.local(address).as_deref(), local, "{address}");
        }
    }
}
