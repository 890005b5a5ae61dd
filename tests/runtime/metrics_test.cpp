#include "runtime/metrics.hpp"

#include <gmock/gmock.h>

namespace {

using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

TEST(Metrics, count_by_channel) {
  runtime::Metrics metrics;
  metrics.received("matrix");
  metrics.received("matrix");
  metrics.sent("matrix");
  metrics.not_sent("signal");
  metrics.given_up("signal");
  metrics.crisis();
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("mooring_messages_received_total{channel=\"matrix\"} 2"));
  EXPECT_THAT(text, HasSubstr("mooring_replies_sent_total{channel=\"matrix\"} 1"));
  EXPECT_THAT(text, HasSubstr("mooring_replies_delayed_total{channel=\"signal\"} 1"));
  EXPECT_THAT(text, HasSubstr("mooring_replies_given_up_total{channel=\"signal\"} 1"));
  EXPECT_THAT(text, HasSubstr("mooring_crisis_messages_total 1"));
}

TEST(Metrics, take_no_label_that_is_not_ours) {
  runtime::Metrics metrics;
  metrics.received("@ana:example.org");
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("mooring_messages_received_total{channel=\"other\"} 1"));
  EXPECT_THAT(text, Not(HasSubstr("ana")));
}

TEST(Metrics, tell_what_is_the_matter_with_a_channel_until_it_is_over) {
  runtime::Metrics metrics;
  metrics.trouble("signal", runtime::Trouble::captcha);
  EXPECT_THAT(metrics.text(), HasSubstr("mooring_channel_trouble{channel=\"signal\",trouble=\"captcha\"} 1"));
  metrics.trouble("signal", runtime::Trouble::none);
  EXPECT_THAT(metrics.text(), HasSubstr("mooring_channel_trouble{channel=\"signal\",trouble=\"captcha\"} 0"));
}

TEST(Metrics, tell_how_long_answers_and_the_store_took) {
  runtime::Metrics metrics;
  metrics.answer_took(30ms);
  metrics.commit_took(2ms);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("mooring_answer_seconds_bucket{le=\"0.05\"} 1"));
  EXPECT_THAT(text, HasSubstr("mooring_answer_seconds_bucket{le=\"0.025\"} 0"));
  EXPECT_THAT(text, HasSubstr("mooring_commit_seconds_bucket{le=\"0.0025\"} 1"));
  EXPECT_THAT(text, HasSubstr("mooring_commit_seconds_bucket{le=\"0.001\"} 0"));
}

TEST(Metrics, tell_how_many_wait_now_not_how_many_ever_did) {
  runtime::Metrics metrics;
  metrics.waiting(7);
  metrics.waiting(2);
  EXPECT_THAT(metrics.text(), HasSubstr("mooring_messages_waiting 2"));
}

}  // namespace
