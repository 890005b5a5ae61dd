#include "runtime/log.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <type_traits>

namespace {

using testing::MatchesRegex;

// What a person wrote can't be logged: there is no way to turn a text that is not in the source into a field.
static_assert(!std::is_constructible_v<runtime::FieldName, std::string>);
static_assert(!std::is_constructible_v<runtime::FieldName, std::string_view>);
static_assert(!std::is_constructible_v<runtime::FieldName, const char*>);
static_assert(!std::is_constructible_v<runtime::Field, runtime::FieldName, std::string>);
static_assert(!std::is_constructible_v<runtime::Field, runtime::FieldName, const char*>);

TEST(Log, writes_a_time_how_grave_it_is_what_happened_and_numbers) {
  testing::internal::CaptureStderr();
  runtime::log(runtime::Event::channel_offline, {{"failure", 3}, {"tries", 2}});
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z warning channel_offline failure=3 tries=2\n"));
}

TEST(Log, writes_an_event_without_numbers) {
  testing::internal::CaptureStderr();
  runtime::log(runtime::Event::ready);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), MatchesRegex("[0-9T:.-]+Z info ready\n"));
}

TEST(Log, has_a_name_of_its_own_for_every_event) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < runtime::event_count; ++i) names.insert(name(static_cast<runtime::Event>(i)));
  EXPECT_EQ(names.size(), runtime::event_count);
  EXPECT_FALSE(names.contains(""));
  EXPECT_EQ(name(runtime::Event::room_left), "room_left");  // the table is as long as the list
}

}  // namespace
