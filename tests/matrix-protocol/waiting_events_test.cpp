#include "adapters/matrix/protocol/waiting_events.hpp"

#include <gmock/gmock.h>

namespace {

using matrix::Locked;
using matrix::WaitingEvents;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> in(const WaitingEvents& events, const std::vector<std::string>& rooms) {
  std::vector<std::string> found;
  for (const Locked& each : events.in(rooms)) found.push_back(each.room + " " + each.event);
  return found;
}

TEST(WaitingEvents, are_found_by_room_oldest_first) {
  WaitingEvents events;
  for (const char* event : {"3", "1", "2"}) events.add({"!a", event});
  events.add({"!b", "4"});
  EXPECT_THAT(in(events, {"!a", "!c"}), ElementsAre("!a 3", "!a 1", "!a 2"));
  EXPECT_THAT(in(events, {"!b"}), ElementsAre("!b 4"));
}

TEST(WaitingEvents, wait_once_and_until_they_are_removed) {
  WaitingEvents events;
  for (int times = 0; times < 2; ++times) events.add({"!a", "1"});
  EXPECT_THAT(in(events, {"!a"}), ElementsAre("!a 1"));
  EXPECT_TRUE(events.remove({"!a", "1"}));
  EXPECT_FALSE(events.remove({"!a", "1"}));
  EXPECT_THAT(in(events, {"!a"}), IsEmpty());
}

TEST(WaitingEvents, push_out_the_oldest_of_a_full_room_alone) {
  WaitingEvents events;
  events.add({"!b", "old"});
  for (std::size_t i = 0; i <= WaitingEvents::most_in_a_room; ++i) events.add({"!a", std::to_string(i)});
  const auto waiting = in(events, {"!a"});
  ASSERT_EQ(waiting.size(), WaitingEvents::most_in_a_room);
  EXPECT_EQ(waiting.front(), "!a 1");
  EXPECT_TRUE(events.contains({"!b", "old"}));
}

TEST(WaitingEvents, push_out_the_oldest_of_all_when_there_are_too_many) {
  WaitingEvents events;
  for (std::size_t i = 0; i <= WaitingEvents::most; ++i) events.add({"!" + std::to_string(i), "x"});
  EXPECT_FALSE(events.contains({"!0", "x"}));
  EXPECT_TRUE(events.contains({"!1", "x"}));
  EXPECT_EQ(events.all().size(), WaitingEvents::most);
}

TEST(WaitingEvents, push_out_the_oldest_where_they_are_too_large_together) {
  WaitingEvents events;
  const std::string large(WaitingEvents::most_bytes_of_one, 'x');
  const std::size_t fit = WaitingEvents::most_bytes / large.size();
  for (std::size_t i = 0; i <= fit; ++i) events.add({"!" + std::to_string(i), large});
  EXPECT_FALSE(events.contains({"!0", large}));
  EXPECT_EQ(events.all().size(), fit);
}

TEST(WaitingEvents, leave_out_what_no_homeserver_may_send) {
  WaitingEvents events;
  events.add({"!a", "1"});
  events.add({"!a", std::string(WaitingEvents::most_bytes_of_one + 1, 'x')});
  EXPECT_THAT(in(events, {"!a"}), ElementsAre("!a 1"));
}

TEST(WaitingEvents, are_the_same_after_a_restart) {
  WaitingEvents events;
  events.add({"!a", R"({"content":{"ciphertext":"\"x\""}})"});
  events.add({"!b", "2"});
  WaitingEvents again = WaitingEvents::from_note(events.note());
  EXPECT_EQ(again.note(), events.note());
  EXPECT_THAT(in(again, {"!b", "!a"}), ElementsAre(R"(!a {"content":{"ciphertext":"\"x\""}})", "!b 2"));
}

TEST(WaitingEvents, are_none_in_what_is_no_such_note) {
  const std::string none = WaitingEvents().note();
  for (const char* note : {"", "{", "{}", "5", "[]", R"({"room":"!a","event":"1"})"}) EXPECT_EQ(WaitingEvents::from_note(note).note(), none) << note;
}

}  // namespace
