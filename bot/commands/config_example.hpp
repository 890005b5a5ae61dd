#pragma once
#include <string_view>

namespace commands {

/// config.yaml with every key explained: what `mooring config generate` prints.
extern const std::string_view config_example;

}  // namespace commands
