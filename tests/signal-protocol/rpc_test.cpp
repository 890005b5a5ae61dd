#include "adapters/signal/protocol/rpc.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "adapters/net/json.hpp"

namespace {

using nlohmann::json;
using signal_channel::read_line;
using signal_channel::request_line;

json nested(int levels) {
  json value = 1;
  for (int i = 0; i < levels; ++i) value = json::array({value});
  return value;
}

/// What a line is, in a form that a failed test can print.
std::string read(std::string_view line) {
  struct Show {
    std::string operator()(const signal_channel::Broken&) const { return "broken"; }
    std::string operator()(const signal_channel::OtherNotification&) const { return "other"; }
    std::string operator()(const signal_channel::Answer& it) const { return "answer " + std::to_string(it.id) + " " + it.result.dump(); }
    std::string operator()(const signal_channel::Failure& it) const {
      return "failure " + (it.id ? std::to_string(*it.id) : "-") + " " + std::to_string(it.code) + " " + it.data.dump();
    }
    std::string operator()(const signal_channel::Notification& it) const {
      return "notification " + (it.subscription ? std::to_string(*it.subscription) : "-") + " " + it.params.dump();
    }
  };
  return std::visit(Show{}, read_line(line));
}

TEST(ReadLine, reads_an_answer) {
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","result":{"version":"0.14.7"},"id":3})"), R"(answer 3 {"version":"0.14.7"})");
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","result":{},"id":3})"), "answer 3 {}");
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","result":0,"id":0})"), "answer 0 0");
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","error":null,"result":[],"id":3})"), "answer 3 []");
}

TEST(ReadLine, reads_members_in_any_order_and_looks_at_no_others) {
  EXPECT_EQ(read(R"({"new":[{"x":1}],"id":3,"result":{"new":true},"jsonrpc":"2.0"})"), R"(answer 3 {"new":true})");
  EXPECT_EQ(read(R"({"params":{"new":1,"result":{"account":"a"},"subscription":4},"method":"receive"})"), R"(notification 4 {"account":"a"})");
}

TEST(ReadLine, reads_a_failure_without_its_text) {
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","error":{"code":-1,"message":"no +15550100","data":null},"id":3})"), "failure 3 -1 null");
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","error":{"code":-5,"message":"","data":{"response":{}}},"id":3})"), R"(failure 3 -5 {"response":{}})");
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","result":null,"error":{"code":-32603},"id":3})"), "failure 3 -32603 null");
}

TEST(ReadLine, reads_a_failure_of_a_request_that_could_not_be_read) {
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"x","data":null},"id":null})"), "failure - -32700 null");
}

TEST(ReadLine, reads_both_forms_of_what_was_received) {
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","method":"receive","params":{"envelope":{},"account":"a"}})"), R"(notification - {"account":"a","envelope":{}})");
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","method":"receive","params":{"subscription":0,"result":{"envelope":{},"account":"a"}}})"),
            R"(notification 0 {"account":"a","envelope":{}})");
  EXPECT_EQ(read(R"({"method":"receive","params":{"envelope":{},"subscription":"new"}})"), R"(notification - {"envelope":{},"subscription":"new"})");
  EXPECT_EQ(read(R"({"jsonrpc":"2.0","method":"receive","params":{"account":"a","exception":{}}})"), R"(notification - {"account":"a","exception":{}})");
}

TEST(ReadLine, keeps_unsigned_numbers_of_64_bits) {
  EXPECT_EQ(read(R"({"result":18446744073709551615,"id":18446744073709551615})"), "answer 18446744073709551615 18446744073709551615");
  EXPECT_EQ(read(R"({"method":"receive","params":{"id":18446744073709551557}})"), R"(notification - {"id":18446744073709551557})");
}

TEST(ReadLine, tells_notifications_of_another_kind_apart) {
  for (const char* line : {R"({"method":"receiveCallEvent","params":{}})", R"({"method":"new"})"}) EXPECT_EQ(read(line), "other");
}

TEST(ReadLine, is_broken_by_what_has_no_meaning) {
  for (const char* line : {"", " ", "\xff", "{", "[]", "7", "null", "{}", R"({"jsonrpc":"2.0","resu)", R"({"result":{},"id":null})", R"({"result":{}})",
                           R"({"result":{},"id":"3"})", R"({"result":{},"id":-1})", R"({"result":{},"id":1.5})", R"({"result":{},"id":18446744073709551616})",
                           R"({"error":{},"id":3})", R"({"error":"no","id":3})", R"({"error":{"code":"-1"},"id":3})", R"({"id":3})", R"({"method":7})",
                           R"({"method":"receive"})", R"({"method":"receive","params":[]})", R"({"method":"receive","params":{"subscription":0}})",
                           R"({"method":"receive","params":{"subscription":0,"result":7}})"})
    EXPECT_EQ(read(line), "broken") << line;
  EXPECT_EQ(read(std::string(2000, '[')), "broken");
}

TEST(ReadLine, leaves_out_what_nests_too_deep_and_keeps_the_rest) {
  EXPECT_EQ(read(json({{"method", "receive"}, {"params", {{"account", "a"}, {"x", nested(1000)}}}}).dump()).substr(0, 34), R"(notification - {"account":"a","x":)");
}

TEST(RequestLine, is_one_line_of_json_rpc) {
  const std::string line = request_line(7, "send", {{"message", "a\nb"}});
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(json::parse(line), json({{"jsonrpc", "2.0"}, {"id", 7}, {"method", "send"}, {"params", {{"message", "a\nb"}}}}));
}

TEST(RequestLine, has_no_params_where_there_are_none) { EXPECT_FALSE(json::parse(request_line(7, "version", {})).contains("params")); }

TEST(RequestLine, is_valid_utf8_whatever_bytes_are_in_it) {
  EXPECT_EQ(json::parse(request_line(7, "send", {{"message", "a\xff"}}))["params"]["message"], "a\xef\xbf\xbd");
}

TEST(RequestLine, keeps_to_what_ends_no_connection) {
  EXPECT_EQ(json::parse(request_line(7, "send", nested(63)))["params"], nested(63));
  EXPECT_THROW(request_line(7, "send", nested(64)), std::invalid_argument);
  EXPECT_THROW(request_line(7, "send", {{"message", std::string(20'000'000, 'x')}}), std::invalid_argument);
}

}  // namespace
