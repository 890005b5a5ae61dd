// What a person sees: messages as they are when decrypted, who types, who has read.
import { setTimeout as sleep } from "node:timers/promises";

import { MatrixEventEvent, RoomEvent, RoomMemberEvent } from "./person_sdk.js";

/** The event, its words decrypted, and what the client would show about how far to trust it. */
export async function described(client, event) {
  const trust = await client.getCrypto().getEncryptionInfoForEvent(event);
  return {
    id: event.getId(),
    room: event.getRoomId(),
    sender: event.getSender(),
    type: event.getType(),
    state_key: event.getStateKey() ?? null,
    content: event.isDecryptionFailure() ? {} : event.getOriginalContent(),
    relates_to: event.getWireContent()["m.relates_to"] ?? null,
    encrypted: event.isEncrypted(),
    failure: event.decryptionFailureReason,
    shield: trust?.shieldColour ?? null,
  };
}

/** Tells of everything from now on. What could be decrypted only later is told of twice, in the same place. */
export function watch(client, tell) {
  let places = 0;
  const show = async (event, place) => {
    if (event.isEncrypted()) await client.decryptEventIfNeeded(event);
    tell({ event: { place, ...(await described(client, event)) } });
  };
  client.on(RoomEvent.Timeline, (event, room, backwards) => {
    if (backwards || event.status) return;  // a status: a message of one's own that is on its way
    const place = ++places;
    event.on(MatrixEventEvent.Decrypted, () => void show(event, place));
    if (!event.isEncrypted() || event.getClearContent()) void show(event, place);
  });
  client.on(RoomEvent.LocalEchoUpdated, (event) => event.status === null && void show(event, ++places));
  client.on(RoomEvent.Redaction, (event) => tell({ redacted: event.getAssociatedId() }));
  client.on(RoomMemberEvent.Typing, (_, { userId, roomId, typing }) => tell({ typing, user: userId, room: roomId }));
  client.on(RoomEvent.Receipt, (event, { roomId }) => tell({ read: event.getContent(), room: roomId }));
}

/** Resolves when the condition holds. Asked again and again: not everything that a sync brings is there when it ends. */
export async function until(condition, what) {
  for (const end = Date.now() + 30_000; !(await condition()); await sleep(20)) {
    if (Date.now() > end) throw new Error(`still waiting: ${what}`);
  }
}
