#include "core/content.hpp"

namespace core {

namespace {

constexpr std::array<std::string_view, line_count> line_names = {
    "stop", "pause", "not_today", "skipped", "back_at_start", "exit",
    "not_understood", "empty", "moved_on", "pace_heard",
    "too_long", "media", "first_words", "idle", "gone", "forgotten", "nothing_kept", "tell_head", "tell_settings", "reminder",
    "collect_done", "yes", "no",
    "support", "support_dissociation", "support_distress",
    "failed", "not_saved",
    "group", "third_person", "not_encrypted", "other_bridge", "bridged", "cannot_read", "key_withheld", "sender_changed", "unsigned_device", "new_key", "closed", "quiet_name",
    "refer_lead", "refer_line", "refer_text", "refer_chat", "refer_web", "refer_hours", "refer_any_hour", "refer_unknown", "refer_none", "refer_emergency",
    "refer_stale"};

}  // namespace

std::string_view name(Line line) { return line_names[static_cast<std::size_t>(line)]; }

const Flow* Content::flow(std::string_view id) const {
  const auto found = flows.find(id);
  return found == flows.end() ? nullptr : &found->second;
}

const Words& Content::words_of(std::string_view wanted) const {
  static const Words none;
  if (const auto found = words.find(wanted); found != words.end()) return found->second;
  const auto own = words.find(language);
  return own == words.end() ? none : own->second;
}

Risk assess(const Content& content, std::string_view text) { return assess(content.lexicons, text); }

}  // namespace core
