//! The PostgreSQL of the tests: the one that `TESTKIT_POSTGRES` names, or else one of their own.
//!
//! A server of their own is started by the first test process that needs one, shared by all that run beside it, and
//! stopped when none has been there for a while. A lock on a file says who is there; the system lifts it even from a
//! process that was killed.

use std::fs::File;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use kit::Chance;
use platform::db::{Database, query};
use platform::system::SystemChance;

/// The server's address, and the lock that keeps it up while this process lives.
struct Server {
    address: String,
    _presence: Option<File>,
}

static SERVER: OnceLock<Server> = OnceLock::new();

/// Makes an empty database; its address and its name.
pub(crate) async fn make_database() -> (String, String) {
    let server = &SERVER.get_or_init(find_server).address;
    let name: String = SystemChance.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let name = format!("house_{name}");
    order(server, format!("CREATE DATABASE {name} TEMPLATE template0")).await;
    (with_database(server, &name), name)
}

/// Takes a database away, whoever is still connected to it. From a thread of its own, so that it can be done in `drop`.
pub(crate) fn drop_database(name: &str) {
    let Some(server) = SERVER.get() else { return };
    let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("the system has a thread to spare").block_on(order(&server.address, sql));
    });
    // A database that stays behind goes with the server.
    let _ = thread.join();
}

async fn order(server: &str, sql: String) {
    let database = Database::open(server).await.expect("the tests' PostgreSQL answers");
    let mut conn = database.read().await.expect("a connection");
    query(sql).run(&mut conn).await.expect("the tests may make databases");
    drop(conn);
    database.close().await;
}

/// The server's address with another database's name in it.
fn with_database(server: &str, name: &str) -> String {
    let (place, options) = server.split_once('?').unwrap_or((server, ""));
    let (host, _) =
        place.rsplit_once('/').expect("TESTKIT_POSTGRES names a database to begin with: postgres://HOST/NAME");
    format!("{host}/{name}?{options}")
}

fn find_server() -> Server {
    match std::env::var("TESTKIT_POSTGRES") {
        Ok(address) => Server { address, _presence: None },
        Err(_) => start_own(),
    }
}

fn start_own() -> Server {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/postgres");
    let script = script.canonicalize().expect("the project has scripts/postgres");
    // Short, for the path of a socket has at most 107 bytes; apart for each checkout.
    let mark = script.to_string_lossy().bytes().fold(0_u32, |mark, byte| mark.rotate_left(5) ^ u32::from(byte));
    let folder = std::env::temp_dir().join(format!("masthead-tests-{mark:08x}"));
    let beside = |what: &str| folder.with_extension(what);
    let presence = File::create(beside("present")).expect("a temporary folder that can be written");
    presence.lock_shared().expect("the temporary folder knows locks");
    let turn = File::create(beside("turn")).expect("a temporary folder that can be written");
    turn.lock().expect("the temporary folder knows locks");
    if UnixStream::connect(folder.join(".s.PGSQL.5432")).is_err() {
        run(Command::new(&script).arg("stop").arg(&folder));
        run(Command::new(&script).arg("start").arg(&folder));
        stop_when_alone(&script, &folder, &beside("present"));
    }
    let address = format!("postgres://masthead@localhost/postgres?host={}", folder.display());
    Server { address, _presence: Some(presence) }
}

fn run(command: &mut Command) {
    let outcome = command.output().expect("bash runs scripts");
    assert!(
        outcome.status.success(),
        "no PostgreSQL for the tests; install it, or name one in TESTKIT_POSTGRES: {}",
        String::from_utf8_lossy(&outcome.stderr)
    );
}

/// Leaves a watch that stops the server once no test process holds the lock.
#[expect(clippy::zombie_processes, reason = "the watch outlives this process, that is its purpose")]
fn stop_when_alone(script: &Path, folder: &Path, presence: &PathBuf) {
    let watch = "while sleep 10; do flock --nonblock --conflict-exit-code 75 \"$1\" \"$2\" stop \"$3\"; \
                 [ $? -eq 75 ] || exit; done";
    let mut command = Command::new("bash");
    command.args(["-c", watch, "watch"]).arg(presence).arg(script).arg(folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    command.spawn().expect("bash runs");
}
