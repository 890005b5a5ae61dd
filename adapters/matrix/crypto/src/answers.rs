//! What the homeserver answered to a request of the machine's.

use matrix_sdk_crypto::types::requests::AnyIncomingResponse;
use ruma::{
    api::{
        client::{
            keys::{claim_keys, get_keys, upload_keys, upload_signatures, upload_signing_keys},
            message::send_message_event,
            to_device::send_event_to_device,
        },
        IncomingResponse,
    },
    exports::http,
    TransactionId,
};
use serde_json::Value;

use crate::{failure::Outcome, machine::Machine};

/// What the crate would refuse and some homeserver sends: null where something is left out, and no counts at all.
fn tolerated(kind: &str, response: &str) -> Option<String> {
    let mut body = match serde_json::from_str(response).ok()? {
        Value::Object(body) => body,
        _ => return None,
    };
    body.retain(|_, value| !value.is_null());
    match kind {
        "keys_upload" => body.entry("one_time_key_counts").or_insert_with(|| Value::Object(Default::default())),
        "keys_claim" => body.entry("one_time_keys").or_insert_with(|| Value::Object(Default::default())),
        _ => return Some(Value::Object(body).to_string()),
    };
    Some(Value::Object(body).to_string())
}

impl Machine {
    /// False where the answer is none to such a request; then nothing is marked, and the request comes again.
    pub fn mark_sent(&mut self, id: &str, kind: &str, response: &str) -> Outcome<bool> {
        let Some(body) = tolerated(kind, response) else { return Ok(false) };
        let id = <&TransactionId>::from(id);
        let marked = match kind {
            "keys_upload" => self.mark::<upload_keys::v3::Response>(id, body),
            "keys_query" => self.mark::<get_keys::v3::Response>(id, body),
            "keys_claim" => self.mark::<claim_keys::v3::Response>(id, body),
            "to_device" => self.mark::<send_event_to_device::v3::Response>(id, body),
            "signing_keys_upload" => self.mark_signing_keys(id),
            "signatures_upload" => self.mark::<upload_signatures::v3::Response>(id, body),
            "room_message" => self.mark::<send_message_event::v3::Response>(id, body),
            _ => Ok(false),
        }?;
        if marked {
            self.queries.retain(|query| query.request.id != id.as_str());
            self.signatures.retain(|request| request.id != id.as_str());
            self.outdated = None;
        }
        Ok(marked)
    }

    fn mark<Response>(&self, id: &TransactionId, body: String) -> Outcome<bool>
    where
        Response: IncomingResponse,
        for<'a> &'a Response: Into<AnyIncomingResponse<'a>>,
    {
        let Ok(response) = Response::try_from_http_response(http::Response::new(body)) else { return Ok(false) };
        self.run(self.olm().mark_request_as_sent(id, &response))?;
        Ok(true)
    }

    fn mark_signing_keys(&self, id: &TransactionId) -> Outcome<bool> {
        let response = upload_signing_keys::v3::Response::new();
        self.run(self.olm().mark_request_as_sent(id, AnyIncomingResponse::SigningKeysUpload(&response)))?;
        Ok(true)
    }
}
