#include "adapters/matrix/protocol/event.hpp"

#include <gtest/gtest.h>

#include "adapters/net/json.hpp"

namespace {

using matrix::Event;
using matrix::Heard;
using matrix::interpret;
using matrix::read_event;
using nlohmann::json;

constexpr const char* self = "@mooring:example.org";

Event event(const char* type, json content) { return {"$1", type, "@ada:example.org", {}, std::move(content), {}, {}}; }
Event message(json content) { return event("m.room.message", std::move(content)); }
Event text(const std::string& body) { return message({{"msgtype", "m.text"}, {"body", body}}); }
Event reply(const std::string& body) {
  return message({{"msgtype", "m.text"}, {"body", body}, {"m.relates_to", {{"m.in_reply_to", {{"event_id", "$0"}}}}}});
}

/// What is heard, in a form that a failed test can print.
std::string heard(const Event& event) {
  struct Show {
    std::string operator()(const matrix::Ignored&) const { return "ignored"; }
    std::string operator()(const matrix::Text& it) const { return "text " + it.body; }
    std::string operator()(const matrix::Media&) const { return "media"; }
    std::string operator()(const matrix::Edit& it) const { return "edit " + it.of + " " + it.body; }
    std::string operator()(const matrix::TakenBack& it) const { return "taken back " + it.of; }
    std::string operator()(const matrix::PollAnswer& it) const { return "poll " + it.poll + " " + it.answer; }
  };
  return std::visit(Show{}, interpret(event, self));
}

TEST(ReadEvent, keeps_what_came) {
  const json whole = {{"event_id", "$1"}, {"type", "m.room.redaction"}, {"sender", "@ada:example.org"}, {"redacts", "$0"},
                      {"content", {{"a", 1}}}, {"unsigned", {{"age", 5}}}};
  const auto read = read_event(whole);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->id, "$1");
  EXPECT_EQ(read->type, "m.room.redaction");
  EXPECT_EQ(read->sender, "@ada:example.org");
  EXPECT_EQ(read->redacts, "$0");
  EXPECT_EQ(read->content, json({{"a", 1}}));
  EXPECT_FALSE(read->state_key);
}

TEST(ReadEvent, keeps_the_whole_of_what_is_encrypted_and_of_nothing_else) {
  json whole = {{"event_id", "$1"}, {"type", "m.room.encrypted"}, {"sender", "@ada:example.org"}, {"content", {{"a", 1}}},
                {"unsigned", {{"age", 5}}}};
  EXPECT_EQ(json::parse(read_event(whole)->raw), whole);
  whole["type"] = "m.room.message";
  EXPECT_EQ(read_event(whole)->raw, "");
}

TEST(ReadEvent, tells_state_by_its_key_even_an_empty_one) {
  EXPECT_EQ(read_event({{"type", "t"}, {"sender", "s"}, {"content", json::object()}, {"state_key", ""}})->state_key, "");
  EXPECT_FALSE(read_event({{"type", "t"}, {"sender", "s"}, {"content", json::object()}, {"state_key", 1}})->state_key);
}

TEST(ReadEvent, gives_nothing_where_type_sender_or_content_is_wrong) {
  const json good = {{"type", "t"}, {"sender", "s"}, {"content", json::object()}};
  ASSERT_TRUE(read_event(good));
  for (const char* key : {"type", "sender", "content"})
    for (const json& wrong : {json(), json(1), json(""), json::array(), json(true)}) {
      json bad = good;
      bad[key] = wrong;
      EXPECT_FALSE(read_event(bad)) << bad;
      bad.erase(key);
      EXPECT_FALSE(read_event(bad)) << bad;
    }
  for (const json& none : {json(), json("text"), json::array(), json(1)}) EXPECT_FALSE(read_event(none)) << none;
}

TEST(Interpret, hears_text_and_emotes) {
  EXPECT_EQ(heard(text("hello")), "text hello");
  EXPECT_EQ(heard(message({{"msgtype", "m.emote"}, {"body", "waves"}})), "text waves");
}

TEST(Interpret, cleans_every_text) {
  EXPECT_EQ(heard(text("a\xe2\x80\xae" "b\r\nc\x01")), "text ab\nc");
  EXPECT_EQ(heard(message({{"msgtype", "m.text"}, {"body", "* b"}, {"m.new_content", {{"msgtype", "m.text"}, {"body", "b\x01"}}},
                           {"m.relates_to", {{"rel_type", "m.replace"}, {"event_id", "$0"}}}})), "edit $0 b");
}

TEST(Interpret, ignores_notices_and_what_has_no_kind) {
  for (const json& kind : {json("m.notice"), json("m.server_notice"), json("m.key.verification.request"), json(""), json(1), json()})
    EXPECT_EQ(heard(message({{"msgtype", kind}, {"body", "hello"}})), "ignored") << kind;
}

TEST(Interpret, hears_the_body_of_a_kind_it_does_not_know) {
  EXPECT_EQ(heard(message({{"msgtype", "org.example.new"}, {"body", "hello"}})), "text hello");
}

TEST(Interpret, ignores_events_of_other_types) {
  for (const char* type : {"m.reaction", "m.room.encrypted", "m.poll.start", "m.call.invite", "org.example.message"})
    EXPECT_EQ(heard(event(type, text("hello").content)), "ignored") << type;
}

TEST(Interpret, ignores_itself_state_and_echoes_of_a_bridge) {
  Event own = text("hello"), state = text("hello"), echo = text("hello");
  own.sender = self;
  state.state_key = "";
  echo.content["fi.mau.double_puppet_source"] = "mautrix-signal";
  for (const Event& each : {own, state, echo}) EXPECT_EQ(heard(each), "ignored");
  own.type = "m.room.redaction";
  own.redacts = "$0";
  EXPECT_EQ(heard(own), "ignored");
}

TEST(Interpret, hears_media_without_looking_at_it) {
  for (const char* kind : {"m.image", "m.file", "m.audio", "m.video", "m.location"})
    EXPECT_EQ(heard(message({{"msgtype", kind}})), "media") << kind;
  EXPECT_EQ(heard(event("m.sticker", json::object())), "media");
}

TEST(Interpret, ignores_a_message_with_nothing_in_it) {
  EXPECT_EQ(heard(message(json::object())), "ignored");  // redacted
  for (const json& body : {json(1), json(), json({"hello"})}) EXPECT_EQ(heard(message({{"msgtype", "m.text"}, {"body", body}})), "ignored") << body;
}

TEST(Interpret, strips_the_message_that_is_replied_to) {
  EXPECT_EQ(heard(reply("> <@mooring:example.org> 1 yes\n> 2 no\n\n2")), "text 2");
  EXPECT_EQ(heard(reply("> * <@mooring:example.org> waves\n\n2\n3")), "text 2\n3");
  EXPECT_EQ(heard(reply("> <@mooring:example.org> hm\n\n> quoted")), "text > quoted");
}

TEST(Interpret, leaves_alone_what_only_looks_like_a_reply) {
  for (const char* body : {"2", "> quoted\n\n2", "> <@a:b> no line of its own", "> <@a:b> only\n> quotes", "> <@a:b> no gap\n2"})
    EXPECT_EQ(heard(reply(body)), std::string("text ") + body);
  EXPECT_EQ(heard(text("> <@a:b> typed\n\n2")), "text > <@a:b> typed\n\n2");
}

TEST(Interpret, hears_the_new_words_of_an_edit) {
  json content = {{"msgtype", "m.text"}, {"body", "* new"}, {"m.new_content", {{"msgtype", "m.text"}, {"body", "new"}}},
                  {"m.relates_to", {{"rel_type", "m.replace"}, {"event_id", "$0"}}}};
  EXPECT_EQ(heard(message(content)), "edit $0 new");
  content["m.new_content"]["msgtype"] = "m.notice";
  EXPECT_EQ(heard(message(content)), "ignored");
  content["m.new_content"] = "new";
  EXPECT_EQ(heard(message(content)), "edit $0 * new");
}

TEST(Interpret, hears_a_redaction_of_any_room_version) {
  Event old = event("m.room.redaction", json::object());
  EXPECT_EQ(heard(old), "ignored");
  old.redacts = "$0";
  EXPECT_EQ(heard(old), "taken back $0");
  EXPECT_EQ(heard(event("m.room.redaction", {{"redacts", "$0"}})), "taken back $0");
  EXPECT_EQ(heard(event("m.room.redaction", {{"redacts", 5}})), "ignored");
}

TEST(Interpret, hears_a_poll_answer_stable_or_not) {
  const json relation = {{"rel_type", "m.reference"}, {"event_id", "$0"}};
  EXPECT_EQ(heard(event("m.poll.response", {{"m.relates_to", relation}, {"m.selections", {"7-2"}}})), "poll $0 7-2");
  EXPECT_EQ(heard(event("org.matrix.msc3381.poll.response",
                        {{"m.relates_to", relation}, {"org.matrix.msc3381.poll.response", {{"answers", {"7-2", "7-1"}}}}})),
            "poll $0 7-2");
}

TEST(Interpret, ignores_a_poll_answer_that_says_nothing) {
  for (const json& answers : {json::array(), json("7-2"), json(), json::array({7})}) {
    EXPECT_EQ(heard(event("m.poll.response", {{"m.selections", answers}})), "ignored") << answers;
    EXPECT_EQ(heard(event("org.matrix.msc3381.poll.response", {{"org.matrix.msc3381.poll.response", {{"answers", answers}}}})), "ignored");
  }
}

TEST(Interpret, bears_relations_of_any_kind) {
  for (const json& relation : {json(), json(1), json("m.replace"), json::array({"m.replace"}), json({{"rel_type", 1}}),
                               json({{"rel_type", "m.thread"}, {"event_id", "$0"}}), json({{"m.in_reply_to", "$0"}})})
    EXPECT_EQ(heard(message({{"msgtype", "m.text"}, {"body", "hello"}, {"m.relates_to", relation}})), "text hello") << relation;
}

}  // namespace
