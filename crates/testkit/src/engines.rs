//! Every test that touches the database tells its story twice.

use platform::db::Engine;

/// Tells the story on SQLite, then on PostgreSQL. A story that fails says on which of them.
pub async fn both_engines(story: impl AsyncFn(Engine)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let named = Named(engine);
        story(engine).await;
        drop(named);
    }
}

/// Names the engine when a story ends in a panic.
struct Named(Engine);

impl Drop for Named {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the story failed on {:?}", self.0);
        }
    }
}
