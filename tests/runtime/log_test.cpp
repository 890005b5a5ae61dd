#include "runtime/log.hpp"

#include <gmock/gmock.h>

#include <string>
#include <type_traits>

namespace {

using testing::MatchesRegex;

// What a person wrote can't be logged: there is no way to turn a text that is not in the source into a field.
static_assert(!std::is_constructible_v<runtime::FieldName, std::string>);
static_assert(!std::is_constructible_v<runtime::FieldName, std::string_view>);
static_assert(!std::is_constructible_v<runtime::FieldName, const char*>);
static_assert(!std::is_constructible_v<runtime::Field, runtime::FieldName, std::string>);

TEST(Log, writes_a_time_what_happened_and_numbers) {
  testing::internal::CaptureStderr();
  runtime::log(runtime::Event::channel_offline, {{"failure", 3}, {"tries", 2}});
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              MatchesRegex("[0-9-]+T[0-9:]+\\.[0-9]{3}Z channel offline failure=3 tries=2\n"));
}

TEST(Log, names_every_event) {
  for (std::size_t i = 0; i < runtime::event_count; ++i) EXPECT_FALSE(name(static_cast<runtime::Event>(i)).empty());
}

}  // namespace
