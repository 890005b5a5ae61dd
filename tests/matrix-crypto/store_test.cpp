#include <gtest/gtest.h>

#include "adapters/matrix/crypto/rust_machine.hpp"
#include "matrix-crypto/someone.hpp"

namespace matrix {

namespace {

using nlohmann::json;
using Kind = CryptoError::Kind;

/// Ed25519 and Curve25519, as they are first told to the homeserver.
json device_keys(CryptoMachine& machine) { return json::parse(machine.outgoing().at(0).body)["device_keys"]["keys"]; }

struct CryptoStore : testing::Test {
  std::unique_ptr<CryptoMachine> open(std::string_view passphrase = "a passphrase", std::string_view device = "BOT",
                                      std::string_view user = "@bot:example.org") {
    return open_crypto_machine(folder / "crypto", user, device, passphrase);
  }
  template <class Call>
  static std::optional<Kind> failure_of(Call call) {
    try {
      call();
    } catch (const CryptoError& error) {
      return error.kind;
    }
    return std::nullopt;
  }
  TempFolder folder;
};

}  // namespace

TEST_F(CryptoStore, keeps_the_same_keys_over_a_restart) {
  const json before = device_keys(*open());
  ASSERT_EQ(before.size(), 2u);
  EXPECT_EQ(device_keys(*open()), before);
}

TEST_F(CryptoStore, is_for_us_alone) {
  open();
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(folder / "crypto").permissions(), perms::owner_all);
}

TEST_F(CryptoStore, does_not_open_with_another_passphrase_or_none) {
  open();
  EXPECT_EQ(failure_of([&] { open("another"); }), Kind::store);
  EXPECT_EQ(failure_of([&] { open(""); }), Kind::store);
}

TEST_F(CryptoStore, is_never_made_without_a_passphrase) {
  EXPECT_EQ(failure_of([&] { open(""); }), Kind::store);
}

TEST_F(CryptoStore, opens_once_at_a_time) {
  const auto machine = open();
  EXPECT_EQ(failure_of([&] { open(); }), Kind::locked);
}

TEST_F(CryptoStore, belongs_to_one_device) {
  open();
  EXPECT_EQ(failure_of([&] { open("a passphrase", "OTHER"); }), Kind::other_device);
  EXPECT_EQ(failure_of([&] { open("a passphrase", "BOT", "@other:example.org"); }), Kind::other_device);
  EXPECT_EQ(failure_of([&] { open(); }), std::nullopt);
}

TEST_F(CryptoStore, says_so_when_its_folder_can_not_be_made) {
  std::ofstream(folder / "crypto") << "a file";
  EXPECT_EQ(failure_of([&] { open(); }), Kind::store);
}

TEST_F(CryptoStore, a_panic_in_rust_is_an_error_and_the_machine_goes_on) {
  const auto machine = open();
  EXPECT_EQ(failure_of([&] { machine->encrypt(room, "m.room.message", "{}"); }), Kind::fault);  // no key was shared
  EXPECT_FALSE(machine->outgoing().empty());
}

TEST_F(CryptoStore, text_that_is_not_utf8_is_an_error) {
  const auto machine = open();
  EXPECT_EQ(failure_of([&] { machine->decrypt("\xff", room); }), Kind::fault);
}

TEST_F(CryptoStore, an_error_says_nothing_but_its_kind) {
  const auto machine = open();
  try {
    machine->encrypt("!secret-room:example.org", "m.room.message", "{}");
    FAIL();
  } catch (const CryptoError& error) {
    EXPECT_STREQ(error.what(), "Matrix's encryption failed.");
  }
}

TEST(CryptoCanary, no_text_is_readable_in_the_store) {
  Homeserver server;
  Someone bot{server, "@bot:example.org", "BOT"}, person{server, "@person:example.org", "PHONE"};
  const std::vector<std::string> both{"@bot:example.org", "@person:example.org"};
  for (Someone* one : {&bot, &person}) {
    one->machine->track(both);
    one->settle();
  }
  const std::string incoming = person.say("canary-coming-in", both);
  bot.sync();
  ASSERT_EQ(text_of(bot->decrypt(incoming, room)), "canary-coming-in");
  bot.say("canary-going-out", both);
  const auto hidden = [&] {
    const std::string bytes = all_bytes(bot.folder.path());
    EXPECT_GT(bytes.size(), 1000);
    for (const char* secret : {"canary", "a passphrase", "@person:example.org", "!room:example.org"})
      EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
  };
  hidden();  // with the journal
  bot.machine.reset();
  hidden();
}

}  // namespace matrix
