#include "adapters/signal/protocol/envelope.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/net/json.hpp"
#include "adapters/signal/protocol/requests.hpp"
#include "core/message.hpp"

namespace signal_channel {

using net::member;
using net::number_of;
using net::text_of;
using nlohmann::json;
using std::chrono::seconds;

namespace {

std::uint64_t time_of(const json& object, std::string_view key) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(number_of(object, key, 0), 0));
}

bool is_set(const json& object, std::string_view key) { return member(object, key) == json(true); }
bool has_some(const json& object, std::string_view key) { return member(object, key).is_structured() && !member(object, key).empty(); }
std::string body_of(const json& data) { return core::clean(text_of(data, "message")); }

/// Signal holds it in 32 bits without a sign.
std::optional<seconds> timer_of(const json& data) {
  const std::int64_t after = number_of(data, "expiresInSeconds", -1);
  if (after < 0 || after > UINT32_MAX) return {};
  return seconds(after);
}

/// Who has hidden their number has the UUID as source too.
std::optional<Uuid> sender(const json& envelope) {
  if (auto uuid = Uuid::read(text_of(envelope, "sourceUuid"))) return uuid;
  return Uuid::read(text_of(envelope, "source"));
}

std::vector<std::size_t> options_of(const json& chosen) {
  std::vector<std::size_t> options;
  for (const json& index : chosen)
    if (index.is_number_unsigned() && index.get<std::uint64_t>() < most_options) options.push_back(index.get<std::size_t>());
  return options;
}

Meaning poll_vote(const json& vote) {
  const json& chosen = member(vote, "optionIndexes");
  PollVote read{time_of(vote, "targetSentTimestamp"), options_of(chosen)};
  const bool understood = read.of > 0 && chosen.is_array() && read.options.size() == chosen.size();
  return understood ? Meaning(std::move(read)) : Ignored{};
}

/// What nothing else is to be read of: what was done to a message, or to the conversation.
std::optional<Meaning> act(const json& data) {
  if (has_some(data, "groupInfo")) return Group{body_of(data)};
  if (const json& deletion = member(data, "remoteDelete"); deletion.is_object()) {
    const std::uint64_t of = time_of(deletion, "timestamp");
    return of > 0 ? Meaning(TakenBack{of}) : Ignored{};
  }
  if (is_set(data, "isExpirationUpdate")) return TimerSet{timer_of(data).value_or(seconds(0))};
  if (const json& vote = member(data, "pollVote"); vote.is_object()) return poll_vote(vote);
  return {};
}

/// Words beside a picture count. Without any of it, it is housekeeping of profiles and sessions, or a reaction.
Meaning data_message(const json& data) {
  if (auto done = act(data)) return *std::move(done);
  if (!text_of(data, "message").empty()) return Text{body_of(data)};
  if (has_some(data, "attachments") || has_some(data, "sticker") || has_some(data, "contacts")) return Media{};
  return Ignored{};
}

Meaning edit(const json& message) {
  const json& data = member(message, "dataMessage");
  if (auto done = act(data); done && std::holds_alternative<Group>(*done)) return *std::move(done);
  if (text_of(data, "message").empty()) return Ignored{};
  return Edit{time_of(message, "targetSentTimestamp"), body_of(data)};
}

Meaning receipt(const json& message) {
  Receipt read;
  if (is_set(message, "isRead")) read.kind = Receipt::Kind::read;
  else if (is_set(message, "isViewed")) read.kind = Receipt::Kind::viewed;
  else if (!is_set(message, "isDelivery")) return Ignored{};
  for (const json& each : member(message, "timestamps"))
    if (each.is_number_unsigned()) read.timestamps.push_back(each.get<std::uint64_t>());
  return read.timestamps.empty() ? Meaning(Ignored{}) : read;
}

Meaning meaning_of(const json& envelope) {
  if (const json& message = member(envelope, "editMessage"); message.is_object()) return edit(message);
  if (const json& message = member(envelope, "dataMessage"); message.is_object()) return data_message(message);
  if (const json& message = member(envelope, "receiptMessage"); message.is_object()) return receipt(message);
  return Ignored{};  // typing, calls, stories
}

bool has_timer(const Meaning& meaning) { return std::holds_alternative<Text>(meaning) || std::holds_alternative<Media>(meaning); }

}  // namespace

Heard hear(const json& params) {
  const json& envelope = member(params, "envelope");
  Heard heard{Account::read(text_of(params, "account")), sender(envelope), time_of(envelope, "timestamp"),
              time_of(envelope, "serverReceivedTimestamp"), {}, Ignored{}};
  if (text_of(member(params, "exception"), "type") == "UntrustedIdentityException") heard.meaning = KeyChanged{};
  else if (const json& sync = member(envelope, "syncMessage"); sync.is_object())
    heard.meaning = has_some(sync, "sentMessage") ? Meaning(Operator{}) : Ignored{};
  else if (heard.who) heard.meaning = meaning_of(envelope);
  if (has_timer(heard.meaning)) heard.timer = timer_of(member(envelope, "dataMessage"));
  return heard;
}

std::string message_id(const Heard& heard) {
  constexpr std::array<std::string_view, 11> kinds = {"", "text", "edit", "taken back", "media", "vote", "timer", "group", "", "", ""};
  static_assert(kinds.size() == std::variant_size_v<Meaning>);
  const std::string_view kind = kinds.at(heard.meaning.index());
  if (kind.empty() || !heard.account || !heard.who) return {};
  return fmt::format("{}/{}/{}/{}", heard.account->text(), heard.who->text(), heard.timestamp, kind);
}

}  // namespace signal_channel
