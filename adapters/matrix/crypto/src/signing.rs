//! Our own cross-signing identity.

use matrix_sdk_crypto::{
    types::requests::OutgoingRequest,
    vodozemac::{Ed25519PublicKey, Ed25519SecretKey},
    OwnUserIdentity,
};
use ruma::TransactionId;

use crate::{
    failure::{Failure, Outcome},
    ffi,
    machine::Machine,
    requests::{signatures_upload, signing_keys_upload, to_request},
};

impl Machine {
    pub fn signing_status(&self) -> Outcome<ffi::Signing> {
        let published = self.own_identity()?.and_then(|own| own.master_key().get_first_key());
        let ours = self.master_key()?;
        let device = self.run(self.olm().get_device(self.olm().user_id(), self.olm().device_id(), None))?;
        Ok(ffi::Signing {
            has_keys: self.run(self.olm().cross_signing_status()).is_complete(),
            published: published.is_some(),
            same: published.is_some() && published == ours,
            device_signed: device.is_some_and(|device| device.is_cross_signed_by_owner()),
        })
    }

    /// Where this was broken off before, the same keys go out again, which a homeserver takes without asking.
    pub fn bootstrap(&self) -> Outcome<Vec<ffi::Request>> {
        let status = self.signing_status()?;
        if status.published && !(status.same && status.has_keys) {
            return Err(Failure::Fault); // it would be a reset, and everyone's trust gone
        }
        let made = self.run(self.olm().bootstrap_cross_signing(false))?;
        let upload = |request: &OutgoingRequest| to_request(request.request_id(), request.request());
        let mut requests: Vec<_> = made.upload_keys_req.iter().map(upload).collect::<Outcome<_>>()?;
        requests.push(signing_keys_upload(&made.upload_signing_keys_req));
        requests.push(signatures_upload(&TransactionId::new(), &made.upload_signatures_req));
        Ok(requests)
    }

    pub fn own_identity(&self) -> Outcome<Option<OwnUserIdentity>> {
        let identity = self.run(self.olm().get_identity(self.olm().user_id(), None))?;
        Ok(identity.and_then(|identity| identity.own()))
    }

    fn master_key(&self) -> Outcome<Option<Ed25519PublicKey>> {
        let keys = self.run(self.olm().export_cross_signing_keys())?;
        let seed = keys.and_then(|keys| keys.master_key.clone());
        Ok(seed.and_then(|seed| Ed25519SecretKey::from_base64(&seed).ok()).map(|key| key.public_key()))
    }
}
