#include "adapters/matrix/protocol/outgoing.hpp"

#include <openssl/sha.h>

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace matrix {

using nlohmann::json;

namespace {

template <class Number>
std::optional<Number> number(std::string_view digits) {
  Number read = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), read);
  if (error != std::errc{} || end != digits.data() + digits.size()) return {};
  return read;
}

}  // namespace

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

std::optional<Tap> read_tap(std::string_view answer) {
  const std::size_t dash = answer.find('-');
  if (dash == std::string_view::npos) return {};
  const auto delivery = number<std::uint64_t>(answer.substr(0, dash));
  const auto choice = number<std::size_t>(answer.substr(dash + 1));
  if (!delivery || !choice || *choice == 0) return {};
  return Tap{*delivery, *choice};
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
  return {{"membership", "join"}, {"displayname", name}, {"avatar_url", avatar}};  // what is left out, Synapse fills in
}

}  // namespace matrix
