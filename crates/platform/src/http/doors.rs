//! The doors that readers come through: connections are taken in, served, and let finish when the house closes.

use std::convert::Infallible;
use std::io::Cursor;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use bytes::Bytes;
use futures_util::future;
use http::{Request, Response};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

use super::begun::{self, Ended};
use super::hits::Hits;

/// How long nobody is let in after the system could give us no more connections.
const BREATH: Duration = Duration::from_millis(50);

/// What a connection is given.
#[derive(Clone)]
struct Inside {
    hits: Arc<Hits>,
    router: Router,
    stop: watch::Receiver<bool>,
}

/// Serves every connection until `stop` turns true; then those that are open to their next answer.
pub(super) async fn open(listener: TcpListener, hits: Hits, router: Router, mut stop: watch::Receiver<bool>) {
    let inside = Inside { hits: Arc::new(hits), router, stop: stop.clone() };
    let farewell = GracefulShutdown::new();
    loop {
        let arrived = tokio::select! {
            arrived = listener.accept() => arrived,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match arrived {
            Ok((stream, peer)) => serve(stream, peer, &farewell, inside.clone()),
            // Too many files are open, mostly.
            Err(error) => {
                tracing::warn!(%error, "a reader could not be let in");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    farewell.shutdown().await;
}

fn serve(stream: TcpStream, peer: SocketAddr, farewell: &GracefulShutdown, inside: Inside) {
    let Inside { hits, router, mut stop } = inside;
    let first = Arc::clone(&hits);
    // An answer is written at once, and its last part need not wait for the reader's word on the first.
    let _ = stream.set_nodelay(true);
    let watcher = farewell.watcher();
    let answer = service_fn(move |request: Request<Incoming>| match hits.answer(&request) {
        Some(page) => future::Either::Left(future::ready(Ok::<_, Infallible>(page.map(Either::Left)))),
        None => future::Either::Right(render(router.clone(), request, peer)),
    });
    tokio::spawn(async move {
        let (stream, read) = match begun::begin(stream, &first, &mut stop).await {
            Ok(Ended::HandedOn(stream, read)) => (stream, read),
            Ok(Ended::Closed) | Err(_) => return,
        };
        let (from, to) = stream.into_split();
        let stream = tokio::io::join(Cursor::new(read).chain(from), to);
        let mut builder = Builder::new(TokioExecutor::new());
        let ended = if *stop.borrow() {
            // What was being asked when the house began to close is answered, and nothing after it.
            builder.http1().keep_alive(false);
            let ended = builder.serve_connection(TokioIo::new(stream), answer).await;
            drop(watcher);
            ended
        } else {
            watcher.watch(builder.serve_connection(TokioIo::new(stream), answer)).await
        };
        if let Err(error) = ended {
            tracing::trace!(error, "a connection ended early");
        }
    });
}

/// The long way.
async fn render(
    router: Router,
    request: Request<Incoming>,
    peer: SocketAddr,
) -> Result<Response<Either<Full<Bytes>, Body>>, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    Ok(router.oneshot(request).await?.map(Either::Right))
}
