#pragma once
#include <string_view>

#include "core/making.hpp"

namespace core {

/// Notes that the message being answered set a value, so that taking the message back can unset it.
void note_given(Making& making, std::string_view name, const Value& before, const Value& value);

/// Erases what the message of that reference answered, wherever it still is the answer: in a conversation, in one that
/// waits, among the person's settings, in the notebook.
void take_back(Making& making, std::string_view reference);

}  // namespace core
