#pragma once
#include "core/making.hpp"

namespace core {

/// Something that a question offers, in the order in which it is numbered.
struct Offered {
  enum class Kind : std::uint8_t { example, item, choice, done };
  Kind kind;
  std::size_t index;     // of the example, item or choice
  std::string label;     // as shown
  TextId text = no_text; // that the label is, where it is one
  std::span<const std::string> also;
};

/// What the question offers now: conditions looked at, examples already given left out.
std::vector<Offered> offer(Making& making, const Ask& ask);

/// One message. Urgent while the innermost flow is the crisis flow.
void say(Making& making, std::string text, std::vector<std::string> choices = {});
/// The next variant of a text that can be said more than once.
void say(Making& making, std::span<const TextId> variants);
void say(Making& making, Line line);
/// Whether a list is being collected that has something in it.
bool begun(const Making& making, const Ask& ask);
/// How the next item of a list is asked for.
std::string more_text(Making& making, const Ask& ask);
/// A question with what it offers.
void ask(Making& making, const Ask& question, std::string text);

/// The next variant, rendered; each call moves on.
std::string next_variant(Making& making, std::span<const TextId> variants);
std::string next_variant(Making& making, Line line);

/// Everything in the notebook, as messages.
void tell(Making& making);

inline constexpr std::string_view crisis_flow = "crisis";

}  // namespace core
