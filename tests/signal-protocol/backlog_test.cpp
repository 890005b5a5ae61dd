#include "adapters/signal/protocol/backlog.hpp"

#include <gmock/gmock.h>

namespace {

using core::MessageKind;
using signal_channel::Backlog;
using testing::SizeIs;
using namespace std::chrono_literals;

const Backlog::Moment noon{};

core::Message message(std::string id) { return {"signal", "ada", "id " + id, MessageKind::text, "hello " + id, id}; }

TEST(Backlog, is_answered_once_it_is_quiet) {
  Backlog backlog;
  EXPECT_FALSE(backlog.is_due(noon, true));
  backlog.add(message("1"), noon);
  backlog.add(message("2"), noon + 100ms);
  EXPECT_FALSE(backlog.is_due(noon + 200ms, false));
  EXPECT_TRUE(backlog.is_due(noon + 400ms, true));
  EXPECT_THAT(backlog.take(), SizeIs(2));
  EXPECT_TRUE(backlog.empty());
}

TEST(Backlog, is_answered_before_long_while_more_comes) {
  Backlog backlog;
  backlog.add(message("1"), noon);
  backlog.add(message("2"), noon + 1900ms);
  EXPECT_TRUE(backlog.is_due(noon + 2s, false));
}

TEST(Backlog, says_of_its_messages_that_they_are_late) {
  Backlog backlog;
  backlog.add(message("1"), noon);
  EXPECT_EQ(backlog.take()[0].kind, MessageKind::late);
}

TEST(Backlog, passes_over_pictures_beside_words_and_all_but_the_last) {
  const auto picture = [](std::string who, std::string id) {
    return core::Message{"signal", std::move(who), std::move(id), MessageKind::media, {}};
  };
  Backlog backlog;
  backlog.add(picture("ada", "a"), noon);
  backlog.add(message("1"), noon);
  backlog.add(picture("bob", "b"), noon);
  backlog.add(picture("bob", "c"), noon);
  const std::vector<core::Message> taken = Backlog::from_note(backlog.note()).take();
  ASSERT_THAT(taken, SizeIs(2));
  EXPECT_EQ(taken[0].text, "hello 1");
  EXPECT_EQ(taken[1].id, "c");
}

TEST(Backlog, comes_back_from_its_note) {
  Backlog backlog;
  backlog.add(message("1"), noon);
  const core::Message back = Backlog::from_note(backlog.note()).take().at(0);
  EXPECT_EQ(back.channel, "signal");
  EXPECT_EQ(back.conversation, "ada");
  EXPECT_EQ(back.id, "id 1");
  EXPECT_EQ(back.text, "hello 1");
  EXPECT_EQ(back.reference, "1");
  EXPECT_EQ(back.kind, MessageKind::late);
  for (const char* note : {"", "{}", "7", "\xff"}) EXPECT_TRUE(Backlog::from_note(note).empty()) << note;
}

TEST(Backlog, lets_go_of_what_was_taken_back) {
  Backlog backlog;
  backlog.add(message("1"), noon);
  backlog.remove("bob", "1");
  EXPECT_FALSE(backlog.empty());
  backlog.remove("ada", "1");
  EXPECT_TRUE(backlog.empty());
}

}  // namespace
