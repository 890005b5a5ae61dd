#include "adapters/matrix/protocol/waiting_events.hpp"

#include <gmock/gmock.h>

namespace {

using matrix::Locked;
using matrix::WaitingEvents;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> take(WaitingEvents& events, const std::vector<std::string>& rooms) {
  std::vector<std::string> taken;
  for (const Locked& each : events.take(rooms)) taken.push_back(each.room + " " + each.event);
  return taken;
}

TEST(WaitingEvents, come_out_by_room_oldest_first_and_once) {
  WaitingEvents events;
  for (const char* event : {"3", "1", "2"}) events.add({"!a", event});
  events.add({"!b", "4"});
  EXPECT_THAT(take(events, {"!a", "!c"}), ElementsAre("!a 3", "!a 1", "!a 2"));
  EXPECT_FALSE(events.wait_in("!a"));
  EXPECT_TRUE(events.wait_in("!b"));
  EXPECT_THAT(take(events, {"!a"}), IsEmpty());
  EXPECT_THAT(take(events, {"!b"}), ElementsAre("!b 4"));
}

TEST(WaitingEvents, push_out_the_oldest_of_a_full_room_alone) {
  WaitingEvents events;
  events.add({"!b", "old"});
  for (std::size_t i = 0; i <= WaitingEvents::most_in_a_room; ++i) events.add({"!a", std::to_string(i)});
  const auto taken = take(events, {"!a"});
  ASSERT_EQ(taken.size(), WaitingEvents::most_in_a_room);
  EXPECT_EQ(taken.front(), "!a 1");
  EXPECT_TRUE(events.wait_in("!b"));
}

TEST(WaitingEvents, push_out_the_oldest_of_all_when_there_are_too_many) {
  WaitingEvents events;
  for (std::size_t i = 0; i <= WaitingEvents::most; ++i) events.add({"!" + std::to_string(i), "x"});
  EXPECT_FALSE(events.wait_in("!0"));
  EXPECT_TRUE(events.wait_in("!1"));
  EXPECT_TRUE(events.wait_in("!" + std::to_string(WaitingEvents::most)));
}

TEST(WaitingEvents, are_the_same_after_a_restart) {
  WaitingEvents events;
  events.add({"!a", R"({"content":{"ciphertext":"\"x\""}})"});
  events.add({"!b", "2"});
  WaitingEvents again = WaitingEvents::from_note(events.note());
  EXPECT_EQ(again.note(), events.note());
  EXPECT_THAT(take(again, {"!b", "!a"}), ElementsAre(R"(!a {"content":{"ciphertext":"\"x\""}})", "!b 2"));
}

TEST(WaitingEvents, are_none_in_what_is_no_such_note) {
  const std::string none = WaitingEvents().note();
  for (const char* note : {"", "{", "{}", "5", "[]", R"({"room":"!a","event":"1"})"}) EXPECT_EQ(WaitingEvents::from_note(note).note(), none) << note;
}

}  // namespace
