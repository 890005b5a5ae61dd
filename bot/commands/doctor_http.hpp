#pragma once
#include "adapters/net/http_client.hpp"
#include "commands/doctor_finding.hpp"

namespace commands {

/// One request, with ten seconds of patience.
net::Result get(const net::Url& url, net::Request request);

/// What the running bot says of itself at metrics.listen, such as "127.0.0.1:9464".
Finding check_running(const std::string& listen);
/// Of GET /readyz: the words of health_page() alone, whoever answered.
Finding judge_readiness(const net::Result& page);

}  // namespace commands
