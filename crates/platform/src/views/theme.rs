//! The template engine over built-in templates and a theme's folder, which may override any of them by name.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use bytes::Bytes;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value, context};
use serde::Deserialize;
use thiserror::Error;

use super::{Assets, Embedded, SampledView, View, bidi, escape, lines, srcset};

/// What a theme's `theme.toml` says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Theme {
    /// Name shown to the administrator.
    pub name: String,
    /// Free words on what it is.
    pub description: String,
}

/// Why a theme is not taken.
#[derive(Debug, Error)]
pub enum ThemeError {
    /// A file of the theme cannot be read.
    #[error("theme: cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: std::io::Error,
    },
    /// `theme.toml` is missing a bracket, or says something that no theme can say.
    #[error("theme: {path}: {why}")]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line.
        why: toml::de::Error,
    },
    /// A template does not parse or does not render.
    #[error("theme: {name}, line {line}: {why}")]
    Template {
        /// Name of the template.
        name: String,
        /// Line in the file, from 1; 0 when unknown.
        line: usize,
        /// What is wrong.
        why: String,
    },
}

impl From<minijinja::Error> for ThemeError {
    /// Names the template that is at fault, not those that include or extend it.
    fn from(outer: minijinja::Error) -> Self {
        let mut error = &outer;
        while let Some(inner) = error.source().and_then(|inner| inner.downcast_ref::<minijinja::Error>()) {
            error = inner;
        }
        Self::Template {
            name: error.name().unwrap_or("a template").to_owned(),
            line: error.line().unwrap_or(0),
            why: error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
        }
    }
}

/// Templates and assets as they are served now.
#[derive(Debug)]
struct Edition {
    templates: Environment<'static>,
    assets: Arc<Assets>,
    stamp: Stamp,
}

/// When the files that an edition was made from were last changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Stamp(BTreeMap<PathBuf, Option<SystemTime>>);

/// What templates are proven with.
#[derive(Debug, Clone)]
pub struct Samples {
    /// Every view of the house.
    pub views: Vec<SampledView>,
    /// An example of what surrounds each page.
    pub chrome: fn() -> Value,
}

/// Renders views. Cheap to share; a new edition takes the old one's place when the theme's files change.
#[derive(Debug)]
pub struct Views {
    built_in: Vec<(Embedded, Embedded)>,
    samples: Samples,
    folder: Option<PathBuf>,
    current: RwLock<Arc<Edition>>,
}

impl Views {
    /// Takes the features' templates and assets, then the theme's folder over them.
    ///
    /// # Errors
    /// When a template does not parse, or the theme's own do not render with every sample.
    pub fn open(
        built_in: Vec<(Embedded, Embedded)>,
        samples: Samples,
        folder: Option<PathBuf>,
    ) -> Result<Self, ThemeError> {
        let edition = Edition::make(&built_in, folder.as_deref())?;
        let views = Self { built_in, samples, folder, current: RwLock::new(Arc::new(edition)) };
        if views.folder.is_some() {
            prove(&views.samples, &views.current().templates)?;
        }
        Ok(views)
    }

    fn current(&self) -> Arc<Edition> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The assets of the edition that is served now.
    pub fn assets(&self) -> Arc<Assets> {
        Arc::clone(&self.current().assets)
    }

    /// The files below a folder of the theme, by their names, in order; none without a theme.
    pub fn theme_files(&self, below: &str) -> BTreeMap<String, PathBuf> {
        self.folder.as_ref().map(|folder| files(&folder.join(below))).unwrap_or_default()
    }

    /// Renders a view inside its chrome.
    ///
    /// # Errors
    /// When the template asks for something that the view has not.
    pub fn render<V: View>(&self, view: &V, chrome: &Value) -> Result<String, ThemeError> {
        self.render_value(V::TEMPLATE, Value::from(Serde(view)), chrome)
    }

    /// Renders a template with a context that was made already.
    ///
    /// # Errors
    /// Like [`Views::render`].
    pub fn render_value(&self, template: &str, page: Value, chrome: &Value) -> Result<String, ThemeError> {
        let edition = self.current();
        let template = edition.templates.get_template(template)?;
        Ok(lines::joined(&template.render(context! { page, chrome })?))
    }

    /// Looks whether files changed, and takes them when they are whole.
    ///
    /// # Errors
    /// When they are not: the edition before goes on serving.
    pub fn refresh(&self) -> Result<bool, ThemeError> {
        if Stamp::of(&self.built_in, self.folder.as_deref()) == self.current().stamp {
            return Ok(false);
        }
        let edition = Edition::make(&self.built_in, self.folder.as_deref())?;
        prove(&self.samples, &edition.templates)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(edition);
        Ok(true)
    }
}

/// Renders every template with every sample.
fn prove(samples: &Samples, templates: &Environment<'static>) -> Result<(), ThemeError> {
    let chrome = (samples.chrome)();
    for view in &samples.views {
        let template = templates.get_template(view.template)?;
        for (_, page) in (view.samples)() {
            template.render(context! { page, chrome => chrome.clone() })?;
        }
    }
    Ok(())
}

impl Edition {
    fn make(built_in: &[(Embedded, Embedded)], folder: Option<&Path>) -> Result<Self, ThemeError> {
        let stamp = Stamp::of(built_in, folder);
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        templates.set_formatter(escape::write_value);
        templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        templates.add_filter("up_to", |srcset: &str, pixels: u32| srcset::up_to(srcset, pixels).to_owned());
        templates.add_filter("isolated", bidi::isolated);
        templates.add_filter("in_query", |text: &str| kit::percent_encoded(text, kit::IN_QUERY));
        let mut assets = Assets::default();
        for (pages, files) in built_in {
            for name in (pages.names)() {
                let source = (pages.bytes)(&name).unwrap_or_default();
                templates.add_template_owned(name.to_string(), String::from_utf8_lossy(&source).into_owned())?;
            }
            for name in (files.names)() {
                assets.put(&name, Bytes::from((files.bytes)(&name).unwrap_or_default().into_owned()));
            }
        }
        if let Some(folder) = folder {
            lay_over(folder, &mut templates, &mut assets)?;
        }
        assets.link_sheets();
        let assets = Arc::new(assets);
        let known = Arc::clone(&assets);
        templates.add_function("asset", move |name: &str| match known.get(name) {
            Some(asset) => Ok(asset.address.clone()),
            None => Err(minijinja::Error::new(ErrorKind::InvalidOperation, format!("there is no asset {name:?}"))),
        });
        Ok(Self { templates, assets, stamp })
    }
}

/// Puts a theme's templates and assets over the built-in ones.
fn lay_over(folder: &Path, templates: &mut Environment<'static>, assets: &mut Assets) -> Result<(), ThemeError> {
    let settings = folder.join("theme.toml");
    let text = read(&settings).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())?;
    let _: Theme = toml::from_str(&text).map_err(|why| ThemeError::Settings { path: settings, why })?;
    for (name, path) in files(&folder.join("templates")) {
        templates.add_template_owned(name, String::from_utf8_lossy(&read(&path)?).into_owned())?;
    }
    for (name, path) in files(&folder.join("assets")) {
        assets.put(&name, Bytes::from(read(&path)?));
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, ThemeError> {
    std::fs::read(path).map_err(|why| ThemeError::Unreadable { path: path.to_owned(), why })
}

/// Files below `root`, by their name relative to it with forward slashes, in order.
fn files(root: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(root) {
                found.insert(name.to_string_lossy().replace('\\', "/"), path);
            }
        }
    }
    found
}

impl Stamp {
    fn of(built_in: &[(Embedded, Embedded)], folder: Option<&Path>) -> Self {
        let mut stamp = BTreeMap::new();
        if let Some(folder) = folder {
            let mut paths: Vec<PathBuf> = files(folder).into_values().collect();
            paths.push(folder.join("theme.toml"));
            for path in paths {
                let changed = std::fs::metadata(&path).and_then(|about| about.modified()).ok();
                stamp.insert(path, changed);
            }
        }
        if cfg!(debug_assertions) {
            for (pages, files) in built_in {
                stamp.extend(pages.changed().into_iter().chain(files.changed()));
            }
        }
        Self(stamp)
    }
}
