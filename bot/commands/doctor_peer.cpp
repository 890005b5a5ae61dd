#include "commands/doctor_peer.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "storage/descriptor.hpp"

namespace commands {
namespace {

std::optional<pid_t> peer_of(const std::filesystem::path& path) {
  const std::string name = path.string();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (name.size() >= sizeof address.sun_path) return {};
  std::memcpy(address.sun_path, name.c_str(), name.size());
  const storage::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!socket || ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(socket.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || peer.pid <= 0) return {};
  return peer.pid;
}

}  // namespace

std::optional<std::vector<std::string>> peer_command_line(const std::filesystem::path& socket) {
  const auto peer = peer_of(socket);
  if (!peer) return {};
  std::ifstream file(fmt::format("/proc/{}/cmdline", *peer), std::ios::binary);
  std::vector<std::string> words;
  for (std::string word; std::getline(file, word, '\0');) words.push_back(std::move(word));
  if (words.empty()) return {};
  return words;
}

}  // namespace commands
