#include "adapters/signal/protocol/hearing.hpp"

#include <gmock/gmock.h>

namespace {

using core::MessageKind;
using namespace signal_channel;

const Uuid ada = *Uuid::read("9d4428ab-2f4e-4d0c-a1b2-c3d4e5f60718");

Heard heard(Meaning meaning) {
  Heard heard;
  heard.account = Account::read("+15550100");
  heard.who = ada;
  heard.timestamp = 1'700'000'000'123;
  heard.meaning = std::move(meaning);
  return heard;
}

TEST(MessageOf, a_text_is_its_words_under_its_own_name) {
  const core::Message message = *message_of(heard(Text{"hello"}));
  EXPECT_EQ(message.channel, "signal");
  EXPECT_EQ(message.conversation, ada.text());
  EXPECT_EQ(message.id, message_id(heard(Text{"hello"})));
  EXPECT_EQ(message.kind, MessageKind::text);
  EXPECT_EQ(message.text, "hello");
  EXPECT_EQ(message.reference, "1700000000123");
}

TEST(MessageOf, what_was_taken_back_is_named_as_the_text_was) {
  const core::Message message = *message_of(heard(TakenBack{1'700'000'000'123}));
  EXPECT_EQ(message.kind, MessageKind::taken_back);
  EXPECT_EQ(message.reference, message_of(heard(Text{"hello"}))->reference);
}

TEST(MessageOf, an_edit_is_looked_at_and_a_picture_is_a_picture) {
  EXPECT_EQ(message_of(heard(Edit{1'700'000'000'100, "new words"}))->kind, MessageKind::edited);
  EXPECT_EQ(message_of(heard(Edit{1'700'000'000'100, "new words"}))->text, "new words");
  EXPECT_EQ(message_of(heard(Media{}))->kind, MessageKind::media);
}

TEST(MessageOf, nothing_else_goes_into_the_conversation) {
  EXPECT_FALSE(message_of(heard(Ignored{})));
  EXPECT_FALSE(message_of(heard(Group{"hello"})));
  EXPECT_FALSE(message_of(heard(Operator{})));
  EXPECT_FALSE(message_of(heard(Receipt{})));
  EXPECT_FALSE(message_of(heard(KeyChanged{})));
  EXPECT_FALSE(message_of(heard(TimerSet{})));
  Heard nobody = heard(Text{"hello"});
  nobody.who.reset();
  EXPECT_FALSE(message_of(nobody));
}

TEST(IsRead, words_and_pictures_are) {
  EXPECT_TRUE(is_read(heard(Text{"hello"})));
  EXPECT_TRUE(is_read(heard(Media{})));
  EXPECT_FALSE(is_read(heard(Edit{0, "hello"})));
  EXPECT_FALSE(is_read(heard(PollVote{})));
}

}  // namespace
