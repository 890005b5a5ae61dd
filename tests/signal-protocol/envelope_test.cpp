#include "adapters/signal/protocol/envelope.hpp"

#include <gtest/gtest.h>

#include <set>

#include "adapters/net/json.hpp"

namespace {

using nlohmann::json;
using signal_channel::Heard;
using signal_channel::message_id;

const std::string number = "+15550100", hers = "+15550123", ada = "9d4428ab-2f4e-4d0c-a1b2-c3d4e5f60718";
constexpr std::uint64_t sent = 1'700'000'000'123;

json from_ada(json body) {
  json envelope = {{"source", hers}, {"sourceNumber", hers}, {"sourceUuid", ada}, {"sourceName", "Ada"}, {"sourceDevice", 1},
                   {"timestamp", sent}, {"serverReceivedTimestamp", sent + 1}, {"serverDeliveredTimestamp", sent + 2}};
  envelope.update(body);
  return {{"envelope", envelope}, {"account", number}};
}

json data(json message, json more = json::object()) {
  json whole = {{"timestamp", sent}, {"message", std::move(message)}, {"expiresInSeconds", 0}, {"isExpirationUpdate", false}, {"viewOnce", false}};
  whole.update(more);
  return whole;
}
json message(json text, json more = json::object()) { return from_ada({{"dataMessage", data(std::move(text), std::move(more))}}); }
json edited(json of, json inner) { return from_ada({{"editMessage", {{"targetSentTimestamp", std::move(of)}, {"dataMessage", std::move(inner)}}}}); }

std::string list(const auto& numbers) {
  std::string all;
  for (const auto each : numbers) all += " " + std::to_string(each);
  return all;
}

/// As it comes over the wire, where a number has no sign.
Heard hear(const json& params) { return signal_channel::hear(net::parse_json(params.dump()).value()); }

/// What is heard, in a form that a failed test can print.
std::string heard(const json& params) {
  using namespace signal_channel;
  struct Show {
    std::string operator()(const Ignored&) const { return "ignored"; }
    std::string operator()(const Text& it) const { return "text " + it.body; }
    std::string operator()(const Edit& it) const { return "edit " + std::to_string(it.of) + " " + it.body; }
    std::string operator()(const TakenBack& it) const { return "taken back " + std::to_string(it.of); }
    std::string operator()(const Media&) const { return "media"; }
    std::string operator()(const PollVote& it) const { return "vote " + std::to_string(it.of) + list(it.options); }
    std::string operator()(const TimerSet& it) const { return "timer " + std::to_string(it.after.count()); }
    std::string operator()(const Group& it) const { return "group " + it.body; }
    std::string operator()(const Operator&) const { return "operator"; }
    std::string operator()(const Receipt& it) const { return "receipt " + std::to_string(static_cast<int>(it.kind)) + list(it.timestamps); }
    std::string operator()(const KeyChanged&) const { return "key changed"; }
  };
  return std::visit(Show{}, hear(params).meaning);
}

TEST(Hear, hears_a_text_with_who_when_and_where_it_came_to) {
  const Heard text = hear(message("hello"));
  EXPECT_EQ(heard(message("hello")), "text hello");
  EXPECT_EQ(text.account->text(), number);
  EXPECT_EQ(text.who->text(), ada);
  EXPECT_EQ(text.timestamp, sent);
}

TEST(Hear, knows_a_hidden_number_by_its_uuid) {
  json hidden = message("hello");
  hidden["envelope"]["sourceNumber"] = nullptr;
  hidden["envelope"]["source"] = ada;
  EXPECT_EQ(hear(hidden).who->text(), ada);
  hidden["envelope"].erase("sourceUuid");
  EXPECT_EQ(hear(hidden).who->text(), ada);
  EXPECT_EQ(heard(hidden), "text hello");
}

TEST(Hear, knows_nobody_by_their_number) {
  json nameless = message("hello");
  nameless["envelope"]["sourceUuid"] = nullptr;
  EXPECT_FALSE(hear(nameless).who);
  EXPECT_EQ(heard(nameless), "ignored");
  for (const json& bad : {json("PNI:" + ada), json(""), json(1), json("00000000-0000-0000-0000-000000000000")}) {
    nameless["envelope"]["sourceUuid"] = bad;
    EXPECT_EQ(heard(nameless), "ignored") << bad;
  }
}

TEST(Hear, cleans_every_text) {
  EXPECT_EQ(heard(message("a\xe2\x80\xae" "b\r\nc\x01")), "text ab\nc");
  EXPECT_EQ(heard(edited(5, data("b\x01"))), "edit 5 b");
  EXPECT_EQ(heard(message("b\x01", {{"groupInfo", {{"groupId", "g="}}}})), "group b");
}

TEST(Hear, ignores_housekeeping) {
  for (const json& nothing : {json(), json(""), json(7)}) EXPECT_EQ(heard(message(nothing)), "ignored") << nothing;
}

TEST(Hear, takes_signs_that_nobody_can_read_for_words_all_the_same) { EXPECT_EQ(heard(message("\x01")), "text "); }

TEST(Hear, hears_an_edit) {
  EXPECT_EQ(heard(edited(1'700'000'000'000, data("new"))), "edit 1700000000000 new");
  EXPECT_EQ(heard(edited(1'700'000'000'000, data(nullptr))), "ignored");
  for (const json& none : {json(), json("5"), json(-5)}) EXPECT_EQ(heard(edited(none, data("words count all the same"))), "edit 0 words count all the same");
}

TEST(Hear, hears_that_a_message_was_taken_back) {
  EXPECT_EQ(heard(message(nullptr, {{"remoteDelete", {{"timestamp", 1'700'000'000'000}}}})), "taken back 1700000000000");
  for (const json& none : {json(), json("5"), json(-5), json(0)}) EXPECT_EQ(heard(message(nullptr, {{"remoteDelete", {{"timestamp", none}}}})), "ignored");
}

TEST(Hear, hears_that_the_timer_was_set_or_switched_off) {
  EXPECT_EQ(heard(message(nullptr, {{"isExpirationUpdate", true}, {"expiresInSeconds", 604'800}})), "timer 604800");
  EXPECT_EQ(heard(message(nullptr, {{"isExpirationUpdate", true}})), "timer 0");
  for (const json& none : {json(), json("5"), json(-5), json(1ULL << 32)})
    EXPECT_EQ(heard(message(nullptr, {{"isExpirationUpdate", true}, {"expiresInSeconds", none}})), "timer 0") << none;
}

TEST(Hear, keeps_the_timer_of_every_text) {
  using std::chrono::seconds;
  EXPECT_EQ(hear(message("hello")).timer, seconds(0));
  EXPECT_EQ(hear(message("hello", {{"expiresInSeconds", 3600}})).timer, seconds(3600));
  EXPECT_EQ(hear(message(nullptr, {{"expiresInSeconds", 3600}, {"sticker", {{"packId", "x"}}}})).timer, seconds(3600));
  EXPECT_FALSE(hear(message("hello", {{"expiresInSeconds", nullptr}})).timer);
  EXPECT_FALSE(hear(message(nullptr, {{"expiresInSeconds", 3600}})).timer);
}

TEST(Hear, hears_a_group_before_anything_that_was_done_in_it) {
  const json group = {{"groupInfo", {{"groupId", "EdiJ="}, {"groupName", "Family"}, {"revision", 3}, {"type", "DELIVER"}}}};
  EXPECT_EQ(heard(message("hello", group)), "group hello");
  EXPECT_EQ(heard(message(nullptr, group)), "group ");
  for (const json& done : {json({{"remoteDelete", {{"timestamp", 5}}}}), json({{"isExpirationUpdate", true}}), json({{"attachments", {{{"size", 1}}}}})}) {
    json both = group;
    both.update(done);
    EXPECT_EQ(heard(message(nullptr, both)), "group ") << done;
  }
  EXPECT_EQ(heard(edited(5, data("new", group))), "group new");
  EXPECT_EQ(heard(message("hello", {{"groupInfo", nullptr}})), "text hello");
}

TEST(Hear, ignores_a_reaction) {
  EXPECT_EQ(heard(message(nullptr, {{"reaction", {{"emoji", "x"}, {"targetSentTimestamp", 5}, {"isRemove", false}}}})), "ignored");
}

TEST(Hear, hears_media_without_looking_at_it) {
  EXPECT_EQ(heard(message(nullptr, {{"attachments", {{{"contentType", "image/jpeg"}, {"size", 5}}}}})), "media");
  EXPECT_EQ(heard(message("", {{"sticker", {{"packId", "x"}, {"stickerId", 1}}}})), "media");
  EXPECT_EQ(heard(message(nullptr, {{"contacts", {{{"name", "x"}}}}})), "media");
  EXPECT_EQ(heard(message(nullptr, {{"attachments", json::array()}})), "ignored");
}

TEST(Hear, hears_the_words_beside_media) {
  EXPECT_EQ(heard(message("look", {{"attachments", {{{"contentType", "image/jpeg"}}}}})), "text look");
}

TEST(Hear, hears_a_vote_and_one_that_was_taken_back) {
  const auto vote = [](json options) { return message(nullptr, {{"pollVote", {{"targetSentTimestamp", sent - 1}, {"optionIndexes", std::move(options)}, {"voteCount", 1}}}}); };
  EXPECT_EQ(heard(vote({0})), "vote 1700000000122 0");
  EXPECT_EQ(heard(vote({1, 9})), "vote 1700000000122 1 9");
  EXPECT_EQ(heard(vote(json::array())), "vote 1700000000122");
  for (const json& none : {json(), json("0"), json({"0"}), json({-1}), json({10}), json({0, 1.5}), json({UINT64_MAX})}) EXPECT_EQ(heard(vote(none)), "ignored") << none;
  EXPECT_EQ(heard(message(nullptr, {{"pollVote", {{"optionIndexes", {0}}}}})), "ignored");
}

TEST(Hear, ignores_typing_calls_and_stories) {
  EXPECT_EQ(heard(from_ada({{"typingMessage", {{"action", "STARTED"}, {"timestamp", sent}}}})), "ignored");
  EXPECT_EQ(heard(from_ada({{"callMessage", {{"offerMessage", {{"id", 18'446'744'073'709'551'557u}, {"type", "AUDIO_CALL"}}}}}})), "ignored");
  EXPECT_EQ(heard(from_ada({{"storyMessage", {{"textAttachment", {{"text", "a day at the sea"}}}}}})), "ignored");
  EXPECT_EQ(heard(from_ada(json::object())), "ignored");
}

json receipt(bool delivery, bool read, bool viewed, json timestamps) {
  return from_ada({{"receiptMessage", {{"when", sent}, {"isDelivery", delivery}, {"isRead", read}, {"isViewed", viewed}, {"timestamps", std::move(timestamps)}}}});
}

TEST(Hear, hears_receipts_of_each_kind) {
  EXPECT_EQ(heard(receipt(true, false, false, {5, 6})), "receipt 0 5 6");
  EXPECT_EQ(heard(receipt(false, true, false, {5})), "receipt 1 5");
  EXPECT_EQ(heard(receipt(false, false, true, {5})), "receipt 2 5");
  EXPECT_EQ(heard(receipt(false, false, false, {5})), "ignored");
  EXPECT_EQ(heard(receipt(true, false, false, json::array())), "ignored");
  EXPECT_EQ(heard(receipt(true, false, false, {"5", -1, UINT64_MAX})), "receipt 0 18446744073709551615");
}

TEST(Hear, hears_the_operator_as_nobody_else) {
  const json written = {{"sentMessage", {{"destinationUuid", ada}, {"timestamp", sent}, {"message", "hello"}}}};
  EXPECT_EQ(heard(from_ada({{"syncMessage", written}})), "operator");
  EXPECT_EQ(heard(from_ada({{"syncMessage", written}, {"dataMessage", data("hello")}})), "operator");
  EXPECT_EQ(heard(from_ada({{"syncMessage", {{"readMessages", {{{"timestamp", sent}}}}}}})), "ignored");
}

TEST(Hear, hears_that_a_key_changed_with_and_without_an_envelope) {
  const json exception = {{"message", "Untrusted identity of " + hers}, {"type", "UntrustedIdentityException"}};
  json params = from_ada(json::object());
  params["exception"] = exception;
  EXPECT_EQ(heard(params), "key changed");
  EXPECT_EQ(hear(params).who->text(), ada);
  EXPECT_EQ(heard({{"account", number}, {"exception", exception}}), "key changed");
  EXPECT_FALSE(hear({{"account", number}, {"exception", exception}}).who);
}

TEST(Hear, ignores_what_could_not_be_decrypted) {
  json params = from_ada(json::object());
  params["exception"] = {{"message", "x"}, {"type", "ProtocolInvalidMessageException"}};
  EXPECT_EQ(heard(params), "ignored");
}

TEST(Hear, bears_anything) {
  for (const json& params : {json(), json(7), json("x"), json::array(), json::object(), json({{"envelope", 7}}), json({{"envelope", json::array()}}),
                             from_ada({{"dataMessage", 7}}), from_ada({{"dataMessage", json::array()}}), from_ada({{"editMessage", "x"}}),
                             from_ada({{"editMessage", {{"dataMessage", 7}}}}), from_ada({{"receiptMessage", true}}), from_ada({{"syncMessage", 7}}),
                             message(nullptr, {{"remoteDelete", 7}}), message(nullptr, {{"pollVote", 7}}), message(nullptr, {{"groupInfo", 7}})})
    EXPECT_EQ(heard(params), "ignored") << params;
}

TEST(Hear, bears_a_strange_clock_and_account) {
  for (const json& strange : {json(), json("5"), json(-5), json(UINT64_MAX)}) {
    json params = message("hello");
    params["envelope"]["timestamp"] = strange;
    EXPECT_EQ(hear(params).timestamp, 0u) << strange;
    EXPECT_EQ(heard(params), "text hello") << strange;
  }
  json params = message("hello");
  params["account"] = 7;
  EXPECT_FALSE(hear(params).account);
}

TEST(MessageId, is_of_account_person_time_and_kind) {
  EXPECT_EQ(message_id(hear(message("hello"))), number + "/" + ada + "/1700000000123/text");
  EXPECT_EQ(message_id(hear(message("hello"))), message_id(hear(message("the same, again"))));
}

TEST(MessageId, differs_where_any_of_them_does) {
  const json sticker = {{"sticker", {{"packId", "x"}}}};
  json other_account = message("hello"), other_person = message("hello"), other_time = message("hello");
  other_account["account"] = "+15550101";
  other_person["envelope"]["sourceUuid"] = "8d4428ab-2f4e-4d0c-a1b2-c3d4e5f60718";
  other_time["envelope"]["timestamp"] = sent + 1;
  std::set<std::string> ids;
  for (const json& params : {message("hello"), other_account, other_person, other_time, edited(5, data("new")), message(nullptr, sticker),
                             message(nullptr, {{"remoteDelete", {{"timestamp", 5}}}}), message(nullptr, {{"isExpirationUpdate", true}}),
                             message(nullptr, {{"pollVote", {{"targetSentTimestamp", 5}, {"optionIndexes", {0}}}}}),
                             message(nullptr, {{"groupInfo", {{"groupId", "g"}}}})})
    ids.insert(message_id(hear(params)));
  EXPECT_EQ(ids.size(), 10u);
}

TEST(MessageId, is_empty_where_nothing_is_to_be_known_again) {
  json nowhere = message("hello");
  nowhere.erase("account");
  for (const json& params : {json(), message(nullptr), receipt(true, false, false, {5}), from_ada({{"syncMessage", {{"sentMessage", {{"message", "x"}}}}}}), nowhere})
    EXPECT_EQ(message_id(hear(params)), "") << params;
}

}  // namespace
