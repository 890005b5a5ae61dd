#include "commands/secret_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "commands/trouble.hpp"
#include "storage/descriptor.hpp"

namespace commands {
namespace {

constexpr std::size_t longest_secret = 4096;

std::string read_all(const storage::Descriptor& in) {
  std::array<char, longest_secret + 1> buffer;
  const ssize_t length = ::read(in.get(), buffer.data(), buffer.size());
  return {buffer.data(), length < 0 ? 0 : static_cast<std::size_t>(length)};
}

void refuse_shared(const std::string& name, const struct stat& status) {
  if (!S_ISREG(status.st_mode)) throw Trouble(fmt::format("{} is no plain file; put the secret into one.", name));
  if (status.st_uid != ::geteuid())
    throw Trouble(fmt::format("{} belongs to another user; make it this one's with chown.", name));
  if ((status.st_mode & 077) != 0)
    throw Trouble(fmt::format("Other users can read {}; make it yours alone with chmod 600.", name));
}

bool write_all(const storage::Descriptor& out, std::string_view text) {
  return ::write(out.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(out.get()) == 0;
}

}  // namespace

std::string read_secret(const std::filesystem::path& file) {
  const std::string name = file.string();
  const storage::Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // a pipe must not hold us
  if (!in && errno == ENOENT) throw Trouble(fmt::format("There is no file {}, which should hold a secret.", name));
  struct stat status {};
  if (!in || ::fstat(in.get(), &status) != 0)
    throw Trouble(fmt::format("{} can't be read; give this user the right to.", name));
  refuse_shared(name, status);
  std::string secret = read_all(in);
  while (secret.ends_with('\n') || secret.ends_with('\r')) secret.pop_back();
  if (secret.empty()) throw Trouble(fmt::format("{} is empty; put the secret into it, as one line.", name));
  if (secret.size() > longest_secret || secret.find_first_of(std::string_view("\n\r\0", 3)) != std::string::npos)
    throw Trouble(fmt::format("{} has to hold the secret alone, as one line.", name));
  return secret;
}

void write_secret(const std::filesystem::path& file, std::string_view secret) {
  const std::string unfinished = file.string() + ".new";
  ::unlink(unfinished.c_str());
  const storage::Descriptor out(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  const std::string line = std::string(secret) + '\n';
  if (out && write_all(out, line) && std::rename(unfinished.c_str(), file.c_str()) == 0) return;
  ::unlink(unfinished.c_str());
  throw Trouble(fmt::format("{} can't be written; make its folder, and give this user the right to write there.", file.string()));
}

}  // namespace commands
