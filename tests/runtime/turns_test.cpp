#include "runtime/turns.hpp"

#include <gmock/gmock.h>

#include "storage/error.hpp"
#include "storage/memory_store.hpp"
#include "support/talk.hpp"

namespace {

using namespace std::chrono_literals;
using runtime::Arrival;
using runtime::Outcome;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const core::TimePoint noon(480'000h);

/// A store that can be told to fail, as a full disk does.
class FailingStore final : public storage::MemoryStore {
 public:
  bool full = false, broken = false;

  std::vector<storage::OutboxItem> commit(std::span<const storage::TurnWrite> turns,
                                          std::span<const storage::Cursor> cursors) override {
    fail_when_full();
    for (const storage::TurnWrite& turn : turns)
      if (broken && turn.message_id == "poison" && !turn.replies.empty()) throw std::logic_error("secret text");
    return MemoryStore::commit(turns, cursors);
  }
  std::string kept(const storage::Address& who) override { return fail_when_full(), MemoryStore::kept(who); }
  void keep(const storage::Address& who, std::string_view value) override { fail_when_full(), MemoryStore::keep(who, value); }

 private:
  void fail_when_full() const {
    if (full) throw storage::StoreError(storage::StoreError::Kind::full);
  }
};

class Turns : public testing::Test {
 protected:
  Turns() { library_.add(support::content()); }

  static Arrival arrival(std::string id, std::string text, std::string who = "ana") {
    Arrival made{{"test", std::move(who), std::move(id), core::MessageKind::text, std::move(text)}, {}};
    made.risk = core::assess(*support::content(), made.message.text);
    return made;
  }
  Outcome say(std::string id, std::string text, std::string who = "ana") {
    const Arrival one = arrival(std::move(id), std::move(text), std::move(who));
    return turns_.handle(std::span(&one, 1), now_)[0];
  }

  FailingStore store_;
  content::Library library_;
  runtime::Turns turns_{store_, library_, {}};
  core::TimePoint now_ = noon;
};

TEST_F(Turns, answers_one_of_what_was_written_while_nobody_listened) {
  std::vector<Arrival> arrivals{arrival("1", "hello"), arrival("2", "anyone"), arrival("3", "lamp test"), arrival("3", "lamp test", "bea")};
  for (Arrival& each : arrivals) each.message.kind = core::MessageKind::late;
  const std::vector<Outcome> outcomes = turns_.handle(arrivals, now_);
  EXPECT_THAT(outcomes[0].replies, IsEmpty());
  EXPECT_THAT(outcomes[1].replies, IsEmpty());
  EXPECT_EQ(outcomes[2].node, "colour");
  EXPECT_EQ(outcomes[3].node, "colour") << "someone else's";
  EXPECT_TRUE(say("1", "hello").repeated) << "passed over, and handled";
}

TEST_F(Turns, answers_the_crisis_among_what_was_written_while_nobody_listened) {
  std::vector<Arrival> arrivals{arrival("1", "hello"), arrival("2", "i want to kill myself"), arrival("3", "anyone")};
  for (Arrival& each : arrivals) each.message.kind = core::MessageKind::late;
  const std::vector<Outcome> outcomes = turns_.handle(arrivals, now_);
  EXPECT_EQ(outcomes[1].flow, "crisis");
  EXPECT_THAT(outcomes[2].replies, IsEmpty());
}

TEST_F(Turns, reads_an_edit_for_crisis_and_for_nothing_else) {
  say("1", "lamp test");
  Arrival edit = arrival("2", "red");
  edit.message.kind = core::MessageKind::edited;
  EXPECT_THAT(turns_.handle(std::span(&edit, 1), now_)[0].replies, IsEmpty());
  EXPECT_EQ(say("3", "7").node, "colour") << "the edit answered nothing";
  edit = arrival("4", "i want to kill myself");
  edit.message.kind = core::MessageKind::edited;
  EXPECT_EQ(turns_.handle(std::span(&edit, 1), now_)[0].flow, "crisis");
}

TEST_F(Turns, erases_the_answer_of_a_message_that_is_taken_back) {
  say("1", "lamp test");
  say("2", "red");
  Arrival answer = arrival("3", "7");
  answer.message.reference = "$seven";
  turns_.handle(std::span(&answer, 1), now_);
  Arrival taken{{"test", "ana", "4", core::MessageKind::taken_back, {}, "$seven"}, {}};
  EXPECT_THAT(turns_.handle(std::span(&taken, 1), now_)[0].replies, IsEmpty());
  const core::Session session = *core::from_json(*store_.session({"test", "ana"}));
  EXPECT_EQ(session.thread[0].vars.find("bright"), nullptr);
}

TEST_F(Turns, keeps_what_a_channel_remembers_of_a_person_and_nothing_new_while_the_store_fails) {
  const storage::Address ana{"test", "ana"};
  say("1", "lamp test");
  EXPECT_TRUE(turns_.keep(ana, "first"));
  EXPECT_EQ(turns_.kept(ana), "first");
  store_.full = true;
  EXPECT_FALSE(turns_.keep(ana, "second"));
  EXPECT_EQ(turns_.kept(ana), std::nullopt);
  store_.full = false;
  EXPECT_EQ(turns_.kept(ana), "first");
}

TEST_F(Turns, tells_the_channel_when_whoever_writes_has_a_new_key) {
  say("1", "lamp test");
  const Arrival key{{"test", "ana", "2", core::MessageKind::new_key, {}}, {}};
  const Outcome outcome = turns_.handle(std::span(&key, 1), now_)[0];
  EXPECT_EQ(outcome.replies.back().then, core::Then::anew);
  EXPECT_EQ(turns_.unsent().back().replies.back().then, core::Then::anew) << "after a restart too";
}

TEST_F(Turns, answers_and_says_where_the_person_is) {
  const Outcome outcome = say("1", "lamp test");
  EXPECT_EQ(outcome.flow, "t-lamp");
  EXPECT_EQ(outcome.node, "colour");
  EXPECT_THAT(outcome.replies, Not(IsEmpty()));
  EXPECT_NE(outcome.replies[0].id, 0U);
}

TEST_F(Turns, handles_a_message_once_and_gives_the_same_answer_again) {
  say("1", "lamp test");
  const Outcome first = say("2", "red");
  const Outcome again = say("2", "red");
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.node, first.node);
  ASSERT_THAT(again.replies, SizeIs(first.replies.size()));
  EXPECT_EQ(again.replies[0].id, first.replies[0].id);
  EXPECT_EQ(again.replies[0].reply, first.replies[0].reply);
}

TEST_F(Turns, takes_several_messages_of_one_person_in_order_in_one_batch) {
  const std::vector<Arrival> batch = {arrival("1", "lamp test"), arrival("2", "red"), arrival("3", "7"), arrival("2", "red"),
                                      arrival("1", "lamp test", "ben")};
  const std::vector<Outcome> outcomes = turns_.handle(batch, now_);
  ASSERT_THAT(outcomes, SizeIs(5));
  EXPECT_EQ(outcomes[1].node, "bright");
  EXPECT_EQ(outcomes[2].node, "things");
  EXPECT_TRUE(outcomes[3].repeated);
  EXPECT_EQ(outcomes[4].node, "colour");
}

TEST_F(Turns, keeps_people_apart) {
  say("1", "lamp test", "ana");
  say("1", "count test", "ben");
  EXPECT_EQ(say("2", "red", "ana").node, "bright");
}

TEST_F(Turns, rings_when_it_is_time_and_not_before) {
  const Outcome outcome = say("1", "count test");
  ASSERT_TRUE(outcome.pacing);
  EXPECT_THAT(turns_.ring(*outcome.pacing - 1ms), IsEmpty());
  const std::vector<Outcome> rung = turns_.ring(*outcome.pacing);
  ASSERT_THAT(rung, SizeIs(1));
  EXPECT_EQ(rung[0].replies.at(0).reply.text, "Out.");
  EXPECT_THAT(turns_.ring(*outcome.pacing), IsEmpty());
}

TEST_F(Turns, remembers_what_was_not_sent) {
  const Outcome outcome = say("1", "lamp test");
  turns_.mark_sent(outcome.replies[0].id);
  const std::vector<Outcome> left = turns_.unsent();
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_THAT(left[0].replies, SizeIs(outcome.replies.size() - 1));
}

TEST_F(Turns, apologises_when_nothing_can_be_stored_and_stays_where_it_was) {
  say("1", "lamp test");
  store_.full = true;
  const Outcome outcome = say("2", "red");
  EXPECT_FALSE(outcome.saved);
  EXPECT_THAT(outcome.replies.at(0).reply.text, HasSubstr("couldn't save"));
  store_.full = false;
  EXPECT_EQ(say("2", "red").node, "bright");
}

TEST_F(Turns, names_a_number_in_a_crisis_even_when_nothing_can_be_stored) {
  store_.full = true;
  runtime::Turns in_britain(store_, library_, {"", "GB"});
  const Arrival crisis = arrival("1", "i want to kill myself");
  const Outcome outcome = in_britain.handle(std::span(&crisis, 1), now_)[0];
  EXPECT_TRUE(outcome.replies.at(0).reply.urgent);
  EXPECT_THAT(outcome.replies.at(1).reply.text, HasSubstr("116 123"));
}

TEST_F(Turns, gives_up_on_a_message_that_keeps_failing_and_serves_the_others) {
  store_.broken = true;
  const std::vector<Arrival> batch = {arrival("poison", "lamp test"), arrival("2", "lamp test", "ben")};
  const std::vector<Outcome> outcomes = turns_.handle(batch, now_);
  EXPECT_THAT(outcomes[0].replies.at(0).reply.text, Not(HasSubstr("secret")));
  EXPECT_EQ(outcomes[1].node, "colour");
  EXPECT_TRUE(store_.handled({"test", "ana"}, "poison"));
}

TEST_F(Turns, forgets_a_person_when_told_to) {
  say("1", "lamp test");
  for (std::string_view text : {"forget me", "yes"}) say(std::string(text), std::string(text));
  EXPECT_FALSE(store_.session({"test", "ana"}));
}

}  // namespace
