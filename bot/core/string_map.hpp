#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

namespace core {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// A hash map that is asked with a string_view, without making a string of it.
template <class T>
using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

}  // namespace core
