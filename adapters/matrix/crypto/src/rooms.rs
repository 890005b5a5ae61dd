//! Room keys and texts that go out.

use std::time::Duration;

use matrix_sdk_crypto::{CollectStrategy, EncryptionSettings, OlmError, SessionRecipientCollectionError};
use ruma::{events::room::history_visibility::HistoryVisibility, serde::Raw, OwnedUserId, RoomId, UserId};

use crate::{
    failure::Outcome,
    ffi,
    machine::Machine,
    queries::parse_users,
    requests::{keys_claim, to_device},
};

fn settings(sharing: &ffi::Sharing, strategy: CollectStrategy) -> EncryptionSettings {
    EncryptionSettings {
        rotation_period: Duration::from_millis(sharing.period_ms),
        rotation_period_msgs: sharing.messages,
        history_visibility: HistoryVisibility::Joined, // nobody may hand our keys on to those who come later
        sharing_strategy: strategy,
        ..Default::default()
    }
}

/// Whether the strict strategy failed for want of an identity of our own. Before we have one silence would be the only
/// alternative to all devices.
fn lacks_identity(error: &OlmError) -> bool {
    use SessionRecipientCollectionError::{CrossSigningNotSetup, SendingFromUnverifiedDevice};
    matches!(error, OlmError::SessionRecipientCollectionError(CrossSigningNotSetup | SendingFromUnverifiedDevice))
}

impl Machine {
    pub fn missing_sessions(&self, users: Vec<String>) -> Outcome<Vec<ffi::Request>> {
        let users = parse_users(users);
        let claim = self.run(self.olm().get_missing_sessions(users.iter().map(AsRef::as_ref)))?;
        Ok(claim.iter().map(|(id, request)| keys_claim(id, request)).collect())
    }

    pub fn share_room_key(&self, sharing: &ffi::Sharing) -> Outcome<Vec<ffi::Request>> {
        let room = RoomId::parse(sharing.room)?;
        let users = parse_users(sharing.users.clone());
        let share = |strategy| {
            let users = users.iter().map(|user| -> &UserId { user });
            self.run(self.olm().share_room_key(&room, users, settings(sharing, strategy)))
        };
        let requests = match sharing.all_devices || self.nobody_has_identity(&users)? {
            true => share(CollectStrategy::AllDevices),
            false => match share(CollectStrategy::IdentityBasedStrategy) {
                Err(error) if lacks_identity(&error) => share(CollectStrategy::AllDevices),
                other => other,
            },
        }?;
        Ok(requests.iter().map(|request| to_device(request)).collect())
    }

    /// Where nobody there has an identity, no device can be signed, and the strict strategy would leave them in silence. It
    /// would protect nothing either: whoever could add a device to such an account could as well replace it.
    fn nobody_has_identity(&self, users: &[OwnedUserId]) -> Outcome<bool> {
        for user in users.iter().filter(|user| *user != self.olm().user_id()) {
            if self.run(self.olm().get_identity(user, None))?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The crate panics where the room key was not shared right before.
    pub fn encrypt(&self, room: &str, kind: &str, content: &str) -> Outcome<String> {
        let room = RoomId::parse(room)?;
        let content = Raw::from_json_string(content.into())?;
        let encrypted = self.run(self.olm().encrypt_room_event_raw(&room, kind, &content))?;
        Ok(encrypted.content.json().get().into())
    }
}
