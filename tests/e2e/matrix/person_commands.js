// Everything that a person can be told to do.
import {
  AllDevicesIsolationMode, OnlySignedDevicesIsolationMode, createClient, decodeRecoveryKey,
} from "./person_sdk.js";
import { until, watch } from "./person_sight.js";

let client, password;
const secrets = {};

const withPassword = (request) =>
  request({ type: "m.login.password", identifier: { type: "m.id.user", user: client.getUserId() }, password });

/** `identity`: the device is signed by its owner and trusts only such devices, as current clients do. */
export async function start({ url, user, token, device, password: ofAccount, identity, recovery }, tell) {
  password = ofAccount;
  if (recovery) secrets.key = decodeRecoveryKey(recovery);
  const getSecretStorageKey = async ({ keys }) => [Object.keys(keys)[0], secrets.key];
  const cryptoCallbacks = { getSecretStorageKey };
  client = createClient({ baseUrl: url, userId: user, accessToken: token, deviceId: device, cryptoCallbacks });
  await client.initRustCrypto({ useIndexedDB: false });
  const trusted = identity ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false);
  client.getCrypto().setDeviceIsolationMode(trusted);
  watch(client, tell);
  await client.startClient({ initialSyncLimit: 30 });
  await until(() => client.isInitialSyncComplete(), "first sync");
  if (!identity) return;
  await client.getCrypto().userHasCrossSigningKeys();  // asks the homeserver
  await client.getCrypto().bootstrapCrossSigning({ authUploadDeviceSigningKeys: withPassword });
}

/** Puts the identity's keys where another device finds them with the recovery key that this returns. */
export async function keep_recovery_key() {
  const made = await client.getCrypto().createRecoveryKeyFromPassphrase();
  secrets.key = made.privateKey;
  await client.getCrypto().bootstrapSecretStorage({ createSecretStorageKey: async () => made });
  return made.encodedPrivateKey;
}

export const reset_identity = () => client.getCrypto().bootstrapCrossSigning(
  { setupNewCrossSigning: true, authUploadDeviceSigningKeys: withPassword });

export const accept_identity = ({ user }) => client.getCrypto().pinCurrentUserIdentity(user);

const encryption = { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };

/** A room as clients make it: encrypted, unless told not to be. Resolves when the client knows who is invited. */
export async function create_room({ invite, direct = true, encrypted = true, ...options }) {
  const made = await client.createRoom({
    preset: "trusted_private_chat", is_direct: direct, invite, initial_state: encrypted ? [encryption] : [], ...options,
  });
  const everybody = () => invite.every((user) => client.getRoom(made.room_id)?.getMember(user));
  await until(everybody, `invitations to ${made.room_id}`);
  return made.room_id;
}

const known = (room, encrypted) => until(async () => client.getRoom(room)?.getMyMembership() === "join" &&
  (!encrypted || await client.getCrypto().isEncryptionEnabledInRoom(room)), `room ${room}`);

/** `encrypted`: wait until this client knows that the room is. */
export async function send({ room, type, content, encrypted }) {
  await known(room, encrypted);
  return (await client.sendEvent(room, type, content)).event_id;
}

/** A message that the library doesn't take part in sending: of the room key as it is now. */
export const discard_room_key = ({ room }) => client.getCrypto().forceDiscardSession(room);

export const redact = async ({ room, id }) => (await client.redactEvent(room, id)).event_id;

export const join = async ({ room }) => void (await client.joinRoom(room));

export const leave = async ({ room }) => void (await client.leave(room));

export const invite = async ({ room, user }) => void (await client.invite(room, user));

/** Resolves when that user is what is said: "join", "invite", "leave". */
export const membership = ({ room, user, is }) =>
  until(() => client.getRoom(room)?.getMember(user)?.membership === is, `${is} of ${user}`);

export const typing = async ({ room }) => void (await client.sendTyping(room, true, 5000));
