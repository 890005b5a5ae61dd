#include "commands/run.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <csignal>
#include <iostream>

#include <fmt/format.h>

#include "adapters/net/http_listener.hpp"
#include "commands/config.hpp"
#include "commands/defaults.hpp"
#include "commands/folders.hpp"
#include "commands/health.hpp"
#include "commands/matrix_channel.hpp"
#include "commands/private_memory.hpp"
#include "commands/signal_channel.hpp"
#include "commands/trouble.hpp"
#include "runtime/bot.hpp"
#include "runtime/log.hpp"
#include "storage/sqlite_store.hpp"

namespace asio = boost::asio;

namespace commands {
namespace {

core::TimePoint now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::unique_ptr<net::HttpListener> listen(asio::io_context& context, const Config& config, const runtime::Bot& bot,
                                          const runtime::Metrics& metrics) {
  if (!config.metrics_listen) return nullptr;
  const auto answer = [&](std::string_view path) { return health_page(path, metrics, bot.online(), bot.troubles()); };
  try {
    return std::make_unique<net::HttpListener>(context.get_executor(), *config.metrics_listen, answer);
  } catch (const std::runtime_error& error) {
    throw Trouble(fmt::format("The metrics can't be shown, since {}; change listen under metrics.", error.what()));
  }
}

/// What a channel says when it was told to stop is no news.
void rethrow(const std::exception_ptr& fault, bool told_to_stop) {
  try {
    if (fault) std::rethrow_exception(fault);
  } catch (const runtime::ChannelError& error) {
    if (!told_to_stop) throw Trouble(error.what());
  }
}

using Channels = std::vector<std::unique_ptr<runtime::Adapter>>;

Channels open_channels(const asio::any_io_executor& executor, const Config& config, MatrixSecrets secrets) {
  Channels channels;
  if (config.matrix) channels.push_back(open_matrix(executor, *config.matrix, std::move(secrets), config.store));
  if (config.signal) channels.push_back(open_signal(executor, *config.signal, config.store));
  return channels;
}

void say_ready(const Channels& channels) {
  runtime::log(runtime::Event::ready);
  std::string names;
  for (const auto& each : channels) names += fmt::format("{}{}", names.empty() ? "" : " and ", each->channel());
  std::cout << fmt::format("mooring: ready on {}\n", names) << std::flush;
}

void serve(const Config& config, runtime::Turns& turns, const content::Library& library, MatrixSecrets secrets) {
  asio::io_context context(1);
  runtime::Metrics metrics;
  runtime::Bot bot(context.get_executor(), turns, library, now, &metrics);
  const auto listener = listen(context, config, bot, metrics);
  const Channels channels = open_channels(context.get_executor(), config, std::move(secrets));
  bot.when_ready([&] { say_ready(channels); });
  bool told_to_stop = false;
  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](auto error, int) {
    if (error) return;
    told_to_stop = true;
    runtime::log(runtime::Event::stopping);
    bot.stop();
    signals.clear();  // a second one ends it at once: nothing is lost by that either
  });
  std::exception_ptr fault;
  std::vector<runtime::Adapter*> serving;
  for (const auto& each : channels) serving.push_back(each.get());
  asio::co_spawn(context, bot.serve(std::move(serving)), [&](std::exception_ptr thrown) {
    fault = thrown;
    signals.cancel();
    if (listener) listener->stop();
  });
  context.run();
  rethrow(fault, told_to_stop);
}

}  // namespace

int run(const std::string& config_file) {
  const Config config = load_config(config_file);
  MatrixSecrets secrets = config.matrix ? read_matrix_secrets(*config.matrix) : MatrixSecrets{};
  content::Library library;
  library.add(load_content(config.content.string()));
  check_defaults(config, *library.newest());
  const runtime::Defaults defaults{config.default_language, config.default_country};
  keep_memory_private();
  runtime::log(runtime::Event::starting);
  const std::unique_ptr<storage::Store> store = storage::open_sqlite(config.store);
  runtime::Turns turns(*store, library, defaults);
  serve(config, turns, library, std::move(secrets));
  runtime::log(runtime::Event::stopped);
  return 0;
}

}  // namespace commands
