#include "content/transcript.hpp"

#include <algorithm>
#include <array>

#include "content/duration.hpp"
#include "content/file.hpp"
#include "content/yaml.hpp"

namespace content {
namespace {

using Does = Exchange::Does;
constexpr std::array<std::pair<std::string_view, Does>, 3> deeds{{{"you", Does::write}, {"tap", Does::tap}, {"wait", Does::wait}}};

// Plain 2 and true are what people write, not numbers.
std::string as_text(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

class Reader {
 public:
  Reader(const Document& document, Diagnostics& found) : document_(document), found_(found) {}

  std::optional<Transcript> read() {
    Transcript transcript;
    transcript.file = document_.file;
    check_keys("", document_.root, {"about", "country", "language", "turns"});
    if (!document_.root.is_object() || !document_.root.contains("turns") || !document_.root["turns"].is_array())
      wrong("", "a transcript needs `turns`, a list");
    if (failed_) return std::nullopt;
    transcript.country = as_text(document_.root.value("country", Json()));
    transcript.language = as_text(document_.root.value("language", Json()));
    for (std::size_t i = 0; i < document_.root["turns"].size(); ++i)
      transcript.turns.push_back(exchange(child("/turns", i), document_.root["turns"][i]));
    return failed_ ? std::nullopt : std::optional(transcript);
  }

 private:
  void wrong(const std::string& pointer, std::string message) {
    found_.push_back({Code::schema, Severity::error, document_.place(pointer), std::move(message)});
    failed_ = true;
  }

  void check_keys(const std::string& pointer, const Json& value, std::initializer_list<std::string_view> known) {
    if (!value.is_object()) return;
    for (const auto& [key, ignored] : value.items())
      if (std::ranges::find(known, key) == known.end()) wrong(child(pointer, key), "unknown key '" + key + "'");
  }

  Exchange exchange(const std::string& pointer, const Json& value) {
    Exchange turn;
    const auto place = document_.value_place(pointer);
    turn.line = place.line;
    turn.column = place.column;
    check_keys(pointer, value, {"you", "tap", "wait", "bot"});
    const auto deed = std::ranges::find_if(deeds, [&](const auto& d) { return value.is_object() && value.contains(d.first); });
    if (deed == deeds.end()) {
      wrong(pointer, "a turn needs `you`, `tap` or `wait`");
      return turn;
    }
    turn.does = deed->second;
    turn.text = as_text(value[deed->first]);
    turn.own_lines = document_.place(child(pointer, value.begin().key())).column == place.column;
    if (turn.does == Does::wait) read_wait(pointer, turn);
    if (value.contains("bot")) read_bot(child(pointer, "bot"), value["bot"], turn);
    return turn;
  }

  void read_wait(const std::string& pointer, Exchange& turn) {
    if (const auto wait = duration(turn.text)) turn.wait = *wait;
    else wrong(child(pointer, "wait"), "a wait is a number and a unit: 4s, 2m, 2h, 3 days");
  }

  void read_bot(const std::string& pointer, const Json& value, Exchange& turn) {
    turn.bot_line = document_.place(pointer).line;
    turn.bot.emplace();
    if (!value.is_array()) return wrong(pointer, "`bot` is a list of messages");
    for (const auto& message : value) {
      auto text = as_text(message);
      while (text.ends_with('\n')) text.pop_back();
      turn.bot->push_back(std::move(text));
    }
  }

  const Document& document_;
  Diagnostics& found_;
  bool failed_ = false;
};

}  // namespace

std::optional<Transcript> read_transcript(const std::filesystem::path& file, Diagnostics& found) {
  const auto document = read_yaml(file, found);
  return document ? Reader(*document, found).read() : std::nullopt;
}

std::vector<std::filesystem::path> transcripts_in(const std::filesystem::path& flows) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator folder(flows / "tests", error), end; !error && folder != end; folder.increment(error))
    std::ranges::copy(files_in(folder->path(), ".yaml"), std::back_inserter(files));
  std::ranges::sort(files);
  return files;
}

}  // namespace content
