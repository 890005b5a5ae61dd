#include "adapters/terminal/terminal.hpp"

#include <unistd.h>

#include <cerrno>

#include "adapters/terminal/output.hpp"

namespace terminal {

namespace asio = boost::asio;

namespace {

/// Scrollback, cursor home, screen: xterm's own order, so that nothing of the screen is pushed into the scrollback.
constexpr std::string_view wipe = "\x1b[3J\x1b[H\x1b[2J";

}  // namespace

Terminal::Terminal(std::unique_ptr<LineSource> lines, int output, std::string run)
    : lines_(std::move(lines)), output_(output), run_(std::move(run)), screen_(::isatty(output) != 0) {}

asio::awaitable<void> Terminal::hand_on(runtime::Inbox& inbox, core::MessageKind kind, std::string_view text) {
  core::Message message{std::string(channel_name), std::string(person), run_ + std::to_string(++count_), kind,
                        core::clean(text)};
  std::vector<core::Message> messages{std::move(message)};
  co_await inbox.receive(std::move(messages));
}

asio::awaitable<void> Terminal::run(runtime::Inbox& inbox) {
  inbox.online(channel_name, true);
  co_await hand_on(inbox, core::MessageKind::opened, {});
  while (!left_ && output_error_ == 0) {
    const std::optional<std::string> line = co_await lines_->next();
    if (!line) break;
    co_await hand_on(inbox, core::MessageKind::text, *line);
  }
}

void Terminal::stop() {
  left_ = true;
  lines_->stop();
}

asio::awaitable<runtime::Sent> Terminal::send(const runtime::Delivery& delivery) {
  if (output_error_ != 0) co_return runtime::Sent::refused;
  lines_->before_output();
  const std::string text = wrap(core::show(delivery.reply), width(output_));
  const bool wiping = delivery.then == core::Then::leave && screen_;
  left_ = left_ || delivery.then == core::Then::leave;
  if (!write_all(output_, (wiping ? std::string(wipe) : std::string("\n")) + text + "\n")) output_error_ = errno;
  lines_->after_output();
  co_return output_error_ == 0 ? runtime::Sent::accepted : runtime::Sent::refused;
}

}  // namespace terminal
