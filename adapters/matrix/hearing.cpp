#include "adapters/matrix/hearing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/matrix/protocol/outgoing.hpp"
#include "adapters/net/json.hpp"

namespace matrix {

using net::member;
using net::parse_leniently;
using net::text_of;
using core::MessageKind;

namespace {

core::Line line_for(Unreadable reason) {
  switch (reason) {
    case Unreadable::withheld:
    case Unreadable::unverified: return core::Line::key_withheld;
    case Unreadable::untrusted: return core::Line::sender_changed;
    case Unreadable::no_key:
    case Unreadable::malformed: break;
  }
  return core::Line::cannot_read;
}

/// Relations stand outside of the ciphertext; some clients leave them out within.
Event clear_event(const Event& locked, const Decrypted& decrypted) {
  const nlohmann::json json = parse_leniently(decrypted.event).value_or(nlohmann::json::object());
  Event event = locked;
  event.type = text_of(json, "type");
  event.content = member(json, "content").is_object() ? member(json, "content") : nlohmann::json::object();
  if (const nlohmann::json& relation = member(locked.content, "m.relates_to"); relation.is_object())
    event.content["m.relates_to"] = relation;
  return event;
}

std::string text_in(const Heard& heard) {
  if (const Text* text = std::get_if<Text>(&heard)) return text->body;
  if (const Edit* edit = std::get_if<Edit>(&heard)) return edit->body;
  if (const Media* media = std::get_if<Media>(&heard)) return media->caption;
  return {};
}

core::Message message_of(const Heard& heard, MessageKind kind) {
  core::Message message{std::string(channel_name), {}, {}, kind, text_in(heard)};
  if (std::holds_alternative<Media>(heard) && kind == MessageKind::text) message.kind = MessageKind::media;
  if (std::holds_alternative<Edit>(heard)) message.kind = MessageKind::edited;
  if (const TakenBack* back = std::get_if<TakenBack>(&heard)) {
    message.kind = MessageKind::taken_back;
    message.reference = back->of;
  }
  return message;
}

}  // namespace

bool is_locked(const Event& event, std::string_view self) {
  return event.type == "m.room.encrypted" && !event.state_key && event.sender != self && !event.content.empty();
}

std::optional<Tapped> Hearing::hear(const Rooms::Ptr& room, const Event& event,
                                    const std::variant<Decrypted, Unreadable>* read, bool late) {
  if (event.state_key) return changed(room, event), std::nullopt;
  if (event.sender == options_.user) return {};
  news_.read[room->id] = event.id;
  if (!read) return take(room, {event, event.id, false, late});
  std::optional<Clear> clear = open(room, event, *read);
  if (!clear) return {};
  clear->late = late;
  return take(room, std::move(*clear));
}

core::Line Hearing::line_for_group(const Rooms::Ptr& room) const {
  return rooms_.is_home(room->id) ? core::Line::third_person : core::Line::group;
}

void Hearing::changed(const Rooms::Ptr& room, const Event& event) {
  if (apply(*room, event) || event.type == "m.room.create") news_.changes[room->id] = {room, event.id};
}

std::optional<Hearing::Clear> Hearing::open(const Rooms::Ptr& room, const Event& event,
                                            const std::variant<Decrypted, Unreadable>& read) {
  Locked locked{room->id, event.raw};
  if (const Unreadable* reason = std::get_if<Unreadable>(&read))
    return note_unread(room, event.id, std::move(locked), *reason), std::nullopt;
  if (waiting_.remove(locked)) news_.waiting_changed = true;
  const Decrypted& decrypted = std::get<Decrypted>(read);
  if (!decrypted.signed_device && rooms_.standing(*room) == Standing::direct)
    news_.notices.push_back({room, core::Line::unsigned_device, decrypted.session_id, Readers::all_devices});
  Clear clear{clear_event(event, decrypted), fmt::format("{}/{}", decrypted.session_id, decrypted.index), true};
  clear.doubtful = !decrypted.signed_device && decrypted.has_identity;
  return clear;
}

void Hearing::note_unread(const Rooms::Ptr& room, const std::string& id, Locked locked, Unreadable reason) {
  const bool waits = reason != Unreadable::malformed && reason != Unreadable::untrusted;
  if (waits && waiting_.contains(locked)) return;  // it was spoken of when it came
  if (rooms_.may_converse(*room))
    news_.unread.push_back({{room, line_for(reason), id}, waits ? std::optional(locked) : std::nullopt});
  if (!waits) return;
  waiting_.add(std::move(locked));
  news_.waiting_changed = true;
}

std::optional<Tapped> Hearing::take(const Rooms::Ptr& room, Clear clear) {
  Heard heard = interpret(clear.event, options_.user);
  if (std::holds_alternative<Ignored>(heard)) return {};
  switch (rooms_.standing(*room)) {
    case Standing::direct:
    case Standing::bridged: return converse(room, clear, std::move(heard));
    case Standing::unencrypted: return put_aside(room, core::Line::not_encrypted, clear, heard), std::nullopt;
    case Standing::other_bridge: return put_aside(room, core::Line::other_bridge, clear, heard), std::nullopt;
    case Standing::group: return put_aside(room, line_for_group(room), clear, heard), std::nullopt;
    case Standing::moved: return put_aside(room, std::nullopt, clear, heard), std::nullopt;
    case Standing::switched_off:
    case Standing::waiting:
    case Standing::alone: return {};
  }
  return {};
}

/// In an encrypted room plain text may be anyone's who runs a homeserver on the way, and so may what comes from a device that
/// its owner could have signed and has not: a crisis in it is answered, and nothing else is done.
std::optional<Tapped> Hearing::converse(const Rooms::Ptr& room, const Clear& clear, Heard heard) {
  const std::string person = rooms_.person_in(*room);
  if (clear.event.sender != person) return {};
  if (!room->encryption_seen && rooms_.is_sealed_elsewhere(person, room->id))
    return put_aside(room, core::Line::other_bridge, clear, heard), std::nullopt;
  const bool open = room->encrypted && !clear.sealed && !std::holds_alternative<TakenBack>(heard);
  core::Message message = message_of(heard, clear.late ? MessageKind::late : MessageKind::text);
  if (open || clear.doubtful) message.kind = MessageKind::edited;
  message.conversation = person;
  message.id = clear.id;
  if (message.reference.empty()) message.reference = clear.event.id;
  if (!rooms_.is_answered_in(person, room->id)) news_.homes[person] = room;
  if (const PollAnswer* answer = std::get_if<PollAnswer>(&heard)) {
    const std::optional<Tap> tap = read_tap(answer->answer);
    return tap ? std::optional(Tapped{person, tap->delivery, tap->choice, std::move(message)}) : std::nullopt;
  }
  news_.messages.push_back(std::move(message));
  return {};
}

void Hearing::tapped(Tapped tap, bool fits) {
  const auto answers = [&](const core::Message& message) {
    return message.conversation == tap.person && (message.kind == MessageKind::text || message.kind == MessageKind::late);
  };
  if (std::ranges::any_of(news_.messages, answers)) return;
  if (fits) tap.message.text = std::to_string(tap.choice);
  news_.messages.push_back(std::move(tap.message));
}

void Hearing::put_aside(const Rooms::Ptr& room, std::optional<core::Line> line, const Clear& clear, const Heard& heard) {
  if (std::holds_alternative<TakenBack>(heard)) return;
  news_.asides.push_back({room, line, clear.event.id, text_in(heard)});
}

}  // namespace matrix
