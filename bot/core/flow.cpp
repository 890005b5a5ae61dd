#include "core/flow.hpp"

namespace core {

NodeIndex Flow::find(std::string_view node) const {
  const auto found = by_id.find(node);
  return found == by_id.end() ? no_node : found->second;
}

}  // namespace core
