#pragma once
#include <string>

#include "adapters/net/http_client.hpp"
#include "commands/config.hpp"

namespace commands {

/// What a homeserver's answers mean to somebody who logs in. All throw Trouble with one sentence for what went wrong.

/// To GET /_matrix/client/versions: whether a Matrix homeserver is there at all.
void expect_homeserver(const net::Result& versions, const MatrixConfig& config);

struct NewLogin {
  std::string access_token, refresh_token;  // the latter only where the homeserver gives one
};
/// To POST /_matrix/client/v3/login with the password.
NewLogin expect_login(net::Result answer, const MatrixConfig& config);

}  // namespace commands
