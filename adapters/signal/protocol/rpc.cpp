#include "adapters/signal/protocol/rpc.hpp"

#include <algorithm>
#include <stdexcept>

#include "adapters/net/json.hpp"

namespace signal_channel {

using net::member;
using net::number_of;
using nlohmann::json;

namespace {

std::optional<std::uint64_t> id_of(const json& object, std::string_view key) {
  const json& id = member(object, key);
  if (!id.is_number_unsigned()) return {};
  return id.get<std::uint64_t>();
}

Incoming failure(const json& line, const json& error) {
  const json& code = member(error, "code");
  if (!code.is_number_integer()) return Broken{};
  return Failure{id_of(line, "id"), number_of(error, "code", 0), member(error, "data")};
}

Incoming answer(const json& line) {
  const auto id = id_of(line, "id");
  if (!id) return Broken{};
  return Answer{*id, member(line, "result")};
}

Incoming notification(const json& line) {
  if (net::text_of(line, "method") != "receive") return OtherNotification{};
  const json& params = member(line, "params");
  if (!params.is_object()) return Broken{};
  if (!params.contains("subscription") || params.contains("envelope")) return Notification{{}, params};
  const json& result = member(params, "result");
  if (!result.is_object()) return Broken{};
  return Notification{id_of(params, "subscription"), result};
}

bool is_deeper(const json& value, int levels) {
  if (!value.is_structured()) return false;
  return levels == 0 || std::any_of(value.begin(), value.end(), [&](const json& each) { return is_deeper(each, levels - 1); });
}

}  // namespace

Incoming read_line(std::string_view line) {
  const std::optional<json> read = net::parse_leniently(line);
  if (!read || !read->is_object()) return Broken{};
  if (const json& error = member(*read, "error"); !error.is_null()) return failure(*read, error);
  if (read->contains("result")) return answer(*read);
  if (member(*read, "method").is_string()) return notification(*read);
  return Broken{};
}

std::string request_line(std::uint64_t id, std::string_view method, const json& params) {
  if (is_deeper(params, deepest_request - 1)) throw std::invalid_argument("a request that nests too deep");
  json request = {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}};
  if (!params.is_null()) request["params"] = params;
  std::string line = net::dump(request);
  if (line.size() > longest_request) throw std::invalid_argument("a request that is too long");
  return line += '\n';
}

}  // namespace signal_channel
