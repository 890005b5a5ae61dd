#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/string_map.hpp"
#include "core/time.hpp"

namespace core {

/// One number. `dial` is E.164 or a short code as dialled; `display` is how people write it.
struct Phone { std::string dial, display; };

/// One service that answers. Facts, each with its source and the day it was looked at.
struct Helpline {
  std::string id;
  std::string country;              // ISO 3166; "EU" and "*" for everywhere
  std::string name;
  std::vector<std::string> kinds;   // suicide_crisis, sexual_violence, domestic_violence, child, emergency, …
  std::vector<Phone> phones;
  std::optional<Phone> text;        // SMS or the like
  std::string text_keyword;         // what to write first, where the service asks for it
  std::string chat, web;            // addresses
  bool always = false;              // round the clock
  std::string hours;                // in words, where it is not always
  std::vector<std::string> languages;
  std::string source;
  std::string verified_at;          // YYYY-MM-DD, YYYY-MM or YYYY; empty where the source has no date
};

struct Country {
  std::string code;
  std::vector<std::string> names;   // as people write them, the first one as we show it
  bool in_eu = false;
};

class Helplines {
 public:
  Helplines() = default;
  Helplines(std::vector<Helpline> lines, std::vector<Country> countries);

  /// For one country and the kinds in their order, each kind's round-the-clock lines first, else as in the file; the
  /// EU's own and then the world's stand in where a country has none of a kind. At most `most`, one of each kind before
  /// a second of any. Pointers live as long as this.
  std::vector<const Helpline*> find(std::string_view country, std::span<const std::string> kinds, std::size_t most) const;
  /// A country by code (in capitals: "no" is an answer), name or a slip of it, alone or in a sentence. Null when unsure.
  const Country* country(std::string_view written) const;
  const Country* by_code(std::string_view code) const;

  std::span<const Helpline> all() const { return lines_; }
  std::span<const Country> countries() const { return countries_; }

 private:
  std::vector<Helpline> lines_;
  std::vector<Country> countries_;
  StringMap<std::size_t> by_name_;  // folded
};

/// The last day that YYYY-MM-DD, YYYY-MM or YYYY may mean; nothing for what is no such date.
std::optional<std::chrono::sys_days> last_day(std::string_view date);

/// Whether the entry was looked at more than 365 days before `now`, or nobody knows when.
bool stale(const Helpline& line, TimePoint now);

}  // namespace core
