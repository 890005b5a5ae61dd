#include "matrix-crypto/someone.hpp"

#include "adapters/matrix/crypto/rust_machine.hpp"

namespace matrix {

using nlohmann::json;

Someone::Someone(Homeserver& server, const std::string& user, const std::string& device)
    : place(user, device), homeserver(server) {
  restart();
  settle();
}

void Someone::restart() {
  machine.reset();
  machine = open_crypto_machine(folder.path() / "crypto", place.first, place.second, "a passphrase");
}

void Someone::send(const std::vector<CryptoRequest>& requests) {
  for (const CryptoRequest& request : requests) machine->mark_sent(request, homeserver.answer(place, request));
}

void Someone::settle() {
  for (auto requests = machine->outgoing(); !requests.empty(); requests = machine->outgoing()) send(requests);
}

std::vector<std::string> Someone::sync() {
  const std::vector<std::string> rooms = machine->receive_sync(homeserver.sync(place));
  settle();
  return rooms;
}

void Someone::make_identity() {
  send(machine->bootstrap());
  sync();
}

std::string Someone::say(const std::string& text, const std::vector<std::string>& users, Readers readers) {
  if (const auto query = machine->query_keys(users)) send({*query});
  if (const auto claim = machine->missing_sessions(users)) send({*claim});
  send(machine->share_room_key(room, users, {}, readers));
  return event(machine->encrypt(room, "m.room.message", json{{"msgtype", "m.text"}, {"body", text}}.dump()));
}

std::string Someone::event(const std::string& content) const {
  return json{{"type", "m.room.encrypted"}, {"event_id", "$event"}, {"sender", place.first},
              {"origin_server_ts", 1764000000000}, {"content", json::parse(content)}}.dump();
}

std::string text_of(const std::variant<Decrypted, Unreadable>& read) {
  if (const auto* reason = std::get_if<Unreadable>(&read)) return "unreadable " + std::to_string(static_cast<int>(*reason));
  return json::parse(std::get<Decrypted>(read).event)["content"]["body"];
}

}  // namespace matrix
