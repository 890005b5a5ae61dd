#include "adapters/matrix/listener.hpp"

#include "matrix/with_rooms.hpp"

namespace matrix_test {

namespace {

using core::MessageKind;
using matrix::News;
using matrix::Unreadable;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

class Listener : public WithRooms {
 protected:
  /// A sync with one room.
  static json sync_of(json timeline, json state = json::array(), bool limited = false) {
    return {{"next_batch", "s2"},
            {"rooms", {{"join", {{room_a, {{"state", {{"events", std::move(state)}}},
                                           {"timeline", {{"events", std::move(timeline)}, {"limited", limited}, {"prev_batch", "before"}}}}}}}}}};
  }
  std::optional<News> try_to_take(const json& sync, matrix::Listener::Round round = {"s1", true, false}) {
    return run(listener.take(*matrix::read_sync(sync), std::move(round)));
  }
  News take(const json& sync, matrix::Listener::Round round = {"s1", true, false}) {
    std::optional<News> news = try_to_take(sync, std::move(round));
    EXPECT_TRUE(news);
    return news.value_or(News{});
  }
  static json said(int number, const char* who = ada, const char* session = "s") {
    return sealed("$" + std::to_string(number), who, text(std::to_string(number)), static_cast<std::uint64_t>(number), "m.room.message", session);
  }
  static std::vector<std::string> texts(const News& news) {
    std::vector<std::string> all;
    for (const core::Message& each : news.messages) all.push_back(each.text);
    return all;
  }
  static std::vector<MessageKind> kinds(const News& news) {
    std::vector<MessageKind> all;
    for (const core::Message& each : news.messages) all.push_back(each.kind);
    return all;
  }
  void know_room() { room_with(encrypted_room({ada})); }

  matrix::Listener listener{*client, encryption, rooms, inbox, options, {}};
};

}  // namespace

TEST_F(Listener, turns_what_people_wrote_into_messages_in_their_order) {
  know_room();
  const News news = take(sync_of({said(1), said(2)}));
  EXPECT_THAT(texts(news), ElementsAre("1", "2"));
  EXPECT_THAT(kinds(news), Each(MessageKind::text));
  EXPECT_EQ(crypto.received.at(0).next_batch, "s2");
}

TEST_F(Listener, asks_the_homeserver_about_a_room_that_it_does_not_know) {
  homeserver->answer("/state", ok(encrypted_room({ada})));
  EXPECT_THAT(texts(take(sync_of({said(1)}))), ElementsAre("1"));
}

TEST_F(Listener, comes_back_for_a_room_that_the_homeserver_cannot_tell_of_until_that_is_hopeless) {
  homeserver->answer("/state", broken());
  for (int i = 0; i < 2; ++i) EXPECT_FALSE(try_to_take(sync_of({said(1)})));
  EXPECT_THAT(texts(take(sync_of({said(1)}))), IsEmpty());
}

TEST_F(Listener, calls_late_what_was_written_while_nobody_listened) {
  know_room();
  EXPECT_THAT(kinds(take(sync_of({said(1)}), {"s1", true, true})), ElementsAre(MessageKind::late));
}

TEST_F(Listener, calls_late_what_came_before_it_came_to_the_room) {
  homeserver->answer("/state", ok(encrypted_room({ada})));
  json events = encrypted_room({ada});
  events.push_back(said(1));
  EXPECT_THAT(kinds(take(sync_of(events))), ElementsAre(MessageKind::late));
}

TEST_F(Listener, calls_late_what_comes_in_too_great_a_number_to_have_just_been_typed) {
  know_room();
  json six = json::array();
  for (int number = 1; number <= 6; ++number) six.push_back(said(number));
  EXPECT_THAT(kinds(take(sync_of(six))), Each(MessageKind::late));
}

TEST_F(Listener, does_not_count_what_it_said_itself) {
  know_room();
  json events = {said(1)};
  for (int number = 2; number <= 8; ++number) events.push_back(said(number, self));
  EXPECT_THAT(kinds(take(sync_of(events))), ElementsAre(MessageKind::text));
}

TEST_F(Listener, fills_a_gap_in_the_order_in_which_it_was_written) {
  know_room();
  homeserver->answer("/messages", ok({{"chunk", json::array({said(1)})}}));
  homeserver->answer_in_turn("/messages", {ok({{"chunk", {said(3), member(bea), said(2)}}, {"end", "older"}})});
  const News news = take(sync_of({said(4)}, json::array(), true));
  EXPECT_THAT(texts(news), ElementsAre("1", "2", "3", "4"));
  EXPECT_THAT(kinds(news), Each(MessageKind::late));
  const auto asked = homeserver->asked_for("/messages");
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_THAT(asked[0], testing::EndsWith("&from=before&to=s1"));
  EXPECT_THAT(asked[1], testing::EndsWith("&from=older&to=s1"));
}

TEST_F(Listener, looks_back_into_a_gap_no_further_than_a_thousand_events) {
  know_room();
  homeserver->answer("/messages", ok({{"chunk", json::array({said(1)})}, {"end", "older"}}));
  take(sync_of({said(2)}, json::array(), true));
  EXPECT_EQ(homeserver->count("/messages"), 10u);
}

TEST_F(Listener, hears_the_rest_where_a_gap_cannot_be_filled) {
  know_room();
  homeserver->answer("/messages", refused(403, "M_FORBIDDEN"));
  EXPECT_THAT(texts(take(sync_of({said(2)}, json::array(), true))), ElementsAre("2"));
}

TEST_F(Listener, comes_back_for_a_gap_that_the_homeserver_does_not_fill_now) {
  know_room();
  homeserver->answer("/messages", broken());
  EXPECT_FALSE(try_to_take(sync_of({said(2)}, json::array(), true)));
}

TEST_F(Listener, does_not_answer_anything_from_before_it_first_listened) {
  const News news = take(sync_of({said(1), member(bea)}, encrypted_room({ada}), true), {"", false, true});
  EXPECT_THAT(news.messages, IsEmpty());
  EXPECT_EQ(homeserver->count(""), 0u);
}

TEST_F(Listener, hears_what_there_is_where_its_place_was_lost) {
  homeserver->answer("/state", ok(encrypted_room({ada})));
  EXPECT_THAT(texts(take(sync_of({said(1)}, json::array(), true), {"", true, false})), ElementsAre("1"));
  EXPECT_EQ(homeserver->count("/messages"), 0u);
}

TEST_F(Listener, asks_about_a_room_anew_after_a_gap_and_when_it_begins) {
  room_with(encrypted_room({ada, bea}));
  homeserver->answer("/state", ok(encrypted_room({ada})));
  homeserver->answer("/messages", ok({{"chunk", json::array()}}));
  EXPECT_THAT(texts(take(sync_of({said(1)}, json::array(), true))), ElementsAre("1"));
  EXPECT_THAT(texts(take(sync_of({said(2)}, encrypted_room({ada})))), ElementsAre("2"));
  EXPECT_EQ(homeserver->count("/state"), 3u);
}

TEST_F(Listener, does_not_ask_a_crowd_who_they_are_and_looks_for_crisis_there_all_the_same) {
  json sync = sync_of({message_event("$1", ada, text("crisis"))}, encrypted_room({ada}));
  sync["rooms"]["join"][room_a]["summary"] = {{"m.joined_member_count", 1000}};
  const News news = take(sync);
  ASSERT_EQ(news.asides.size(), 1u);
  EXPECT_EQ(news.asides[0].text, "crisis");
  EXPECT_EQ(homeserver->count("/state"), 0u);
}

TEST_F(Listener, tells_of_a_room_that_changed_before_its_timeline) {
  know_room();
  const News news = take(sync_of({said(1)}, {member(bea)}));
  EXPECT_EQ(news.changes.at(room_a).event, std::string("$state of m.room.member") + bea);
  EXPECT_THAT(news.messages, IsEmpty());
  EXPECT_EQ(news.asides.size(), 1u);
}

TEST_F(Listener, reads_what_waited_for_its_key_when_the_key_comes) {
  know_room();
  crypto.unreadable["lost"] = Unreadable::no_key;
  const News before = take(sync_of({said(1, ada, "lost"), said(2)}));
  EXPECT_THAT(texts(before), ElementsAre("2"));
  EXPECT_TRUE(before.waiting_changed);
  EXPECT_EQ(listener.waiting().all().size(), 1u);
  crypto.unreadable.clear();
  crypto.rooms_with_keys = {room_a};
  const News after = take(with_keys(sync_of({said(3)})));
  EXPECT_THAT(texts(after), ElementsAre("1", "3"));
  EXPECT_THAT(kinds(after), ElementsAre(MessageKind::late, MessageKind::text));
  EXPECT_TRUE(after.waiting_changed);
  EXPECT_THAT(listener.waiting().all(), IsEmpty());
}

TEST_F(Listener, goes_on_waiting_where_the_key_was_another) {
  know_room();
  crypto.unreadable["lost"] = Unreadable::no_key;
  take(sync_of({said(1, ada, "lost")}));
  crypto.rooms_with_keys = {room_a};
  const News news = take({{"next_batch", "s3"}});
  EXPECT_EQ(listener.waiting().all().size(), 1u);
  EXPECT_THAT(news.unread, IsEmpty());
}

TEST_F(Listener, reads_after_a_restart_what_waited_for_a_key_that_may_have_come) {
  know_room();
  crypto.unreadable["lost"] = Unreadable::no_key;
  take(sync_of({said(1, ada, "lost")}));
  matrix::Listener next(*client, encryption, rooms, inbox, options, matrix::WaitingEvents::from_note(listener.waiting().note()));
  crypto.unreadable.clear();
  const auto news = run(next.take(*matrix::read_sync({{"next_batch", "s3"}}), {"s2", true, true}));
  ASSERT_TRUE(news);
  EXPECT_THAT(texts(*news), ElementsAre("1"));
}

TEST_F(Listener, asks_whether_a_tap_still_fits) {
  know_room();
  inbox.latest = {{ada, 7}};
  json taps = json::array();
  for (const char* answer : {"7-2", "6-1"}) {
    const json tap = sealed("$tap", ada, {{"org.matrix.msc3381.poll.response", {{"answers", {answer}}}}}, taps.size(),
                            "org.matrix.msc3381.poll.response");
    taps.push_back(tap);
    EXPECT_THAT(texts(take(sync_of({tap}))), ElementsAre(taps.size() == 1 ? "2" : ""));
  }
}

TEST_F(Listener, gives_up_a_sync_that_the_machine_cannot_take) {
  know_room();
  crypto.failing["receive_sync"] = matrix::CryptoError::Kind::store;
  EXPECT_THROW(take(sync_of({said(1)})), matrix::CryptoError);
  crypto.failing.clear();
  EXPECT_THAT(texts(take(sync_of({said(1)}))), ElementsAre("1"));
}

}  // namespace matrix_test
