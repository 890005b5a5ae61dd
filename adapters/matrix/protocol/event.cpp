#include "adapters/matrix/protocol/event.hpp"

#include <algorithm>
#include <array>

#include "adapters/net/json.hpp"
#include "core/message.hpp"

namespace matrix {

using net::dump;
using net::member;
using net::text_of;
using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 5> media = {"m.image", "m.file", "m.audio", "m.video", "m.location"};

/// Old clients put the message that is answered before the answer, each line after "> " (rich reply fallback).
std::string_view without_quote(std::string_view body) {
  if (!body.starts_with("> <") && !body.starts_with("> * <")) return body;
  std::string_view rest = body;
  while (rest.starts_with(">")) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return body;
    rest.remove_prefix(end + 1);
  }
  return rest.starts_with("\n") ? rest.substr(1) : body;
}

/// The body is one where the file's name stands beside it.
std::string caption(const json& content) {
  const std::string body = text_of(content, "body"), file = text_of(content, "filename");
  return file.empty() || file == body ? std::string() : core::clean(body);
}

Heard message(const json& content, const json& relation) {
  const std::string kind = text_of(content, "msgtype");
  if (std::ranges::find(media, kind) != media.end()) return Media{caption(content)};
  if (kind.empty() || kind == "m.notice" || kind == "m.server_notice" || kind.starts_with("m.key.verification.")) return Ignored{};
  const json& body = member(content, "body");
  if (!body.is_string()) return Ignored{};
  const std::string& text = body.get_ref<const std::string&>();
  return Text{core::clean(member(relation, "m.in_reply_to").is_object() ? without_quote(text) : std::string_view(text))};
}

Heard edit(const json& content, const json& relation) {
  const json& words = member(content, "m.new_content");
  const Heard now = message(words.is_object() ? words : content, {});
  const Text* text = std::get_if<Text>(&now);
  if (!text) return Ignored{};
  return Edit{text_of(relation, "event_id"), text->body};
}

Heard poll_answer(const json& content, const json& relation) {
  const json& unstable = member(member(content, "org.matrix.msc3381.poll.response"), "answers");
  const json& answers = unstable.is_array() ? unstable : member(content, "m.selections");
  if (!answers.is_array() || answers.empty() || !answers[0].is_string()) return Ignored{};
  return PollAnswer{text_of(relation, "event_id"), answers[0].get<std::string>()};
}

}  // namespace

std::optional<Event> read_event(const json& object) {
  const json& content = member(object, "content");
  Event event{text_of(object, "event_id"), text_of(object, "type"), text_of(object, "sender"), {}, content,
              text_of(object, "redacts"), {}};
  if (event.type.empty() || event.sender.empty() || !content.is_object()) return {};
  if (const json& key = member(object, "state_key"); key.is_string()) event.state_key = key.get<std::string>();
  if (event.type == "m.room.encrypted") event.raw = dump(object);
  return event;
}

Heard interpret(const Event& clear, std::string_view self) {
  if (clear.sender == self || clear.state_key || clear.content.contains("fi.mau.double_puppet_source")) return Ignored{};
  const json& relation = member(clear.content, "m.relates_to");
  if (clear.type == "m.room.redaction") {
    const std::string of = clear.redacts.empty() ? text_of(clear.content, "redacts") : clear.redacts;
    return of.empty() ? Heard(Ignored{}) : TakenBack{of};
  }
  if (clear.type == "m.sticker") return Media{};
  if (clear.type == "org.matrix.msc3381.poll.response" || clear.type == "m.poll.response")
    return poll_answer(clear.content, relation);
  if (clear.type != "m.room.message") return Ignored{};
  if (text_of(relation, "rel_type") == "m.replace") return edit(clear.content, relation);
  return message(clear.content, relation);
}

}  // namespace matrix
