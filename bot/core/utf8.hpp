#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace core {

/// The code point at `at`, which moves past it. U+FFFD for what is not UTF-8. `at` must be within the text.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t c);

bool is_ascii(std::string_view text);

template <class Each>
void each_code_point(std::string_view text, Each each) {
  for (std::size_t at = 0; at < text.size();) each(next_code_point(text, at));
}

}  // namespace core
