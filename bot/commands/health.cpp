#include "commands/health.hpp"

namespace commands {

net::Page health_page(std::string_view path, const runtime::Metrics& metrics, bool online, const std::string& troubles) {
  if (path == "/metrics") return {200, "text/plain; version=0.0.4; charset=utf-8", metrics.text()};
  net::Page page;
  if (path == "/healthz") page.body = "running\n";
  else if (path == "/readyz") page = {online ? 200U : 503U, page.type, (online ? "ready\n" : "not ready\n") + troubles};
  else page = {404, page.type, "Here are /metrics, /healthz and /readyz.\n"};
  return page;
}

}  // namespace commands
