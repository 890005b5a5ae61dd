//! Texts that came in.

use matrix_sdk_common::deserialized_responses::{VerificationLevel, VerificationState, WithheldCode};
use matrix_sdk_crypto::{
    types::events::room::encrypted::{EncryptedEvent, RoomEventEncryptionScheme},
    vodozemac::megolm::DecryptionError,
    DecryptionSettings, MegolmError, TrustRequirement,
};
use ruma::{serde::Raw, OwnedUserId, RoomId};
use serde_json::{json, Value};

use crate::{
    failure::{Failure, Outcome},
    ffi::{Decrypted, Reading},
    machine::Machine,
};

/// CrossSignedOrLegacy would refuse every unsigned device: only sessions from before the crate kept such records pass as
/// legacy. A person on such a device must not meet silence, and what they write must reach the crisis rules; so everything
/// is decrypted, and the caller is told whether the device is signed.
const SETTINGS: DecryptionSettings =
    DecryptionSettings { sender_device_trust_requirement: TrustRequirement::Untrusted };

fn refused(reading: Reading) -> Decrypted {
    Decrypted { reading, event: String::new(), session_id: String::new(), index: 0, signed_device: false, has_identity: false }
}

fn reason(error: MegolmError) -> Outcome<Decrypted> {
    Ok(refused(match error {
        MegolmError::Store(_) => return Err(Failure::Store),
        MegolmError::MissingRoomKey(None) => Reading::NoKey,
        MegolmError::MissingRoomKey(Some(WithheldCode::Unverified)) => Reading::Unverified,
        MegolmError::MissingRoomKey(Some(_)) => Reading::Withheld,
        MegolmError::Decryption(DecryptionError::UnknownMessageIndex(..)) => Reading::NoKey,
        MegolmError::MismatchedIdentityKeys(_) | MegolmError::SenderIdentityNotTrusted(_) => Reading::Untrusted,
        _ => Reading::Malformed,
    }))
}

/// None where the event is not from whom it says, or from somebody who was verified and is no longer the same.
fn signed_device(state: &VerificationState) -> Option<bool> {
    match state {
        VerificationState::Verified | VerificationState::Unverified(VerificationLevel::UnverifiedIdentity) => {
            Some(true)
        }
        VerificationState::Unverified(VerificationLevel::UnsignedDevice | VerificationLevel::None(_)) => Some(false),
        VerificationState::Unverified(
            VerificationLevel::VerificationViolation | VerificationLevel::MismatchedSender,
        ) => None,
    }
}

/// Megolm session and index, or nothing where it is encrypted with something else.
fn place(event: &Raw<EncryptedEvent>) -> Option<(String, u64)> {
    match event.deserialize().ok()?.content.scheme {
        RoomEventEncryptionScheme::MegolmV1AesSha2(content) => {
            Some((content.session_id, content.ciphertext.message_index().into()))
        }
        _ => None,
    }
}

fn read_sender(event: &Raw<EncryptedEvent>) -> Outcome<OwnedUserId> {
    event.deserialize().map(|event| event.sender).map_err(|_| Failure::Fault)
}

impl Machine {
    pub fn decrypt(&self, event: &str, room: &str) -> Outcome<Decrypted> {
        let Ok(raw) = Raw::<EncryptedEvent>::from_json_string(event.into()) else {
            return Ok(refused(Reading::Malformed));
        };
        let Some((session_id, index)) = place(&raw) else { return Ok(refused(Reading::Malformed)) };
        let room = RoomId::parse(room)?;
        let read = match self.run(self.olm().decrypt_room_event(&raw, &room, &SETTINGS)) {
            Ok(read) => read,
            Err(error) => return reason(error),
        };
        let Some(signed_device) = signed_device(&read.encryption_info.verification_state) else {
            return Ok(refused(Reading::Untrusted));
        };
        let clear: Value = serde_json::from_str(read.event.json().get())?;
        let event = json!({"type": clear["type"], "content": clear["content"]}).to_string();
        let has_identity = signed_device || self.run(self.olm().get_identity(&read_sender(&raw)?, None))?.is_some();
        Ok(Decrypted { reading: Reading::Clear, event, session_id, index, signed_device, has_identity })
    }

    /// Asked once for each session: the crate keeps the request and hands it out until it is sent.
    pub fn request_key(&self, event: &str, room: &str) -> Outcome<()> {
        let Ok(raw) = Raw::<EncryptedEvent>::from_json_string(event.into()) else { return Ok(()) };
        match self.run(self.olm().request_room_key(&raw, &RoomId::parse(room)?)) {
            Err(MegolmError::Store(_)) => Err(Failure::Store),
            _ => Ok(()), // of an event that can't be read there is no key to ask for
        }
    }
}
