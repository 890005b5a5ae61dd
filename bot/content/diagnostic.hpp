#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace content {

/// What can be wrong. The numbers are stable: people search for them, and docs/lint/M0xx.md explains each.
enum class Code : std::uint16_t {
  reading = 1,
  schema = 2,
  id = 3,
  keyword_taken = 4,
  unknown_target = 5,
  unreachable = 6,
  dead_end = 7,
  no_way_out = 8,
  endless_loop = 9,
  undefined_variable = 10,
  text_pattern = 11,
  unused_flow = 12,
  missing_translation = 13,
  unused_translation = 14,
  reading_level = 15,
  first_line = 16,
  too_long = 17,
  choices = 18,
  voice = 19,
  stale_source = 20,
  removed_id = 21,
  act_outside_system = 22,
  missing_system_flow = 23,
  missing_answer = 24,
  crisis_rule = 25
};

enum class Severity : std::uint8_t { error, warning };

/// Line and column count from 1; 0 where only the file, or only the line, is known.
struct Place {
  std::string file;  // as the folder was given: "flows/menu.yaml"
  int line = 0, column = 0;
};

struct Diagnostic {
  Code code = Code::reading;
  Severity severity = Severity::error;
  Place place;
  std::string message;
};

using Diagnostics = std::vector<Diagnostic>;

/// "M012"
std::string name(Code code);
/// "flows/menu.yaml:12:3: error M005: there is no node 'wher'"
std::string to_string(const Diagnostic& diagnostic);
bool has_errors(const Diagnostics& diagnostics);
/// By file, line, column, code.
void sort(Diagnostics& diagnostics);

}  // namespace content
