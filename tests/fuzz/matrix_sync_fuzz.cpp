#include <algorithm>

#include "adapters/matrix/protocol/direct.hpp"
#include "adapters/matrix/protocol/outgoing.hpp"
#include "adapters/matrix/protocol/room.hpp"
#include "adapters/matrix/protocol/sync.hpp"
#include "adapters/net/json.hpp"
#include "core/message.hpp"
#include "fuzz/fuzz.hpp"

namespace {

using matrix::Standing;
using nlohmann::json;

constexpr std::string_view self = "@mooring:example.org";
const std::string bridges[] = {"signal"};

void check_heard(const matrix::Event& event) {
  const matrix::Heard heard = matrix::interpret(event, self);
  if (const auto* text = std::get_if<matrix::Text>(&heard)) fuzz::require(core::clean(text->body) == text->body);
  if (const auto* edit = std::get_if<matrix::Edit>(&heard)) fuzz::require(core::clean(edit->body) == edit->body);
  if (const auto* taken = std::get_if<matrix::TakenBack>(&heard)) fuzz::require(!taken->of.empty());
  if (const auto* answer = std::get_if<matrix::PollAnswer>(&heard))
    if (const auto tap = matrix::read_tap(answer->answer)) fuzz::require(tap->choice > 0);
  if (event.sender == self || event.state_key) fuzz::require(std::holds_alternative<matrix::Ignored>(heard));
}

void check_room(const matrix::Room& room) {
  const Standing standing = matrix::judge(room, self, bridges);
  const auto readers = matrix::readers(room, self);
  const std::string person = matrix::person(room, self);
  fuzz::require(std::ranges::find(readers, self) == readers.end());
  fuzz::require(person.empty() || std::ranges::find(readers, person) != readers.end());
  if (standing == Standing::direct) fuzz::require(room.encrypted && readers.size() == 1 && readers[0] == person);
  if (standing == Standing::bridged) fuzz::require(room.bridge == "signal" && readers.size() == 2 && !person.empty());
  if (standing == Standing::unencrypted) fuzz::require(!room.encryption_seen);
  fuzz::require(room.rotation.period >= std::chrono::hours(1) && room.rotation.messages >= 1);
}

matrix::Room take_in(const matrix::JoinedRoom& joined) {
  matrix::Room room;
  room.id = joined.id;
  for (const auto* events : {&joined.state, &joined.timeline})
    for (const matrix::Event& event : *events) {
      const bool was_encrypted = room.encryption_seen;
      matrix::apply(room, event);
      fuzz::require(!was_encrypted || room.encryption_seen);
      fuzz::require(!matrix::apply(room, event));
      check_heard(event);
    }
  return room;
}

void check_sync(const json& root) {
  const auto sync = matrix::read_sync(root);
  if (!sync) return;
  fuzz::require(!sync->next_batch.empty());
  for (const matrix::JoinedRoom& joined : sync->joined) check_room(take_in(joined));
  for (const std::string* part : {&sync->crypto.to_device, &sync->crypto.device_lists, &sync->crypto.one_time_keys})
    fuzz::require(part->empty() || net::parse_json(*part));
}

void check_direct(const json& content) {
  matrix::Direct direct(content);
  const json kept = direct.content();
  fuzz::require(matrix::Direct(kept).content() == kept);
  direct.prefer("@ada:example.org", "!1");
  fuzz::require(direct.room_of("@ada:example.org") == "!1" && direct.contains("!1"));
  direct.remove("!1");
  fuzz::require(direct.room_of("@ada:example.org") != "!1" && !direct.contains("!1"));
}

void check(const json& root) {
  check_sync(root);
  check_direct(root);
  check_direct(net::member(root, "m.direct"));
  const auto page = matrix::read_page(root);
  for (const matrix::Event& event : page.events) check_heard(event);
  for (const matrix::Event& event : matrix::read_events(root)) {
    fuzz::require(!event.type.empty() && !event.sender.empty() && event.content.is_object());
    fuzz::require(event.type == "m.room.encrypted" ? net::parse_json(event.raw).has_value() : event.raw.empty());
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const auto whole = net::parse_json(text), tamed = net::parse_leniently(text);
  fuzz::require(!whole || whole == tamed);
  if (!tamed) return 0;
  fuzz::require(net::parse_json(net::dump(*tamed)) == tamed);
  check(*tamed);
  return 0;
}
