#include "adapters/matrix/protocol/outgoing.hpp"

#include <openssl/sha.h>

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "adapters/matrix/protocol/json.hpp"

namespace matrix {

using nlohmann::json;

json notice(std::string_view text) { return {{"msgtype", "m.notice"}, {"body", text}}; }

json poll(const core::Reply& reply, std::uint64_t delivery) {
  json answers = json::array();
  for (std::size_t i = 0; i < reply.choices.size(); ++i)
    answers.push_back({{"id", fmt::format("{}-{}", delivery, i + 1)}, {"org.matrix.msc1767.text", reply.choices[i]}});
  const std::string text = core::show(reply);
  return {{"org.matrix.msc1767.text", text},
          {"org.matrix.msc3381.poll.start",
           {{"kind", "org.matrix.msc3381.poll.disclosed"}, {"max_selections", 1},
            {"question", {{"org.matrix.msc1767.text", reply.text}, {"msgtype", "m.text"}, {"body", reply.text}}},
            {"answers", std::move(answers)}}}};
}

std::optional<std::size_t> poll_choice(std::string_view answer, std::uint64_t delivery) {
  const std::string prefix = fmt::format("{}-", delivery);
  if (!answer.starts_with(prefix)) return {};
  answer.remove_prefix(prefix.size());
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
  if (error != std::errc{} || end != answer.data() + answer.size() || number == 0) return {};
  return number;
}

std::string transaction_id(std::string_view salt, std::string_view what) {
  const std::string whole = fmt::format("{}\n{}", salt, what);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(whole.data()), whole.size(), digest.data());
  std::string id = "m";
  for (std::size_t i = 0; i < 16; ++i) id += fmt::format("{:02x}", digest[i]);
  return id;
}

json named(std::string_view name, std::string_view avatar) {
  json member = {{"membership", "join"}};
  if (!name.empty()) member["displayname"] = name;
  if (!avatar.empty()) member["avatar_url"] = avatar;
  return member;
}

}  // namespace matrix
