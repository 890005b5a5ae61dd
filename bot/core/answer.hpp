#pragma once
#include "core/making.hpp"

namespace core {

/// An answer to the question or pace that the person is at: taken, obeyed as a command, opening another flow, or met with
/// a kinder second try.
void take_answer(Making& making, std::string_view text);

/// A message when nothing is going on: a flow by its keyword, what waits, the welcome or the menu.
void take_opening(Making& making, std::string_view text, bool first_contact);

/// The flow that a whole message opens; empty when it opens none.
std::string_view opened_by(const Content& content, std::string_view folded);

/// Whether the message is word for word what the question offers.
bool is_an_offered_answer(Making& making, std::string_view text);

/// Where the message is a command, obeys it.
bool obeyed(Making& making, std::string_view folded, Match how);

/// Where the message is the person's own word for leaving, leaves.
bool left_by_own_word(Making& making, std::string_view text);

}  // namespace core
