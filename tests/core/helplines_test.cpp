#include "core/helplines.hpp"

#include <gtest/gtest.h>

namespace core {
namespace {

Helpline line(std::string id, std::vector<std::string> kinds, bool always) {
  Helpline made;
  made.country = id.substr(0, id.find('-'));
  made.id = std::move(id);
  made.kinds = std::move(kinds);
  made.always = always;
  return made;
}

const Helplines lines{{line("GB-office", {"suicide"}, false), line("GB-a", {"suicide"}, true),
                       line("GB-b", {"suicide"}, true), line("GB-999", {"emergency"}, true),
                       line("GB-both", {"assault", "home"}, true), line("EU-112", {"emergency"}, true),
                       line("*-list", {"suicide", "assault"}, false)},
                      {{"GB", {"United Kingdom", "uk", "the uk", "northern ireland", "scotland"}, false},
                       {"IE", {"Ireland"}, true},
                       {"IS", {"Iceland"}, false},
                       {"NG", {"Nigeria"}, false},
                       {"NE", {"Niger"}, false},
                       {"NO", {"Norway", "norge"}, false},
                       {"IR", {"Iran"}, false},
                       {"IQ", {"Iraq"}, false}}};

std::vector<std::string> found(std::string_view country, std::vector<std::string> kinds, std::size_t most) {
  std::vector<std::string> ids;
  for (const Helpline* one : lines.find(country, kinds, most)) ids.push_back(one->id);
  return ids;
}

using Ids = std::vector<std::string>;

TEST(Helplines, come_round_the_clock_first_and_in_the_order_of_the_kinds) {
  EXPECT_EQ(found("GB", {"suicide"}, 9), (Ids{"GB-a", "GB-b", "GB-office"}));
  EXPECT_EQ(found("GB", {"emergency", "suicide"}, 2), (Ids{"GB-999", "GB-a"}));
}

TEST(Helplines, give_every_kind_one_before_any_a_second) {
  EXPECT_EQ(found("GB", {"suicide", "emergency"}, 3), (Ids{"GB-a", "GB-b", "GB-999"}));
  EXPECT_EQ(found("GB", {"suicide", "emergency"}, 2), (Ids{"GB-a", "GB-999"}));
}

TEST(Helplines, name_a_line_of_two_kinds_once) {
  EXPECT_EQ(found("GB", {"assault", "home", "emergency"}, 3), (Ids{"GB-both", "GB-999"}));
}

TEST(Helplines, stand_in_for_a_country_that_has_none_of_a_kind) {
  EXPECT_EQ(found("IE", {"suicide", "emergency"}, 3), (Ids{"*-list", "EU-112"}));
  EXPECT_EQ(found("NO", {"emergency"}, 3), Ids{});
  EXPECT_EQ(found("", {"suicide"}, 3), Ids{"*-list"});
  EXPECT_EQ(found("GB", {}, 3), Ids{});
  EXPECT_EQ(found("GB", {"suicide"}, 0), Ids{});
}

std::string country(std::string_view written) {
  const Country* known = lines.country(written);
  return known ? known->code : "";
}

TEST(Country, is_known_by_any_of_its_names_and_a_slip) {
  EXPECT_EQ(country(" UK! "), "GB");
  EXPECT_EQ(country("Untied Kingdom"), "GB");
  EXPECT_EQ(country("Norge"), "NO");
  EXPECT_EQ(country("Nigera"), "");  // Niger or Nigeria
  EXPECT_EQ(country("Niger"), "NE");
  EXPECT_EQ(country("Iraq"), "IQ");
  EXPECT_EQ(country("Irak"), "");  // too short for slips
}

TEST(Country, is_found_in_a_sentence_where_only_one_is_named) {
  EXPECT_EQ(country("I live in the UK"), "GB");
  EXPECT_EQ(country("from Northern Ireland"), "GB");
  EXPECT_EQ(country("from Ireland, I mean Iceland"), "");
  EXPECT_EQ(country("norwayish"), "");
}

TEST(Country, is_known_by_its_code_only_in_capitals) {
  EXPECT_EQ(country("NO"), "NO");
  EXPECT_EQ(country("no"), "");
  EXPECT_EQ(country(""), "");
  EXPECT_EQ(lines.by_code("XX"), nullptr);
}

TimePoint day(int year, unsigned month, unsigned of_month) {
  return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month));
}

bool stale_at(std::string date, TimePoint now) {
  Helpline one;
  one.verified_at = std::move(date);
  return stale(one, now);
}

TEST(Helpline, is_stale_after_a_year_from_the_last_day_it_may_mean) {
  EXPECT_FALSE(stale_at("2025-03-01", day(2026, 3, 1)));
  EXPECT_TRUE(stale_at("2025-03-01", day(2026, 3, 2)));
  EXPECT_FALSE(stale_at("2025-02", day(2026, 2, 28)));
  EXPECT_TRUE(stale_at("2025-02", day(2026, 3, 1)));
  EXPECT_FALSE(stale_at("2025", day(2026, 12, 31)));
  EXPECT_TRUE(stale_at("2025", day(2027, 1, 1)));
}

TEST(Helpline, without_a_date_is_stale) {
  for (const char* date : {"", "soon", "2026-13", "2026-02-30", "2026/01/01", "26", "2026-1-1", "2026-01-0x"}) {
    EXPECT_TRUE(stale_at(date, day(2026, 1, 1))) << date;
  }
}

}  // namespace
}  // namespace core
