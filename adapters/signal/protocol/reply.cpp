#include "adapters/signal/protocol/reply.hpp"

namespace signal_channel {

namespace {

/// Where core::show() puts them.
std::vector<Style> bold_numbers(const core::Reply& reply) {
  std::vector<Style> styles;
  std::size_t at = utf16_length(reply.text);
  for (std::size_t i = 0; i < reply.choices.size(); ++i) {
    const std::size_t digits = std::to_string(i + 1).size();
    styles.push_back({at + 1, digits, Look::bold});
    at += 1 + digits + 1 + utf16_length(reply.choices[i]);
  }
  return styles;
}

}  // namespace

std::vector<Part> parts_of(const core::Reply& reply) { return split(core::show(reply), bold_numbers(reply)); }

std::string question_of(const core::Reply& reply) { return reply.text.substr(reply.text.rfind('\n') + 1); }

}  // namespace signal_channel
