//! matrix-sdk-crypto for C++: one opaque `Machine`, plain structs and JSON across the bridge, no I/O to the network.
//! `crypto_machine.hpp` says what each function is for.

mod answers;
mod failure;
mod machine;
mod queries;
mod reading;
mod requests;
mod rooms;
mod secrets;
mod signing;
mod sync;

use failure::{guarded, Outcome};
use machine::Machine;

#[cxx::bridge(namespace = "matrix::bridge")]
mod ffi {
    #[derive(Clone)]
    struct Request {
        id: String,
        kind: String,
        method: String,
        path: String,
        body: String,
    }

    enum Reading {
        Clear,
        NoKey,
        Withheld,
        Unverified,
        Untrusted,
        Malformed,
    }

    struct Decrypted {
        reading: Reading,
        event: String,
        session_id: String,
        index: u64,
        signed_device: bool,
        has_identity: bool,
    }

    struct Signing {
        has_keys: bool,
        published: bool,
        same: bool,
        device_signed: bool,
    }

    struct AccountData {
        kind: String,
        content: String,
    }

    struct Secrets {
        recovery_key: String,
        account_data: Vec<AccountData>,
    }

    struct Changes<'a> {
        to_device: &'a str,
        device_lists: &'a str,
        one_time_keys: &'a str,
        fallback_keys: &'a str,
        next_batch: &'a str,
    }

    struct Sharing<'a> {
        room: &'a str,
        users: Vec<String>,
        period_ms: u64,
        messages: u64,
        all_devices: bool,
    }

    extern "Rust" {
        type Machine;

        fn open_machine(folder: &str, user: &str, device: &str, passphrase: &str) -> Result<Box<Machine>>;
        fn receive_sync(machine: &mut Machine, changes: &Changes) -> Result<Vec<String>>;
        fn outgoing(machine: &mut Machine) -> Result<Vec<Request>>;
        fn mark_sent(machine: &mut Machine, id: &str, kind: &str, response: &str) -> Result<bool>;
        fn track(machine: &mut Machine, users: Vec<String>) -> Result<()>;
        fn query_keys(machine: &mut Machine, users: Vec<String>) -> Result<Vec<Request>>;
        fn missing_sessions(machine: &Machine, users: Vec<String>) -> Result<Vec<Request>>;
        fn share_room_key(machine: &Machine, sharing: &Sharing) -> Result<Vec<Request>>;
        fn encrypt(machine: &Machine, room: &str, kind: &str, content: &str) -> Result<String>;
        fn decrypt(machine: &Machine, event: &str, room: &str) -> Result<Decrypted>;
        fn request_key(machine: &Machine, event: &str, room: &str) -> Result<()>;
        fn signing_status(machine: &Machine) -> Result<Signing>;
        fn bootstrap(machine: &Machine) -> Result<Vec<Request>>;
        fn export_secrets(machine: &Machine) -> Result<Secrets>;
        fn import_secrets(machine: &mut Machine, recovery_key: &str, account_data: &[AccountData]) -> Result<bool>;
    }
}

fn open_machine(folder: &str, user: &str, device: &str, passphrase: &str) -> Outcome<Box<Machine>> {
    guarded(|| Machine::open(folder, user, device, passphrase).map(Box::new))
}

fn receive_sync(machine: &mut Machine, changes: &ffi::Changes) -> Outcome<Vec<String>> {
    guarded(|| machine.receive_sync(changes))
}

fn outgoing(machine: &mut Machine) -> Outcome<Vec<ffi::Request>> {
    guarded(|| machine.outgoing())
}

fn mark_sent(machine: &mut Machine, id: &str, kind: &str, response: &str) -> Outcome<bool> {
    guarded(|| machine.mark_sent(id, kind, response))
}

fn track(machine: &mut Machine, users: Vec<String>) -> Outcome<()> {
    guarded(|| machine.track(users))
}

fn query_keys(machine: &mut Machine, users: Vec<String>) -> Outcome<Vec<ffi::Request>> {
    guarded(|| machine.query_keys(users))
}

fn missing_sessions(machine: &Machine, users: Vec<String>) -> Outcome<Vec<ffi::Request>> {
    guarded(|| machine.missing_sessions(users))
}

fn share_room_key(machine: &Machine, sharing: &ffi::Sharing) -> Outcome<Vec<ffi::Request>> {
    guarded(|| machine.share_room_key(sharing))
}

fn encrypt(machine: &Machine, room: &str, kind: &str, content: &str) -> Outcome<String> {
    guarded(|| machine.encrypt(room, kind, content))
}

fn decrypt(machine: &Machine, event: &str, room: &str) -> Outcome<ffi::Decrypted> {
    guarded(|| machine.decrypt(event, room))
}

fn request_key(machine: &Machine, event: &str, room: &str) -> Outcome<()> {
    guarded(|| machine.request_key(event, room))
}

fn signing_status(machine: &Machine) -> Outcome<ffi::Signing> {
    guarded(|| machine.signing_status())
}

fn bootstrap(machine: &Machine) -> Outcome<Vec<ffi::Request>> {
    guarded(|| machine.bootstrap())
}

fn export_secrets(machine: &Machine) -> Outcome<ffi::Secrets> {
    guarded(|| machine.export_secrets())
}

fn import_secrets(machine: &mut Machine, recovery_key: &str, account_data: &[ffi::AccountData]) -> Outcome<bool> {
    guarded(|| machine.import_secrets(recovery_key, account_data))
}
