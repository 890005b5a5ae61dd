#include "adapters/signal/protocol/contact.hpp"

#include <gmock/gmock.h>

namespace {

using signal_channel::Contact;
using signal_channel::SentMessage;
using testing::ElementsAre;

constexpr std::uint64_t noon = 1'700'000'000'000;

TEST(Contact, comes_back_from_its_note_as_it_was) {
  Contact contact;
  contact.sent = {{noon, 7}, {noon + 1, 0}};
  contact.attempt = {8, 1, 2, noon + 2};
  contact.held = contact.has_timer = true;
  EXPECT_EQ(signal_channel::contact_from_note(to_note(contact)), contact);
}

TEST(Contact, is_empty_where_nothing_or_nonsense_was_kept) {
  for (const char* note : {"", "{}", "[]", "7", "{\"sent\":\"x\",\"attempt\":7}", "{\"sent\":[[1,2],[],\"x\"]}", "\xff"})
    EXPECT_EQ(signal_channel::contact_from_note(note), Contact{}) << note;
}

TEST(Contact, forgets_messages_that_no_app_deletes_any_more) {
  Contact contact;
  add_sent(contact, {noon, 1});
  add_sent(contact, {noon + signal_channel::deletable_ms, 2});
  EXPECT_TRUE(has_sent(contact, 1));
  add_sent(contact, {noon + signal_channel::deletable_ms + 1, 3});
  EXPECT_THAT(contact.sent, ElementsAre(SentMessage{noon + signal_channel::deletable_ms, 2},
                                        SentMessage{noon + signal_channel::deletable_ms + 1, 3}));
}

TEST(Contact, knows_nothing_of_what_stands_in_no_outbox) {
  Contact contact;
  add_sent(contact, {noon, 0});
  EXPECT_FALSE(has_sent(contact, 0));
}

}  // namespace
