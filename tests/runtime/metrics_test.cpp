#include "runtime/metrics.hpp"

#include <gmock/gmock.h>

namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

TEST(Metrics, count_by_channel_and_nothing_else) {
  runtime::Metrics metrics;
  metrics.received("matrix");
  metrics.received("matrix");
  metrics.sent("matrix");
  metrics.not_sent("signal");
  metrics.crisis();
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("mooring_messages_received_total{channel=\"matrix\"} 2"));
  EXPECT_THAT(text, HasSubstr("mooring_replies_sent_total{channel=\"matrix\"} 1"));
  EXPECT_THAT(text, HasSubstr("mooring_replies_delayed_total{channel=\"signal\"} 1"));
  EXPECT_THAT(text, HasSubstr("mooring_crisis_messages_total 1"));
}

TEST(Metrics, tell_how_long_answers_took) {
  runtime::Metrics metrics;
  metrics.answer_took(30ms);
  EXPECT_THAT(metrics.text(), HasSubstr("mooring_answer_seconds_bucket{le=\"0.05\"} 1"));
  EXPECT_THAT(metrics.text(), HasSubstr("mooring_answer_seconds_bucket{le=\"0.025\"} 0"));
}

}  // namespace
