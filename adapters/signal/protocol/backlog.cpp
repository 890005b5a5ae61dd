#include "adapters/signal/protocol/backlog.hpp"

#include <algorithm>
#include <utility>

#include "adapters/net/json.hpp"
#include "adapters/signal/protocol/address.hpp"

namespace signal_channel {

using net::text_of;
using core::MessageKind;
using nlohmann::json;

Backlog Backlog::from_note(std::string_view note) {
  Backlog backlog;
  const json read = net::parse_json(note).value_or(json::array());
  if (!read.is_array()) return backlog;
  for (const json& each : read) {
    const bool media = net::member(each, "media") == json(true);
    backlog.messages_.push_back({std::string(channel_name), text_of(each, "who"), text_of(each, "id"),
                                 media ? MessageKind::media : MessageKind::late, text_of(each, "text"), text_of(each, "reference")});
  }
  return backlog;
}

std::string Backlog::note() const {
  json note = json::array();
  for (const core::Message& each : messages_)
    note.push_back({{"who", each.conversation}, {"id", each.id}, {"text", each.text}, {"reference", each.reference},
                    {"media", each.kind == MessageKind::media}});
  return net::dump(note);
}

void Backlog::add(core::Message message, Moment now) {
  if (messages_.empty()) first_ = now;
  if (message.kind == MessageKind::text) message.kind = MessageKind::late;
  messages_.push_back(std::move(message));
}

void Backlog::remove(std::string_view conversation, std::string_view reference) {
  std::erase_if(messages_, [&](const core::Message& each) {
    return each.conversation == conversation && each.reference == reference;
  });
}

bool Backlog::is_passed_over(std::size_t at) const {
  if (messages_[at].kind != MessageKind::media) return false;
  const auto stands_for_it = [&](const core::Message& other) {
    return other.conversation == messages_[at].conversation && (other.kind == MessageKind::late || &other > &messages_[at]);
  };
  return std::ranges::any_of(messages_, stands_for_it);
}

std::vector<core::Message> Backlog::take() {
  std::vector<core::Message> taken;
  for (std::size_t at = 0; at < messages_.size(); ++at)
    if (!is_passed_over(at)) taken.push_back(messages_[at]);
  messages_.clear();
  return taken;
}

}  // namespace signal_channel
