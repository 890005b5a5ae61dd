//! The machine, its store, and the runtime that both live in.

use std::{
    collections::BTreeSet,
    future::Future,
    panic::{catch_unwind, AssertUnwindSafe},
};

use matrix_sdk_crypto::OlmMachine;
use matrix_sdk_sqlite::{SqliteCryptoStore, SqliteStoreConfig};
use ruma::{DeviceId, OwnedUserId, UserId};
use tokio::runtime::{Builder, Runtime};

use crate::{
    failure::{Failure, Outcome},
    ffi,
    queries::QueryUnderWay,
};

pub struct Machine {
    olm: Option<OlmMachine>, // gone only while dropping
    runtime: Runtime,
    pub queries: Vec<QueryUnderWay>,
    pub outdated: Option<BTreeSet<OwnedUserId>>, // users whose devices have to be asked for; None: not looked up
    pub signatures: Vec<ffi::Request>,           // made by an import, until they are sent
}

impl Machine {
    pub fn open(folder: &str, user: &str, device: &str, passphrase: &str) -> Outcome<Self> {
        if passphrase.is_empty() {
            return Err(Failure::Store); // the crate would take it, and keep everything readable by anyone
        }
        let user = UserId::parse(user)?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|_| Failure::Fault)?;
        let config = SqliteStoreConfig::with_low_memory_config(folder).passphrase(Some(passphrase));
        let opened = runtime.block_on(async {
            let store = SqliteCryptoStore::open_with_config(&config).await.map_err(|_| Failure::Store)?;
            Ok::<_, Failure>(OlmMachine::with_store(&user, <&DeviceId>::from(device), store, None).await?)
        });
        Ok(Self { olm: Some(opened?), runtime, queries: Vec::new(), outdated: None, signatures: Vec::new() })
    }

    pub fn olm(&self) -> &OlmMachine {
        self.olm.as_ref().expect("there until dropped")
    }

    pub fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }
}

/// The store's pool panics when its connections are dropped outside of a runtime, and a panic in a destructor that C++
/// runs would end the process.
impl Drop for Machine {
    fn drop(&mut self) {
        let olm = self.olm.take();
        let _ = catch_unwind(AssertUnwindSafe(|| self.runtime.block_on(async move { drop(olm) })));
    }
}
