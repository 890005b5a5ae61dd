//! Whose devices matter, and asking for them.

use std::collections::BTreeSet;

use matrix_sdk_crypto::types::requests::{AnyOutgoingRequest, OutgoingRequest};
use ruma::{OwnedUserId, UserId};

use crate::{failure::Outcome, ffi, machine::Machine, requests::to_request};

/// A /keys/query that was handed out. The crate forgets it as soon as it makes another, and would ask again for the same
/// users for ever where requests cross; so while some are under way they are handed out again, instead of others.
pub struct QueryUnderWay {
    pub request: ffi::Request,
    users: BTreeSet<OwnedUserId>,
}

pub fn parse_users(users: Vec<String>) -> Vec<OwnedUserId> {
    users.into_iter().filter_map(|user| UserId::parse(user).ok()).collect()
}

impl Machine {
    pub fn track(&mut self, users: Vec<String>) -> Outcome<()> {
        let mut users = parse_users(users);
        let known = self.run(self.olm().tracked_users())?;
        users.retain(|user| !known.contains(user));
        if users.is_empty() {
            return Ok(());
        }
        self.outdated = None;
        Ok(self.run(self.olm().update_tracked_users(users.iter().map(AsRef::as_ref)))?)
    }

    pub fn query_keys(&mut self, users: Vec<String>) -> Outcome<Vec<ffi::Request>> {
        self.track(users.clone())?;
        let wanted: BTreeSet<_> = parse_users(users).into_iter().collect();
        if self.outdated_users()?.is_disjoint(&wanted) {
            return Ok(Vec::new());
        }
        if self.query_for(&wanted).is_none() {
            let requests = self.run(self.olm().outgoing_requests())?;
            self.keep_queries(&requests)?;
        }
        Ok(self.query_for(&wanted).into_iter().collect())
    }

    pub fn keep_queries(&mut self, requests: &[OutgoingRequest]) -> Outcome<()> {
        self.queries.clear();
        for each in requests {
            if let AnyOutgoingRequest::KeysQuery(query) = each.request() {
                let request = to_request(each.request_id(), each.request())?;
                let users = query.device_keys.keys().cloned().collect();
                self.queries.push(QueryUnderWay { request, users });
            }
        }
        Ok(())
    }

    fn query_for(&self, wanted: &BTreeSet<OwnedUserId>) -> Option<ffi::Request> {
        let found = self.queries.iter().find(|query| !query.users.is_disjoint(wanted));
        found.map(|query| query.request.clone())
    }

    /// What the crate holds outdated lies in the store alone: reading it anew for every text would be dear.
    fn outdated_users(&mut self) -> Outcome<&BTreeSet<OwnedUserId>> {
        if self.outdated.is_none() {
            let users = self.run(self.olm().store().load_tracked_users())?;
            self.outdated = Some(users.into_iter().filter(|user| user.dirty).map(|user| user.user_id).collect());
        }
        Ok(self.outdated.get_or_insert_default())
    }
}
