#include "commands/ask.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <iostream>

#include "commands/read_line.hpp"
#include "commands/trouble.hpp"

namespace commands {
namespace {

constexpr std::size_t longest = 1023;  // as OpenSSL takes it

/// OpenSSL puts the terminal back as it was whatever signal comes.
std::string typed(const std::string& question) {
  std::array<char, longest + 1> buffer{};
  const bool given = EVP_read_pw_string(buffer.data(), static_cast<int>(buffer.size()), question.c_str(), 0) == 0;
  std::string secret = given ? buffer.data() : "";
  OPENSSL_cleanse(buffer.data(), buffer.size());
  return secret;
}

}  // namespace

std::string ask_secret(const std::string& question) {
  std::string secret;
  if (::isatty(STDIN_FILENO)) secret = typed(question);
  else if (auto line = read_line(std::cin, longest)) secret = std::move(line->text);
  while (secret.ends_with('\r')) secret.pop_back();
  if (secret.empty()) throw Trouble("No password was given, so nothing was changed.");
  return secret;
}

}  // namespace commands
