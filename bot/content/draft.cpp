#include "content/draft.hpp"

#include <stdexcept>
#include <utility>

namespace content {

core::TextId Draft::add(std::string context, std::string_view pattern, Sentence sentence) {
  const int count = ++contexts_[context];
  if (count > 1) context += '.' + std::to_string(count);
  sentences.push_back(std::move(sentence));
  try {
    return content.texts.add(context, pattern);
  } catch (const std::invalid_argument& error) {
    report(Code::text_pattern, sentences.back().place, error.what());
    return content.texts.add(std::move(context), "");
  }
}

void Draft::report(Code code, Place place, std::string message, Severity severity) {
  diagnostics.push_back({code, severity, std::move(place), std::move(message)});
}

Place Draft::place_of(std::string_view path) const {
  for (;;) {
    if (const auto found = places.find(path); found != places.end()) return found->second;
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return {};
    path = path.substr(0, slash);
  }
}

}  // namespace content
