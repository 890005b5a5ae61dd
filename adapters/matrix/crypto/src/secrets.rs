//! The private cross-signing keys in and out of secret storage.

use matrix_sdk_crypto::{
    secret_storage::{AesHmacSha2EncryptedData, SecretStorageKey},
    store::types::CrossSigningKeyExport,
    SecretImportError,
};
use ruma::{
    events::{secret::request::SecretName, secret_storage::key::SecretStorageKeyEventContent, EventContentFromType},
    TransactionId,
};
use serde_json::{json, value::to_raw_value, Value};

use crate::{
    failure::{Failure, Outcome},
    ffi::{AccountData, Secrets},
    machine::Machine,
    requests::signatures_upload,
};

const DEFAULT_KEY: &str = "m.secret_storage.default_key";

fn account_data(kind: &str, content: Value) -> AccountData {
    AccountData { kind: kind.into(), content: content.to_string() }
}

fn content_of(found: &[AccountData], kind: &str) -> Option<Value> {
    let content = &found.iter().find(|each| each.kind == kind)?.content;
    serde_json::from_str(content).ok()
}

/// The key to what is in secret storage, if `recovery_key` is it.
fn storage_key(recovery_key: &str, found: &[AccountData]) -> Option<SecretStorageKey> {
    let id = content_of(found, DEFAULT_KEY)?["key"].as_str()?.to_owned();
    let kind = format!("m.secret_storage.key.{id}");
    let description = to_raw_value(&content_of(found, &kind)?).ok()?;
    let description = SecretStorageKeyEventContent::from_parts(&kind, &description).ok()?;
    SecretStorageKey::from_account_data(recovery_key, description).ok()
}

fn open(key: &SecretStorageKey, found: &[AccountData], name: SecretName) -> Option<String> {
    let sealed = content_of(found, name.as_str())?["encrypted"][key.key_id()].take();
    let sealed: AesHmacSha2EncryptedData = serde_json::from_value(sealed).ok()?;
    String::from_utf8(key.decrypt(&sealed, &name).ok()?).ok()
}

impl Machine {
    /// The default key comes last: broken off before it, whatever was there before still opens.
    pub fn export_secrets(&self) -> Outcome<Secrets> {
        let keys = self.run(self.olm().export_cross_signing_keys())?.ok_or(Failure::Fault)?;
        let key = SecretStorageKey::new();
        let mut all = vec![account_data(&key.event_type().to_string(), serde_json::to_value(key.event_content())?)];
        for (name, secret) in [
            (SecretName::CrossSigningMasterKey, &keys.master_key),
            (SecretName::CrossSigningSelfSigningKey, &keys.self_signing_key),
            (SecretName::CrossSigningUserSigningKey, &keys.user_signing_key),
        ] {
            let secret = secret.as_ref().ok_or(Failure::Fault)?;
            let sealed = key.encrypt(secret.clone().into_bytes(), &name);
            all.push(account_data(name.as_str(), json!({"encrypted": {key.key_id(): sealed}})));
        }
        all.push(account_data(DEFAULT_KEY, json!({"key": key.key_id()})));
        Ok(Secrets { recovery_key: key.to_base58(), account_data: all })
    }

    pub fn import_secrets(&mut self, recovery_key: &str, found: &[AccountData]) -> Outcome<bool> {
        let Some(key) = storage_key(recovery_key, found) else { return Ok(false) };
        let export = CrossSigningKeyExport {
            master_key: open(&key, found, SecretName::CrossSigningMasterKey),
            self_signing_key: open(&key, found, SecretName::CrossSigningSelfSigningKey),
            user_signing_key: open(&key, found, SecretName::CrossSigningUserSigningKey),
        };
        match self.run(self.olm().import_cross_signing_keys(export)) {
            Err(SecretImportError::Store(_)) => return Err(Failure::Store),
            Err(_) => return Ok(false),
            Ok(status) if !status.is_complete() => return Ok(false),
            Ok(_) => self.sign_device()?,
        }
        Ok(true)
    }

    fn sign_device(&mut self) -> Outcome<()> {
        let found = self.run(self.olm().get_device(self.olm().user_id(), self.olm().device_id(), None))?;
        let device = found.ok_or(Failure::Fault)?;
        let request = self.run(device.verify()).map_err(|_| Failure::Fault)?;
        self.signatures.push(signatures_upload(&TransactionId::new(), &request));
        Ok(())
    }
}
