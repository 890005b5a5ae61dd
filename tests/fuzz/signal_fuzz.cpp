#include <simdjson.h>

#include <algorithm>

#include "adapters/net/json.hpp"
#include "adapters/signal/protocol/backlog.hpp"
#include "adapters/signal/protocol/contact.hpp"
#include "adapters/signal/protocol/daemon.hpp"
#include "adapters/signal/protocol/envelope.hpp"
#include "adapters/signal/protocol/lines.hpp"
#include "adapters/signal/protocol/outcome.hpp"
#include "adapters/signal/protocol/text.hpp"
#include "core/message.hpp"
#include "fuzz/fuzz.hpp"

namespace {

using namespace signal_channel;
using Kind = Outcome::Kind;
using Whole = std::vector<std::optional<std::string>>;

void check_text(const std::string& body) { fuzz::require(core::clean(body) == body); }

void check(const Heard& heard) {
  if (const auto* text = std::get_if<Text>(&heard.meaning)) check_text(text->body);
  if (const auto* edit = std::get_if<Edit>(&heard.meaning)) check_text(edit->body);
  if (const auto* group = std::get_if<Group>(&heard.meaning)) check_text(group->body);
  if (const auto* taken = std::get_if<TakenBack>(&heard.meaning)) fuzz::require(taken->of > 0);
  if (const auto* vote = std::get_if<PollVote>(&heard.meaning))
    fuzz::require(vote->of > 0 && std::ranges::all_of(vote->options, [](std::size_t option) { return option < 10; }));
  if (const auto* timer = std::get_if<TimerSet>(&heard.meaning)) fuzz::require(timer->after.count() >= 0);
  if (const auto* receipt = std::get_if<Receipt>(&heard.meaning)) fuzz::require(!receipt->timestamps.empty());
  const bool from_nobody = std::holds_alternative<Ignored>(heard.meaning) || std::holds_alternative<Operator>(heard.meaning) ||
                           std::holds_alternative<KeyChanged>(heard.meaning);
  fuzz::require(heard.who || from_nobody);
  fuzz::require(message_id(heard).empty() || (heard.who && heard.account));
}

void check(const Outcome& outcome) {
  fuzz::require(!outcome.timestamp || outcome.kind == Kind::accepted);
  fuzz::require(outcome.kind == Kind::wait || (!outcome.wait && outcome.challenge.empty()));
  fuzz::require(!outcome.wait || (outcome.wait->count() >= 0 && *outcome.wait <= longest_wait));
  fuzz::require(!outcome.alarm || outcome.kind == Kind::refused);
  fuzz::require(!outcome.no_network || outcome.kind == Kind::unknown);
}

/// What the bot itself kept comes back; of anything else it makes something that does.
void check_notes(const std::string& note) {
  const Contact contact = contact_from_note(note);
  fuzz::require(contact_from_note(to_note(contact)) == contact);
  const std::string backlog = Backlog::from_note(note).note();
  fuzz::require(Backlog::from_note(backlog).note() == backlog);
}

void check_answer(const Answer& answer) {
  check(judge(answer));
  is_new_enough(answer.result);
  has_account(answer.result, *Account::read("+15550100"));
  untrusted(answer.result);
}

/// As the daemon would read it.
void check_request(const nlohmann::json& params) {
  if (!params.is_structured()) return;
  std::string line;
  try {
    line = request_line(1, "send", params);
  } catch (const std::invalid_argument&) {
    return;
  }
  fuzz::require(simdjson::validate_utf8(line) && line.find('\n') == line.size() - 1);
  const auto back = net::parse_json(line);
  fuzz::require(back && net::member(*back, "params") == params);
}

void check_line(const std::string& line) {
  check_notes(line);
  const Incoming incoming = read_line(line);
  if (const auto* answer = std::get_if<Answer>(&incoming)) check_answer(*answer), check_request(answer->result);
  if (const auto* failure = std::get_if<Failure>(&incoming)) check(judge(*failure)), check_request(failure->data);
  if (const auto* notification = std::get_if<Notification>(&incoming)) check(hear(notification->params)), check_request(notification->params);
}

Whole lines_in_pieces(std::string_view bytes, std::size_t size) {
  Lines lines;
  Whole all;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(size, bytes.size())))
    for (auto& line : lines.take(bytes.substr(0, size))) all.push_back(std::move(line));
  return all;
}

void check_split(std::string_view text) {
  const Style styles[] = {{3, 1000, Look::bold}, {text.size() / 2, 5, Look::italic}, {text.size() / 3, SIZE_MAX, Look::spoiler}};
  std::string joined;
  for (const Part& part : split(text, styles)) {
    fuzz::require(!part.text.empty() && part.text.size() <= longest_part);
    fuzz::require(!simdjson::validate_utf8(text.data(), text.size()) || simdjson::validate_utf8(part.text));
    for (const Style& style : part.styles) fuzz::require(style.length > 0 && style.start + style.length <= utf16_length(part.text));
    joined += part.text;
  }
  fuzz::require(joined == text);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const Whole lines = lines_in_pieces(text, std::max<std::size_t>(size, 1));
  fuzz::require(lines == lines_in_pieces(text, size % 7 + 1));
  for (const auto& line : lines)
    if (line) check_line(*line);
  check_line(std::string(text));
  check_split(text);
  check_split(core::clean(text));
  return 0;
}
