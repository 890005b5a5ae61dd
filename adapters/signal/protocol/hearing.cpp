#include "adapters/signal/protocol/hearing.hpp"

namespace signal_channel {

using core::MessageKind;

std::optional<core::Message> message_of(const Heard& heard) {
  if (!heard.who) return {};
  core::Message message{std::string(channel_name), heard.who->text(), message_id(heard), MessageKind::text, {},
                        std::to_string(heard.timestamp)};
  if (const Text* text = std::get_if<Text>(&heard.meaning)) {
    message.text = text->body;
  } else if (const Edit* edit = std::get_if<Edit>(&heard.meaning)) {
    message.kind = MessageKind::edited;
    message.text = edit->body;
  } else if (const TakenBack* back = std::get_if<TakenBack>(&heard.meaning)) {
    message.kind = MessageKind::taken_back;
    message.reference = std::to_string(back->of);
  } else if (std::holds_alternative<Media>(heard.meaning)) {
    message.kind = MessageKind::media;
  } else if (!std::holds_alternative<PollVote>(heard.meaning)) {
    return {};
  }
  return message;
}

bool is_read(const Heard& heard) {
  return std::holds_alternative<Text>(heard.meaning) || std::holds_alternative<Media>(heard.meaning);
}

}  // namespace signal_channel
