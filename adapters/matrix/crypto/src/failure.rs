//! What goes wrong, told to C++ by its kind alone: texts of the crates may hold ids and keys.

use std::{
    fmt,
    panic::{catch_unwind, set_hook, AssertUnwindSafe},
    sync::Once,
};

use matrix_sdk_crypto::{store::CryptoStoreError, MegolmError, OlmError};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    Store,
    OtherDevice,
    Fault,
}

pub type Outcome<T> = Result<T, Failure>;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Failure::Store => "store",
            Failure::OtherDevice => "other_device",
            Failure::Fault => "fault",
        })
    }
}

impl From<CryptoStoreError> for Failure {
    fn from(error: CryptoStoreError) -> Self {
        match error {
            CryptoStoreError::MismatchedAccount { .. } => Failure::OtherDevice,
            _ => Failure::Store,
        }
    }
}

impl From<OlmError> for Failure {
    fn from(error: OlmError) -> Self {
        match error {
            OlmError::Store(_) => Failure::Store,
            _ => Failure::Fault,
        }
    }
}

impl From<MegolmError> for Failure {
    fn from(error: MegolmError) -> Self {
        match error {
            MegolmError::Store(_) => Failure::Store,
            _ => Failure::Fault,
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(_: serde_json::Error) -> Self {
        Failure::Fault
    }
}

impl From<ruma::IdParseError> for Failure {
    fn from(_: ruma::IdParseError) -> Self {
        Failure::Fault
    }
}

/// Every entry from C++ goes through here: a panic that reached the bridge would end the process. What the panic says
/// goes nowhere, it may hold ids.
pub fn guarded<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| set_hook(Box::new(|_| {})));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Failure::Fault))
}
