#include "runtime/payload.hpp"

#include <nlohmann/json.hpp>

namespace runtime {

using nlohmann::json;

namespace {

core::Then then_of(int number) {
  const bool known = number >= 0 && number <= static_cast<int>(core::Then::anew);
  return known ? static_cast<core::Then>(number) : core::Then::nothing;
}

}  // namespace

std::string to_payload(const Payload& payload) {
  const json object = {{"text", payload.reply.text},
                       {"choices", payload.reply.choices},
                       {"urgent", payload.reply.urgent},
                       {"then", static_cast<int>(payload.then)}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Payload from_payload(std::string_view bytes) {
  const json object = json::parse(bytes, nullptr, false);
  if (!object.is_object()) return {};
  Payload payload;
  payload.reply.text = object.value("text", "");
  payload.reply.choices = object.value("choices", std::vector<std::string>{});
  payload.reply.urgent = object.value("urgent", false);
  payload.then = then_of(object.value("then", 0));
  return payload;
}

}  // namespace runtime
