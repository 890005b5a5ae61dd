#pragma once
#include <string>
#include <string_view>

#include "adapters/net/http_listener.hpp"
#include "runtime/metrics.hpp"

namespace commands {

/// What the metrics listener says: /metrics; /healthz, 200 as long as anything is answered; /readyz, 200 when every
/// channel can be reached, else 503, with `troubles` below it.
net::Page health_page(std::string_view path, const runtime::Metrics& metrics, bool online, const std::string& troubles);

}  // namespace commands
