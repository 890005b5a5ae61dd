#include "adapters/signal/protocol/backlog.hpp"

#include <utility>

#include "adapters/net/json.hpp"
#include "adapters/signal/protocol/address.hpp"

namespace signal_channel {

using net::text_of;
using nlohmann::json;

Backlog Backlog::from_note(std::string_view note) {
  Backlog backlog;
  const json read = net::parse_json(note).value_or(json::array());
  if (!read.is_array()) return backlog;
  for (const json& each : read)
    backlog.messages_.push_back({std::string(channel_name), text_of(each, "who"), text_of(each, "id"), core::MessageKind::late,
                                 text_of(each, "text"), text_of(each, "reference")});
  return backlog;
}

std::string Backlog::note() const {
  json note = json::array();
  for (const core::Message& each : messages_)
    note.push_back({{"who", each.conversation}, {"id", each.id}, {"text", each.text}, {"reference", each.reference}});
  return net::dump(note);
}

void Backlog::add(core::Message message, Moment now) {
  if (messages_.empty()) first_ = now;
  message.kind = core::MessageKind::late;
  messages_.push_back(std::move(message));
}

void Backlog::remove(std::string_view conversation, std::string_view reference) {
  std::erase_if(messages_, [&](const core::Message& each) {
    return each.conversation == conversation && each.reference == reference;
  });
}

std::vector<core::Message> Backlog::take() { return std::exchange(messages_, {}); }

}  // namespace signal_channel
