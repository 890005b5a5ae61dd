//! What a sync brings for the machine.

use std::collections::BTreeMap;

use matrix_sdk_crypto::{DecryptionSettings, EncryptionSyncChanges, TrustRequirement};
use ruma::{
    api::client::sync::sync_events::DeviceLists, events::AnyToDeviceEvent, serde::Raw, OneTimeKeyAlgorithm, UInt,
    UserId,
};
use serde_json::Value;

use crate::{failure::Outcome, ffi, machine::Machine};

/// Room keys of unsigned devices come through under this as well; secrets and whatever else needs trust don't.
const SETTINGS: DecryptionSettings =
    DecryptionSettings { sender_device_trust_requirement: TrustRequirement::CrossSignedOrLegacy };

/// Something odd in one part of a sync must not lose the rest of it: then that part is as good as absent.
fn events(to_device: &str) -> Vec<Raw<AnyToDeviceEvent>> {
    serde_json::from_str(to_device).unwrap_or_default()
}

fn device_lists(json: &str) -> DeviceLists {
    let lists: Value = serde_json::from_str(json).unwrap_or_default();
    let users = |name: &str| {
        let listed = lists[name].as_array().into_iter().flatten().filter_map(Value::as_str);
        listed.filter_map(|user| UserId::parse(user).ok()).collect()
    };
    let mut read = DeviceLists::new();
    read.changed = users("changed");
    read.left = users("left");
    read
}

/// The crate takes a count that is missing for "as before", homeservers leave it out for "none left" (run): without this
/// the keys would never be refilled.
fn counts(json: &str) -> BTreeMap<OneTimeKeyAlgorithm, UInt> {
    let mut counts: BTreeMap<_, _> = serde_json::from_str(json).unwrap_or_default();
    counts.entry(OneTimeKeyAlgorithm::SignedCurve25519).or_default();
    counts
}

impl Machine {
    /// Returns the rooms for which keys came.
    pub fn receive_sync(&mut self, changes: &ffi::Changes) -> Outcome<Vec<String>> {
        let (lists, counts) = (device_lists(changes.device_lists), counts(changes.one_time_keys));
        let unused: Option<Vec<OneTimeKeyAlgorithm>> = serde_json::from_str(changes.fallback_keys).ok();
        if !lists.changed.is_empty() {
            self.outdated = None;
        }
        let (_, keys) = self.run(self.olm().receive_sync_changes(
            EncryptionSyncChanges {
                to_device_events: events(changes.to_device),
                changed_devices: &lists,
                one_time_keys_counts: &counts,
                unused_fallback_keys: unused.as_deref(),
                next_batch_token: Some(changes.next_batch.into()),
            },
            &SETTINGS,
        ))?;
        let mut rooms: Vec<_> = keys.iter().map(|key| key.room_id.to_string()).collect();
        rooms.sort();
        rooms.dedup();
        Ok(rooms)
    }
}
