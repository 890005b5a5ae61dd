#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <filesystem>
#include <memory>

#include "commands/config.hpp"
#include "runtime/adapter.hpp"

namespace commands {

/// Where the bot lays a captcha's challenge for the operator, in the store's folder, until it is solved.
std::filesystem::path challenge_file(const std::filesystem::path& store);

std::unique_ptr<runtime::Adapter> open_signal(boost::asio::any_io_executor executor, const SignalConfig& config,
                                              const std::filesystem::path& store);

}  // namespace commands
