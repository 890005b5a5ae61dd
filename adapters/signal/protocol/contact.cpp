#include "adapters/signal/protocol/contact.hpp"

#include <algorithm>

#include "adapters/net/json.hpp"
#include "adapters/signal/protocol/address.hpp"

namespace signal_channel {

using nlohmann::json;

namespace {

std::uint64_t number(const json& list, std::size_t at) {
  const bool there = list.is_array() && at < list.size() && list[at].is_number_unsigned();
  return there ? list[at].get<std::uint64_t>() : 0;
}

}  // namespace

void add_sent(Contact& contact, const SentMessage& message) {
  contact.sent.push_back(message);
  std::erase_if(contact.sent, [&](const SentMessage& each) { return each.timestamp + deletable_ms < message.timestamp; });
}

bool has_sent(const Contact& contact, std::uint64_t delivery) {
  return delivery != 0 && std::ranges::find(contact.sent, delivery, &SentMessage::delivery) != contact.sent.end();
}

std::string to_note(const Contact& contact) {
  json sent = json::array();
  for (const SentMessage& each : contact.sent) sent.push_back({each.timestamp, each.delivery});
  json note = {{"sent", std::move(sent)}, {"held", contact.held}, {"timer", contact.has_timer}};
  if (const auto& attempt = contact.attempt)
    note["attempt"] = {attempt->delivery, attempt->part, attempt->tries, attempt->since};
  return net::dump(note);
}

Contact contact_from_note(std::string_view note) {
  Contact contact;
  const json read = net::parse_json(note).value_or(json::object());
  for (const json& each : net::member(read, "sent"))
    if (Timestamp::of(number(each, 0))) contact.sent.push_back({number(each, 0), number(each, 1)});
  contact.held = net::member(read, "held") == json(true);
  contact.has_timer = net::member(read, "timer") == json(true);
  if (const json& attempt = net::member(read, "attempt"); attempt.is_array())
    contact.attempt = Attempt{number(attempt, 0), number(attempt, 1), static_cast<unsigned>(number(attempt, 2)), number(attempt, 3)};
  return contact;
}

}  // namespace signal_channel
