#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue.hpp"
#include "core/crisis.hpp"
#include "core/flow.hpp"
#include "core/helplines.hpp"
#include "core/lexicon.hpp"
#include "core/matcher.hpp"
#include "core/string_map.hpp"

namespace core {

/// What the engine itself says. An author words these in system/answers.yaml and can leave none out.
enum class Line : std::uint8_t {
  stop, pause, not_today, skipped, back_at_start, exit,          // the commands
  not_understood, empty, moved_on, pace_heard,                   // an answer that fits nothing
  too_long, media, first_words, idle, gone, forgotten, nothing_kept, tell_head, tell_settings, reminder,
  collect_done, yes, no,                                         // labels
  support, support_dissociation, support_distress,               // one gentle line
  failed, not_saved,                                             // when we are at fault
  group, third_person, not_encrypted, other_bridge, bridged, cannot_read, key_withheld, sender_changed,  // the chat
  unsigned_device, new_key, closed,
  quiet_name,                                                    // beside what the bot says, in quiet mode
  refer_lead, refer_line, refer_text, refer_chat, refer_web, refer_hours, refer_any_hour, refer_unknown, refer_none,
  refer_emergency,
  refer_stale  // helplines
};
inline constexpr std::size_t line_count = static_cast<std::size_t>(Line::refer_stale) + 1;
std::string_view name(Line line);  // "not_understood"

/// One loaded version of everything that people wrote. Immutable once loaded; shared by all threads.
struct Content {
  std::string version;                        // a digest of all files
  std::string language;                       // that the flows are written in
  Catalogue texts;
  StringMap<Flow> flows;
  std::array<std::vector<TextId>, line_count> lines;   // variants, said in turn
  StringMap<Words> words;                     // by language
  std::vector<Lexicon> lexicons;
  Helplines helplines;
  StringMap<std::string> openers;             // folded keyword or flow id -> flow, for each language's keywords

  const Flow* flow(std::string_view id) const;
  /// The words of the language, or of the content's own language when that one is not loaded.
  const Words& words_of(std::string_view language) const;
};

Risk assess(const Content& content, std::string_view text);

}  // namespace core
