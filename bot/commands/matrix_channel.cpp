#include "commands/matrix_channel.hpp"

#include "commands/secret_file.hpp"
#include "commands/trouble.hpp"

#if MOORING_MATRIX_CRYPTO
#include <iostream>

#include <fmt/format.h>

#include "adapters/matrix/crypto/rust_machine.hpp"
#include "adapters/matrix/matrix.hpp"
#include "storage/master_key.hpp"
#endif

namespace commands {

MatrixSecrets read_matrix_secrets(const MatrixConfig& config) {
  need_matrix();
  MatrixSecrets secrets{read_secret(config.secret_file), {}};
  if (!config.recovery_key_file.empty()) secrets.recovery_key = read_secret(config.recovery_key_file);
  return secrets;
}

#if MOORING_MATRIX_CRYPTO

namespace {

matrix::Login login_with(LoginKind kind, std::string secret) {
  matrix::Login login;
  if (kind == LoginKind::password) login.password = std::move(secret);
  if (kind == LoginKind::access_token) login.access_token = std::move(secret);
  if (kind == LoginKind::refresh_token) login.refresh_token = std::move(secret);
  return login;
}

/// In a file and not on the screen: what a service prints stands in the journal for good.
void hand_over(const std::filesystem::path& file, std::string_view recovery_key) {
  write_secret(file, recovery_key);
  std::cerr << fmt::format("mooring: The recovery key of the bot's Matrix account is in {}: move it to a safe place, away "
                           "from this machine, and delete it here.\n", file.string()) << std::flush;
}

}  // namespace

void need_matrix() {}

std::unique_ptr<runtime::Adapter> open_matrix(boost::asio::any_io_executor executor, const MatrixConfig& config,
                                              MatrixSecrets secrets, const std::filesystem::path& store) {
  matrix::Options options;
  options.homeserver = config.homeserver;
  options.user = config.user;
  options.login = login_with(config.login, std::move(secrets.login));
  options.bridges = config.bridges;
  options.polls = config.polls;
  options.open_machine = [folder = store / "matrix", passphrase = storage::key_for(store, "mooring matrix crypto store")](
                             const std::string& user, const std::string& device) {
    return matrix::open_crypto_machine(folder, user, device, passphrase);
  };
  options.recovery_key = std::move(secrets.recovery_key);
  options.show_recovery_key = [file = store / "matrix-recovery-key"](std::string_view key) { hand_over(file, key); };
  return matrix::open(executor, std::move(options));
}

#else

void need_matrix() {
  throw Trouble("This program was built without encryption for Matrix: install Rust 1.95, or Debian's rustc-web and "
                "cargo-web, and build it again.");
}

std::unique_ptr<runtime::Adapter> open_matrix(boost::asio::any_io_executor, const MatrixConfig&, MatrixSecrets,
                                              const std::filesystem::path&) {
  need_matrix();
  return nullptr;
}

#endif

}  // namespace commands
