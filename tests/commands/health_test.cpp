#include "commands/health.hpp"

#include <gmock/gmock.h>

namespace {

using testing::HasSubstr;

TEST(Health, is_shown_for_as_long_as_anything_is) {
  const runtime::Metrics metrics;
  EXPECT_EQ(commands::health_page("/healthz", metrics, true, "").status, 200U);
  EXPECT_EQ(commands::health_page("/healthz", metrics, false, "").status, 200U);
}

TEST(Health, is_ready_when_every_channel_is_reached) {
  const runtime::Metrics metrics;
  EXPECT_EQ(commands::health_page("/readyz", metrics, true, "").status, 200U);
  EXPECT_EQ(commands::health_page("/readyz", metrics, false, "").status, 503U);
}

TEST(Health, says_what_is_the_matter_with_a_channel) {
  const runtime::Metrics metrics;
  EXPECT_THAT(commands::health_page("/readyz", metrics, true, "signal: captcha\n").body, HasSubstr("signal: captcha"));
}

TEST(Health, stands_beside_the_numbers) {
  runtime::Metrics metrics;
  metrics.received("matrix");
  const net::Page page = commands::health_page("/metrics", metrics, false, "");
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(page.type, HasSubstr("version=0.0.4"));
  EXPECT_THAT(page.body, HasSubstr("mooring_messages_received_total"));
}

TEST(Health, knows_no_other_page) {
  const runtime::Metrics metrics;
  EXPECT_EQ(commands::health_page("/", metrics, true, "").status, 404U);
  EXPECT_EQ(commands::health_page("/metricsx", metrics, true, "").status, 404U);
}

}  // namespace
