#include "commands/doctor_matrix.hpp"

#include <fmt/format.h>

#include "adapters/matrix/protocol/requests.hpp"
#include "commands/doctor_http.hpp"
#include "commands/matrix_answers.hpp"
#include "commands/matrix_channel.hpp"

namespace commands {

Finding check_matrix_secrets(const MatrixConfig& config) {
  return found_by([&] {
    read_matrix_secrets(config);
    return ok("What the bot logs in with is there, for this user alone.");
  });
}

Finding check_homeserver(const MatrixConfig& config) {
  return found_by([&] {
    expect_homeserver(get(config.homeserver, matrix::versions_request()), config);
    return ok(fmt::format("The homeserver {} answers.", config.homeserver.host));
  });
}

}  // namespace commands
