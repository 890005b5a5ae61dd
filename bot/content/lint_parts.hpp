#pragma once
#include <filesystem>
#include <vector>

#include "content/draft.hpp"
#include "core/time.hpp"

namespace content {

/// The flows that could be read whole, by id: about the others nothing more is said.
std::vector<const core::Flow*> whole_flows(const Draft& draft);

// Each adds to the draft's diagnostics.
void lint_ways(Draft& draft);          // unreachable nodes, dead ends, questions without a way out
void lint_loops(Draft& draft);         // circles in which nothing waits
void lint_variables(Draft& draft);     // names that nothing ever sets
void lint_choices(Draft& draft);       // too many, or answers that fit two of them
void lint_messages(Draft& draft);      // the first words, the length, the voice
void lint_reading_level(Draft& draft);
void lint_translations(Draft& draft);  // what is missing, left over, or out of step
void lint_house(Draft& draft, const std::filesystem::path& flows_dir);     // the bot's own flows; flows nobody finds
void lint_released(Draft& draft, const std::filesystem::path& flows_dir);  // ids that may not go
void lint_sources(Draft& draft, core::TimePoint now);  // helplines nobody has looked at for long, or that aren't there

/// Shared by the source's messages and the translations: the first eighty characters, and the bytes.
void lint_message(Draft& draft, const core::Template& text, std::string_view language, const Place& place);

}  // namespace content
