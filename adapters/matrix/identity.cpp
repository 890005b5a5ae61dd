#include "adapters/matrix/identity.hpp"

#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/net/json.hpp"
#include "runtime/log.hpp"

namespace matrix {

using boost::asio::awaitable;
using net::dump;
using net::parse_json;
using net::text_of;

namespace {

constexpr std::string_view recovery_note = "matrix/recovery key shown";

/// The homeserver may ask for the password before it takes cross-signing keys (the first time it should not, MSC3967).
awaitable<Verdict> upload_keys(Client& client, const Options& options, net::Request request) {
  Verdict answer = co_await client.call(request);
  if (answer.kind == Verdict::Kind::done || answer.status != 401 || options.login.password.empty()) co_return answer;
  nlohmann::json body = parse_json(request.body).value_or(nlohmann::json::object());
  body["auth"] = password_auth(client.session().user, options.login.password, text_of(answer.body, "session"));
  request.body = dump(body);
  co_return co_await client.call(std::move(request));
}

awaitable<bool> make_identity(Client& client, Encryption& encryption, const Options& options) {
  const std::vector<CryptoRequest> requests =
      co_await encryption.with_machine([](CryptoMachine& machine) { return machine.bootstrap(); });
  for (const CryptoRequest& each : requests) {
    net::Request request = to_http(each);
    const Verdict answer = co_await upload_keys(client, options, std::move(request));
    if (answer.kind != Verdict::Kind::done) co_return false;
    co_await encryption.with_machine([&](CryptoMachine& machine) { machine.mark_sent(each, answer.text); });
  }
  co_return true;
}

awaitable<void> note_as_shown(runtime::Inbox& inbox) {
  std::vector<runtime::Note> notes{{std::string(recovery_note), "yes"}};
  std::vector<core::Message> none;
  co_await inbox.receive(std::move(none), std::move(notes));
}

/// The private keys go to the homeserver, sealed with a key that only the operator sees.
awaitable<void> keep_secrets(Client& client, Encryption& encryption, runtime::Inbox& inbox, const Options& options) {
  const CryptoMachine::SecretStorage secrets =
      co_await encryption.with_machine([](CryptoMachine& machine) { return machine.export_secrets(); });
  for (const CryptoMachine::AccountData& each : secrets.account_data) {
    net::Request request = set_account_data_request(client.session().user, each.type, each.content);
    const Verdict answer = co_await client.call(std::move(request));
    if (answer.kind != Verdict::Kind::done) co_return;  // shown at the next start instead
  }
  options.show_recovery_key(secrets.recovery_key);
  co_await note_as_shown(inbox);
}

awaitable<bool> bring_back(Client& client, Encryption& encryption, const Options& options) {
  if (options.recovery_key.empty()) co_return false;
  std::vector<CryptoMachine::AccountData> found;
  for (std::string type = "m.secret_storage.default_key"; !type.empty();) {
    net::Request request = account_data_request(client.session().user, type);
    const Verdict answer = co_await client.call(std::move(request));
    if (answer.kind != Verdict::Kind::done) co_return false;
    found.push_back({type, answer.text});
    type = next_secret_type(found);
  }
  const bool opened = co_await encryption.with_machine(
      [&](CryptoMachine& machine) { return machine.import_secrets(options.recovery_key, found); });
  if (!opened) co_return false;
  co_return co_await encryption.flush();
}

}  // namespace

awaitable<void> establish_identity(Client& client, Encryption& encryption, runtime::Inbox& inbox, const Options& options) {
  co_await encryption.flush();
  std::vector<std::string> self{client.session().user};
  co_await encryption.track(self);
  co_await encryption.flush();
  SigningStatus status = co_await encryption.with_machine([](CryptoMachine& machine) { return machine.signing_status(); });
  if (!status.device_signed && status.published && !(status.has_keys && status.same)) {
    const bool back = co_await bring_back(client, encryption, options);
    if (!back) runtime::log(runtime::Event::identity_missing);
    if (!back && !client.abandoned())
      throw runtime::ChannelError(
          "The bot's Matrix account already has an identity whose keys aren't here, so people's apps would not trust it. "
          "Put the account's recovery key into a file and name it as recovery_key_file under matrix in the configuration.");
    if (back) co_await note_as_shown(inbox);  // the operator has it, and a new one would put an end to it
  } else if (!status.device_signed) {
    const bool made = co_await make_identity(client, encryption, options);
    if (!made && !client.abandoned())
      throw runtime::ChannelError("The homeserver didn't take the bot's signing keys. With password_file it can be asked again.");
    if (made) runtime::log(runtime::Event::identity_made);
  }
  status = co_await encryption.with_machine([](CryptoMachine& machine) { return machine.signing_status(); });
  if (client.abandoned() || !status.has_keys) co_return;
  const std::string shown = co_await inbox.recall(std::string(recovery_note));
  if (shown.empty()) co_await keep_secrets(client, encryption, inbox, options);
}

}  // namespace matrix
