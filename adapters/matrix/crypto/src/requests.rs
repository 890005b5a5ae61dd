//! What the machine wants sent, as method, path and body.

use matrix_sdk_crypto::types::requests::{
    AnyOutgoingRequest, KeysQueryRequest, RoomMessageRequest, ToDeviceRequest, UploadSigningKeysRequest,
};
use ruma::{
    api::client::keys::{
        claim_keys::v3::Request as ClaimRequest, upload_keys::v3::Request as UploadRequest,
        upload_signatures::v3::Request as SignaturesRequest,
    },
    events::MessageLikeEventContent,
    TransactionId,
};
use serde_json::{json, Map, Value};

use crate::{failure::Outcome, ffi, machine::Machine};

/// How long our homeserver may wait for another's: somebody else's dead homeserver must not hold up an answer.
const PATIENCE_MS: u64 = 5_000;

fn request(id: &TransactionId, kind: &str, method: &str, path: String, body: Value) -> ffi::Request {
    ffi::Request { id: id.to_string(), kind: kind.into(), method: method.into(), path, body: body.to_string() }
}

fn post(id: &TransactionId, kind: &str, path: &str, body: Value) -> ffi::Request {
    request(id, kind, "POST", format!("/_matrix/client/v3/keys/{path}"), body)
}

pub fn to_request(id: &TransactionId, any: &AnyOutgoingRequest) -> Outcome<ffi::Request> {
    Ok(match any {
        AnyOutgoingRequest::KeysUpload(upload) => keys_upload(id, upload),
        AnyOutgoingRequest::KeysQuery(query) => keys_query(id, query),
        AnyOutgoingRequest::KeysClaim(claim) => keys_claim(id, claim),
        AnyOutgoingRequest::ToDeviceRequest(message) => to_device(message),
        AnyOutgoingRequest::SignatureUpload(signatures) => signatures_upload(id, signatures),
        AnyOutgoingRequest::RoomMessage(message) => room_message(message)?,
    })
}

fn keys_upload(id: &TransactionId, upload: &UploadRequest) -> ffi::Request {
    let mut body = Map::new();
    if let Some(device) = &upload.device_keys {
        body.insert("device_keys".into(), json!(device));
    }
    body.insert("one_time_keys".into(), json!(upload.one_time_keys));
    body.insert("fallback_keys".into(), json!(upload.fallback_keys));
    post(id, "keys_upload", "upload", body.into())
}

fn keys_query(id: &TransactionId, query: &KeysQueryRequest) -> ffi::Request {
    post(id, "keys_query", "query", json!({"timeout": PATIENCE_MS, "device_keys": query.device_keys}))
}

pub fn keys_claim(id: &TransactionId, claim: &ClaimRequest) -> ffi::Request {
    post(id, "keys_claim", "claim", json!({"timeout": PATIENCE_MS, "one_time_keys": claim.one_time_keys}))
}

/// The transaction id is the crate's, kept in the store where it matters: sent again it is the same message.
pub fn to_device(message: &ToDeviceRequest) -> ffi::Request {
    let path = format!("/_matrix/client/v3/sendToDevice/{}/{}", message.event_type, message.txn_id);
    request(&message.txn_id, "to_device", "PUT", path, json!({"messages": message.messages}))
}

/// The body is the map itself, not an object around it.
pub fn signatures_upload(id: &TransactionId, signatures: &SignaturesRequest) -> ffi::Request {
    post(id, "signatures_upload", "signatures/upload", json!(signatures.signed_keys))
}

pub fn signing_keys_upload(keys: &UploadSigningKeysRequest) -> ffi::Request {
    let mut body = Map::new();
    let all = [&keys.master_key, &keys.self_signing_key, &keys.user_signing_key];
    for (name, key) in ["master_key", "self_signing_key", "user_signing_key"].iter().zip(all) {
        if let Some(key) = key {
            body.insert((*name).into(), json!(key));
        }
    }
    post(&TransactionId::new(), "signing_keys_upload", "device_signing/upload", body.into())
}

fn room_message(message: &RoomMessageRequest) -> Outcome<ffi::Request> {
    let (room, kind) = (escaped(message.room_id.as_str()), message.content.event_type());
    let path = format!("/_matrix/client/v3/rooms/{room}/send/{kind}/{}", message.txn_id);
    Ok(request(&message.txn_id, "room_message", "PUT", path, serde_json::to_value(&message.content)?))
}

fn escaped(id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    id.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

impl Machine {
    pub fn outgoing(&mut self) -> Outcome<Vec<ffi::Request>> {
        let mut requests: Vec<_> = self.queries.iter().map(|query| query.request.clone()).collect();
        if requests.is_empty() {
            let made = self.run(self.olm().outgoing_requests())?;
            self.keep_queries(&made)?;
            requests = made.iter().map(|each| to_request(each.request_id(), each.request())).collect::<Outcome<_>>()?;
        }
        requests.extend(self.signatures.iter().cloned());
        Ok(requests)
    }
}
