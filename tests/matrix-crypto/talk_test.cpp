#include <gtest/gtest.h>

#include "matrix-crypto/someone.hpp"

namespace matrix {

namespace {

/// A bot and a person, both with signed devices, who have heard of each other.
struct Talk : testing::Test {
  Talk() {
    bot.make_identity();
    person.make_identity();
    meet(bot);
    meet(person);
  }
  void meet(Someone& one) {
    one->track(both);
    one.settle();
  }

  Homeserver server;
  Someone bot{server, "@bot:example.org", "BOT"}, person{server, "@person:example.org", "PHONE"};
  const std::vector<std::string> both{"@bot:example.org", "@person:example.org"};
};

}  // namespace

TEST_F(Talk, what_one_says_the_other_reads) {
  const std::string event = person.say("I can't sleep", both);
  EXPECT_EQ(bot.sync(), std::vector<std::string>{room});
  EXPECT_EQ(text_of(bot->decrypt(event, room)), "I can't sleep");
  const std::string answer = bot.say("I'm here.", both);
  person.sync();
  EXPECT_EQ(text_of(person->decrypt(answer, room)), "I'm here.");
}

TEST_F(Talk, the_room_key_is_shared_once) {
  bot.say("one", both);
  EXPECT_TRUE(bot->share_room_key(room, both, {}).empty());
}

TEST_F(Talk, a_room_key_is_replaced_after_as_many_messages_as_the_room_says) {
  const RoomRotation rotation{std::chrono::hours(1), 1};
  bot.send({bot->missing_sessions(both).value()});
  bot.send(bot->share_room_key(room, both, rotation));
  bot->encrypt(room, "m.room.message", "{}");
  EXPECT_FALSE(bot->share_room_key(room, both, rotation).empty());
}

TEST_F(Talk, it_goes_on_after_a_restart) {
  const std::string event = person.say("before", both);
  bot.sync();
  bot.restart();
  EXPECT_EQ(text_of(bot->decrypt(event, room)), "before");
  const std::string answer = bot.say("after", both);
  person.sync();
  EXPECT_EQ(text_of(person->decrypt(answer, room)), "after");
}

TEST_F(Talk, the_same_ciphertext_is_known_by_session_and_index) {
  const std::string first = person.say("one", both), second = person.say("two", both);
  bot.sync();
  const Decrypted one = std::get<Decrypted>(bot->decrypt(first, room));
  const Decrypted again = std::get<Decrypted>(bot->decrypt(first, room));
  const Decrypted two = std::get<Decrypted>(bot->decrypt(second, room));
  EXPECT_EQ(std::pair(one.session_id, one.index), std::pair(again.session_id, again.index));
  EXPECT_NE(std::pair(one.session_id, one.index), std::pair(two.session_id, two.index));
}

TEST_F(Talk, without_its_key_a_text_waits) {
  const std::string event = person.say("hello", both);
  EXPECT_EQ(text_of(bot->decrypt(event, room)), text_of(Unreadable::no_key));
  bot.sync();
  EXPECT_EQ(text_of(bot->decrypt(event, room)), "hello");
}

TEST_F(Talk, our_other_devices_are_asked_for_a_key_once) {
  const std::string event = person.say("hello", both);
  bot->request_key(event, room);
  const auto requests = bot->outgoing();
  ASSERT_EQ(requests.size(), 1);
  EXPECT_EQ(requests[0].kind, "to_device");
  EXPECT_TRUE(requests[0].path.starts_with("/_matrix/client/v3/sendToDevice/m.room_key_request/")) << requests[0].path;
  bot.settle();
  bot->request_key(event, room);
  EXPECT_TRUE(bot->outgoing().empty());
}

TEST_F(Talk, what_is_no_ciphertext_is_malformed) {
  for (const char* content : {"{}", R"({"algorithm":"m.megolm.v1.aes-sha2"})", R"({"algorithm":"m.other"})"})
    EXPECT_EQ(text_of(bot->decrypt(person.event(content), room)), text_of(Unreadable::malformed)) << content;
  EXPECT_EQ(text_of(bot->decrypt("no JSON", room)), text_of(Unreadable::malformed));
}

TEST_F(Talk, somebody_elses_key_is_no_proof_of_the_sender) {
  const std::string event = person.say("I'm somebody else", both);
  bot.sync();
  auto forged = nlohmann::json::parse(event);
  forged["sender"] = "@other:example.org";
  EXPECT_EQ(text_of(bot->decrypt(forged.dump(), room)), text_of(Unreadable::untrusted));
}

TEST_F(Talk, a_person_on_an_unsigned_device_is_read_and_can_read_the_notice_alone) {
  Someone tablet{server, "@person:example.org", "TABLET"};
  meet(tablet);
  bot.sync();
  const std::string event = tablet.say("can you hear me", both, Readers::all_devices);
  bot.sync();
  const Decrypted read = std::get<Decrypted>(bot->decrypt(event, room));
  EXPECT_EQ(text_of(read), "can you hear me");
  EXPECT_FALSE(read.signed_device);

  const std::string answer = bot.say("for signed devices", both);
  tablet.sync();
  EXPECT_EQ(text_of(tablet->decrypt(answer, room)), text_of(Unreadable::unverified));
  const std::string notice = bot.say("please verify this device", both, Readers::all_devices);
  tablet.sync();
  EXPECT_EQ(text_of(tablet->decrypt(notice, room)), "please verify this device");
  const std::string later = bot.say("for signed devices again", both);
  tablet.sync();
  EXPECT_EQ(text_of(tablet->decrypt(later, room)), text_of(Unreadable::unverified));
}

TEST_F(Talk, a_signed_device_is_told_from_an_unsigned_one) {
  const std::string event = person.say("hello", both);
  bot.sync();
  EXPECT_TRUE(std::get<Decrypted>(bot->decrypt(event, room)).signed_device);
}

TEST_F(Talk, without_an_identity_of_our_own_everyone_gets_the_key) {
  Someone young{server, "@young:example.org", "YOUNG"};
  const std::vector<std::string> users{"@young:example.org", "@person:example.org"};
  young->track(users);
  young.settle();
  const std::string event = young.say("hello", users);
  person.sync();
  EXPECT_EQ(text_of(person->decrypt(event, room)), "hello");
}

}  // namespace matrix
