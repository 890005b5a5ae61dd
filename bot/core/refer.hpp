#pragma once
#include "core/making.hpp"

namespace core {

/// Names helplines of the person's country, one message; where the country is unknown, or has none, what works
/// everywhere.
void refer(Making& making, std::span<const std::string> kinds, std::size_t most);

/// The same as text, for a reply that has no session.
std::string refer_text(const Content& content, std::string_view language, std::string_view country,
                       std::span<const std::string> kinds, std::size_t most, TimePoint now);

/// The kinds of helpline that fit a kind of crisis, the most fitting first.
std::vector<std::string> kinds_for(Kind kind);

}  // namespace core
