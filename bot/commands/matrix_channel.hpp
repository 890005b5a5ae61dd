#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "commands/config.hpp"
#include "runtime/adapter.hpp"

namespace commands {

/// Throws Trouble where this program was built without encryption for Matrix, with how to get it.
void need_matrix();

/// What the configuration's files hold.
struct MatrixSecrets {
  std::string login, recovery_key;
};
/// Throws Trouble, as read_secret() does.
MatrixSecrets read_matrix_secrets(const MatrixConfig& config);

/// The adapter; its crypto store lies in <store>/matrix. The store has to be open.
std::unique_ptr<runtime::Adapter> open_matrix(boost::asio::any_io_executor executor, const MatrixConfig& config,
                                              MatrixSecrets secrets, const std::filesystem::path& store);

}  // namespace commands
