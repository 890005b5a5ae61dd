#include "runtime/payload.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Payload, comes_back_as_it_was) {
  const runtime::Payload payload{{"Samaritans: 116 123", {"Yes", "No"}, true}, core::Then::leave};
  const runtime::Payload back = runtime::from_payload(runtime::to_payload(payload));
  EXPECT_EQ(back.reply, payload.reply);
  EXPECT_EQ(back.then, core::Then::leave);
}

TEST(Payload, of_other_bytes_is_empty) { EXPECT_EQ(runtime::from_payload("\xff{").reply, core::Reply{}); }

}  // namespace
