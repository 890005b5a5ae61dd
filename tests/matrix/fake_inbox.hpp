#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "runtime/adapter.hpp"

namespace matrix_test {

/// Keeps what it is given. The notes are the test's own, so that they survive a restart.
class FakeInbox : public runtime::Inbox {
 public:
  explicit FakeInbox(std::map<std::string, std::string>& notes) : notes_(notes) {}

  boost::asio::awaitable<void> receive(std::vector<core::Message> received, std::vector<runtime::Note> kept) override {
    for (runtime::Note& note : kept) notes_[note.name] = std::move(note.value);
    for (core::Message& message : received) {
      messages.push_back(std::move(message));
      if (heard) heard(messages.back());
    }
    co_return;
  }
  boost::asio::awaitable<std::string> recall(std::string name) override {
    const auto found = notes_.find(name);
    co_return found == notes_.end() ? std::string() : found->second;
  }
  boost::asio::awaitable<std::optional<std::string>> kept(std::string, std::string) override { co_return std::string(); }
  boost::asio::awaitable<bool> keep(std::string, std::string, std::string) override { co_return true; }
  boost::asio::awaitable<bool> is_latest(std::string, std::string conversation, std::uint64_t delivery) override {
    co_return latest.contains({conversation, delivery});
  }
  std::vector<core::Reply> crisis_lines(std::string_view text) override {
    if (text.find("crisis") == std::string_view::npos) return {};
    return {{"help is here", {}, true}, {"a helpline", {}, true}};
  }
  std::string line(core::Line line) const override { return std::string(core::name(line)); }
  void online(std::string_view, bool yes) override { reached.push_back(yes); }
  void trouble(std::string_view, runtime::Trouble) override {}

  std::vector<core::Message> messages;
  std::set<std::pair<std::string, std::uint64_t>> latest;
  std::vector<bool> reached;
  std::function<void(const core::Message&)> heard;

 private:
  std::map<std::string, std::string>& notes_;
};

}  // namespace matrix_test
