#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "content/file.hpp"
#include "content/helplines_reader.hpp"
#include "content/schema.hpp"

namespace {

using content::Diagnostics;

const std::string flows = MOORING_SOURCE_DIR "/flows";

struct Read {
  std::optional<core::Helplines> lines;
  std::vector<std::string> messages;
};

Read read(std::optional<content::Document> document, Diagnostics found) {
  Read result;
  const auto schema = content::Schema::load(flows + "/schema/helplines.schema.json", found);
  if (schema && document && schema->check(*document, found)) result.lines = content::read_helplines(*document, {}, found);
  std::ranges::transform(found, std::back_inserter(result.messages), content::to_string);
  return result;
}

Read released() {
  Diagnostics found;
  auto document = content::read_yaml(flows + "/helplines.json", found);
  return read(std::move(document), found);
}

/// A file with one line, from 'a' as people would get it wrong.
std::vector<std::string> mistakes(const std::string& more, const std::string& country = "GB") {
  const std::string json = R"({"countries": [{"code": "GB", "names": ["Britain"]}], "lines": [{"id": "a", "country": ")" +
                           country + R"(", "name": "A", "kinds": ["child"], "source": "s")" + more + "}]}";
  Diagnostics found;
  auto document = content::parse_yaml(json, "h.json", found);
  return read(std::move(document), found).messages;
}

using Messages = std::vector<std::string>;

std::string digits(const std::string& text) {
  std::string found;
  std::ranges::copy_if(text, std::back_inserter(found), [](char c) { return (c >= '0' && c <= '9') || c == '*' || c == '#'; });
  return found;
}

/// Without what the country's own callers put in front, and without what the number is for: "0800 1111" is +44 800 1111.
bool is_shown_as_dialled(const core::Phone& phone) {
  std::string shown = digits(phone.display.ends_with(')') ? phone.display.substr(0, phone.display.rfind(" (")) : phone.display);
  if (!phone.dial.starts_with('+')) return shown == phone.dial;
  shown.erase(0, shown.find_first_not_of('0'));
  return digits(phone.dial).ends_with(shown) && shown.size() >= 6;
}

TEST(ReleasedHelplines, have_no_mistake) {
  const Read file = released();
  EXPECT_EQ(file.messages, Messages{});
  ASSERT_TRUE(file.lines);
  EXPECT_GT(file.lines->all().size(), 150u);
}

TEST(ReleasedHelplines, show_the_number_that_is_dialled) {
  const Read file = released();
  ASSERT_TRUE(file.lines);
  for (const core::Helpline& line : file.lines->all()) {
    for (const core::Phone& phone : line.phones) EXPECT_TRUE(is_shown_as_dialled(phone)) << line.id << ": " << phone.display;
    if (line.text) { EXPECT_TRUE(is_shown_as_dialled(*line.text)) << line.id << ": " << line.text->display; }
  }
}

TEST(ReleasedHelplines, keep_what_a_whatsapp_number_is) {
  const Read file = released();
  ASSERT_TRUE(file.lines);
  const auto kinds = std::vector<std::string>{"domestic_violence"};
  const auto found = file.lines->find("BR", kinds, 1);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]->text->display, "WhatsApp (61) 9610-0180");
}

TEST(ReleasedHelplines, show_an_emergency_number_in_every_country_of_the_eu) {
  const Read file = released();
  ASSERT_TRUE(file.lines);
  const std::vector<std::string> kinds{"emergency"};
  int countries = 0;
  for (const core::Country& country : file.lines->countries()) {
    if (!country.in_eu) continue;
    ++countries;
    const auto found = file.lines->find(country.code, kinds, 1);
    ASSERT_EQ(found.size(), 1u) << country.code;
    EXPECT_EQ(found[0]->phones.at(0).dial, "112") << country.code;
  }
  EXPECT_EQ(countries, 27);
}

TEST(ReleasedHelplines, never_name_the_lines_of_another_country) {
  const Read file = released();
  ASSERT_TRUE(file.lines);
  const std::vector<std::string> kinds{"suicide_crisis", "sexual_violence", "domestic_violence", "child", "emergency"};
  for (const core::Country& country : file.lines->countries()) {
    for (const core::Helpline* line : file.lines->find(country.code, kinds, 99)) {
      EXPECT_TRUE(line->country == country.code || line->country == "*" || (line->country == "EU" && country.in_eu)) << line->id;
    }
  }
}

/// The countries that have lines, but none of that kind.
std::string gaps(const core::Helplines& lines, const std::string& kind) {
  std::set<std::string> names;
  for (const core::Country& country : lines.countries()) {
    const auto own = [&](const core::Helpline& line) { return line.country == country.code; };
    const auto fits = [&](const core::Helpline& line) { return own(line) && std::ranges::count(line.kinds, kind) > 0; };
    if (std::ranges::any_of(lines.all(), own) && std::ranges::none_of(lines.all(), fits)) names.insert(country.names[0]);
  }
  return names.empty() ? "no country" : fmt::format("{}", fmt::join(names, ", "));
}

TEST(ReleasedHelplines, have_the_gaps_that_are_documented) {
  const Read file = released();
  ASSERT_TRUE(file.lines);
  Diagnostics found;
  const std::string docs = content::read_file(MOORING_SOURCE_DIR "/docs/helplines.md", found).value_or("");
  for (const char* kind : {"suicide_crisis", "sexual_violence", "domestic_violence", "child", "emergency"}) {
    const std::string row = fmt::format("| {} | {} |", kind, gaps(*file.lines, kind));
    EXPECT_NE(docs.find(row), std::string::npos) << row;
  }
}

std::string code_of(const core::Helplines& lines, std::string_view written) {
  const core::Country* country = lines.country(written);
  return country ? country->code : "";
}

TEST(ReleasedHelplines, know_countries_as_people_write_them) {
  const Read file = released();
  ASSERT_TRUE(file.lines);
  const std::pair<const char*, const char*> written[] = {
      {"uk", "GB"}, {"Scotland", "GB"}, {"i'm in the UK", "GB"}, {"usa", "US"}, {"the states", "US"}, {"U.S.A.", "US"},
      {"Deutschland", "DE"}, {"Germny", "DE"}, {"holland", "NL"}, {"Nepal", "NP"}, {"türkiye", "TR"}, {"Turkey", "TR"},
      {"south korea", "KR"}, {"hong kong", "HK"}, {"New South Wales", "AU"}, {"new mexico", "US"}, {"Iceland", "IS"},
      {"czech republic", "CZ"}, {"austria", "AT"}, {"australia", "AU"}, {"niger", "NE"}, {"Nigeria", "NG"}, {"NP", "NP"}};
  for (const auto& [name, code] : written) EXPECT_EQ(code_of(*file.lines, name), code) << name;
}

TEST(ReleasedHelplines, take_no_everyday_word_for_a_country) {
  const Read file = released();
  ASSERT_TRUE(file.lines);
  for (const char* word : {"no", "it", "me", "is", "in", "yes", "skip", "i don't know", "why do you ask", "here", "home",
                           "not telling you", "it's not safe for us", "europe", "london", ""}) {
    EXPECT_EQ(code_of(*file.lines, word), "") << word;
  }
}

TEST(HelplinesFile, is_told_where_an_entry_misleads) {
  EXPECT_EQ(mistakes(R"(, "web": "https://a.org")"), Messages{});
  EXPECT_EQ(mistakes("").at(0).substr(0, 6), "h.json");
  EXPECT_EQ(mistakes("").size(), 1u);
  for (const char* dial : {"0800 1111", "+44", "+0441234567", "1800737732", "call us", "+44 800 1111", ""}) {
    EXPECT_EQ(mistakes(R"(, "phones": [{"dial": ")" + std::string(dial) + R"(", "display": "x"}])").size(), 1u) << dial;
  }
  for (const char* dial : {"112", "*4141", "#8891", "+448001111", "131114"}) {
    EXPECT_EQ(mistakes(R"(, "phones": [{"dial": ")" + std::string(dial) + R"(", "display": "x"}])"), Messages{}) << dial;
  }
  EXPECT_EQ(mistakes(R"(, "web": "a.org")").size(), 1u);
  EXPECT_EQ(mistakes(R"(, "web": "https://a.org", "verified_at": "May 2020")").size(), 1u);
  EXPECT_EQ(mistakes(R"(, "web": "https://a.org")", "XX").size(), 1u);
  EXPECT_EQ(mistakes(R"(, "web": "https://a.org", "fax": "1")").size(), 1u);
}

TEST(HelplinesFile, may_be_any_bytes) {
  for (const std::string& bytes : {std::string{}, std::string("{"), std::string(100000, '['), std::string("\xff\xfe"), std::string("[1]")}) {
    Diagnostics found;
    auto document = content::parse_yaml(bytes, "h.json", found);
    const Read file = read(std::move(document), found);
    EXPECT_FALSE(file.lines);
    EXPECT_FALSE(file.messages.empty());
  }
}

}  // namespace
