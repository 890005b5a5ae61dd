#include "core/engine.hpp"
#include "core/message.hpp"
#include "fuzz/real_content.hpp"

namespace {

/// A person whose messages are the lines of the input, an empty one being a timer.
class Person {
 public:
  explicit Person(const core::Content& content) : content_(content) {}

  void say(std::string_view line) {
    now_ += std::chrono::minutes(7);
    const auto text = core::clean(line);
    const auto kind = line.empty() ? core::Input::Kind::timer : core::Input::Kind::text;
    const auto turn = core::step(content_, session_, {kind, text, false}, core::assess(content_, text), now_);
    if (kind == core::Input::Kind::text) fuzz::require(!turn.replies.empty());
    const auto saved = core::from_json(core::to_json(turn.session));
    fuzz::require(saved == turn.session);
    session_ = *saved;
  }

 private:
  const core::Content& content_;
  core::Session session_;
  core::TimePoint now_{std::chrono::hours(500000)};
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Person person(fuzz::real_content());
  auto rest = fuzz::text_of(data, size);
  for (int lines = 0; lines < 50 && !rest.empty(); ++lines) {
    const auto end = std::min(rest.find('\n'), rest.size());
    person.say(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return 0;
}
