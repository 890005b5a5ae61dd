//! Stands in for the crate of this name. That one hands each access to the store's SQLite to a pool of threads and waits for
//! it, so that others are served meanwhile. Here nobody else is: the machine has a thread of its own, which may block, and
//! two changes of thread for each access cost more than the access (run).

use std::{
    any::Any,
    error::Error,
    fmt,
    future::Future,
    panic::{catch_unwind, AssertUnwindSafe},
    time::Duration,
};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Runtime {
    Tokio1,
}

#[derive(Debug)]
pub enum SpawnBlockingError {
    Panic(Box<dyn Any + Send + 'static>),
    Cancelled,
}

impl fmt::Display for SpawnBlockingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the work was not done")
    }
}

impl Error for SpawnBlockingError {}

pub async fn timeout<F: Future>(_: Runtime, duration: Duration, future: F) -> Option<F::Output> {
    tokio::time::timeout(duration, future).await.ok()
}

/// A panic is a value, as it is from another thread.
pub async fn spawn_blocking<F, R>(_: Runtime, work: F) -> Result<R, SpawnBlockingError>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    catch_unwind(AssertUnwindSafe(work)).map_err(SpawnBlockingError::Panic)
}

pub fn spawn_blocking_background<F>(_: Runtime, work: F) -> Result<(), SpawnBlockingError>
where
    F: FnOnce() + Send + 'static,
{
    catch_unwind(AssertUnwindSafe(work)).map_err(SpawnBlockingError::Panic)
}
