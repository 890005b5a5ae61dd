#pragma once
#include <string_view>

#include "adapters/net/http_listener.hpp"
#include "runtime/metrics.hpp"

namespace commands {

/// What the metrics listener says: /metrics; /healthz, 200 as long as anything is answered; /readyz, 200 when every
/// channel can be reached, else 503.
net::Page health_page(std::string_view path, const runtime::Metrics& metrics, bool online);

}  // namespace commands
