//! Migrations: each feature's own, numbered, run once and in order.

use std::collections::BTreeSet;

use kit::Timestamp;

use super::{Database, DbError, Result, Tx, query};

/// One step of a feature's tables.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Counts from 1, without gaps.
    pub number: u32,
    /// What it is for, in a few words.
    pub name: &'static str,
    /// Statements divided by `;` at a line's end, in the words of `dialect`: `{id}`, `{time}`, `{text}` …
    pub sql: &'static str,
}

impl Database {
    /// Runs what has not been run yet, each step in a transaction of its own. The names of the steps it ran.
    ///
    /// # Errors
    /// When a step fails: those before it stay, nothing of it does.
    pub async fn migrate(&self, steps: &[(&'static str, &'static [Migration])], now: Timestamp) -> Result<Vec<String>> {
        let mut tx = self.write().await?;
        queue(&mut tx).await?;
        let table = "CREATE TABLE IF NOT EXISTS platform_migrations (feature {text} NOT NULL, number {int} NOT NULL, \
                     name {text} NOT NULL, applied_at {time} NOT NULL, PRIMARY KEY (feature, number))";
        query(self.engine().translate(table)).run(&mut tx).await?;
        tx.commit().await?;
        let mut ran = Vec::new();
        for (feature, migrations) in steps {
            for migration in *migrations {
                let mut tx = self.write().await?;
                queue(&mut tx).await?;
                if claim(&mut tx, feature, migration, now).await? {
                    self.apply(&mut tx, feature, migration).await?;
                    tx.commit().await?;
                    ran.push(format!("{feature} {} {}", migration.number, migration.name));
                }
            }
        }
        Ok(ran)
    }

    async fn apply(&self, tx: &mut Tx, feature: &'static str, migration: &Migration) -> Result<()> {
        // A comment may have a semicolon at its line's end.
        let code = migration.sql.lines().filter(|line| !line.trim_start().starts_with("--"));
        let text = self.engine().translate(&code.fold(String::new(), |text, line| text + line + "\n"));
        for statement in text.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
            match query(statement.trim_end_matches(';').to_owned()).run(tx).await {
                Err(DbError::Sql(why)) => {
                    return Err(DbError::Migration { feature, number: migration.number, why });
                }
                other => other?,
            };
        }
        Ok(())
    }

    /// How many of these steps are still to be run.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub async fn pending(&self, steps: &[(&'static str, &'static [Migration])]) -> Result<usize> {
        let mut conn = self.read().await?;
        let applied = query("SELECT feature, number FROM platform_migrations")
            .map(&mut conn, |row| Ok((row.get::<String>("feature")?, row.get::<u32>("number")?)))
            .await;
        let applied: BTreeSet<(String, u32)> = match applied {
            // A database that has never been migrated has no such table.
            Err(DbError::Sql(sqlx::Error::Database(_)) | DbError::File(rusqlite::Error::SqliteFailure(..))) => {
                BTreeSet::new()
            }
            other => other?.into_iter().collect(),
        };
        let known =
            steps.iter().flat_map(|(feature, steps)| steps.iter().map(|step| ((*feature).to_owned(), step.number)));
        Ok(known.filter(|step| !applied.contains(step)).count())
    }
}

/// Waits for the node that is at the tables just now. "If not exists" alone does not keep two from making one table.
async fn queue(tx: &mut Tx) -> Result<()> {
    if let Some(queue) = tx.engine().queue_for_migrations() {
        query(queue).run(tx).await?;
    }
    Ok(())
}

/// Writes the step's row first: of two nodes that start together the second waits here, then finds it done.
async fn claim(tx: &mut Tx, feature: &str, migration: &Migration, now: Timestamp) -> Result<bool> {
    let sql = "INSERT INTO platform_migrations (feature, number, name, applied_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT DO NOTHING";
    let rows = query(sql).bind(feature).bind(migration.number).bind(migration.name).bind(now).run(tx).await?;
    Ok(rows == 1)
}
