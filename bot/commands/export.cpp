#include <iostream>

#include <fmt/chrono.h>
#include <nlohmann/json.hpp>

#include "commands/person.hpp"
#include "commands/trouble.hpp"
#include "core/session.hpp"

namespace commands {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const core::Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* list = std::get_if<core::List>(&value)) return *list;
  return nullptr;
}

Json as_json(const core::Vars& vars) {
  auto object = Json::object();
  for (const auto& [name, value] : vars) object[name] = as_json(value);
  return object;
}

std::string as_date(core::TimePoint time) {
  return fmt::format("{:%FT%TZ}", std::chrono::floor<std::chrono::seconds>(time));
}

Json as_json(const core::Thread& thread) {
  auto frames = Json::array();
  for (const auto& frame : thread)
    frames.push_back({{"flow", frame.flow}, {"node", frame.node}, {"values", as_json(frame.vars)}, {"answered", frame.trail}});
  return frames;
}

Json as_json(const core::Session& session) {
  Json object{{"last_message", as_date(session.seen)}, {"person", as_json(session.person)}};
  object["notebook"] = Json::array();
  for (const auto& entry : session.notebook)
    object["notebook"].push_back({{"key", entry.key}, {"title", entry.title}, {"value", as_json(entry.value)},
                                  {"kept_at", as_date(entry.kept_at)}});
  object["conversation"] = as_json(session.thread);
  object["waiting"] = Json::array();
  for (const auto& thread : session.waiting) object["waiting"].push_back(as_json(thread));
  object["last_risk"] = {{"level", name(session.risk)}, {"kind", name(session.risk_kind)}};
  object["crisis_replies"] = session.crises;
  return object;
}

}  // namespace

int export_person(const PersonOptions& options) {
  const storage::Address who = address_of(options);
  const auto store = open_existing(options);
  const auto saved = store->session(who);
  if (!saved) return nobody_known();
  const auto session = core::from_json(*saved);
  if (!session) throw Trouble("What is kept was written by a newer version; use that one.");
  auto object = as_json(*session);
  object["last_replies"] = Json::array();
  for (const auto& reply : store->last_replies(who)) object["last_replies"].push_back(reply.payload);
  std::cout << object.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  return 0;
}

}  // namespace commands
