#pragma once
#include <optional>
#include <string>
#include <variant>

#include "adapters/matrix/news.hpp"

namespace matrix {

/// A tap on a choice of a poll: which of which delivery, and the message that it becomes.
struct Tapped {
  std::string person;
  std::uint64_t delivery = 0;
  std::size_t choice = 0;
  core::Message message;
};

/// Whether an event has to be decrypted.
bool is_locked(const Event& event, std::string_view self);

/// What each event of a sync means where it stands, put into News. Pure but for the rooms' states, which it follows.
class Hearing {
 public:
  Hearing(Rooms& rooms, const Options& options, WaitingEvents& waiting, News& news)
      : rooms_(rooms), options_(options), waiting_(waiting), news_(news) {}

  /// `read`: of an event that is_locked(). A tap is returned, for whether it still fits has to be asked.
  std::optional<Tapped> hear(const Rooms::Ptr& room, const Event& event, const std::variant<Decrypted, Unreadable>* read,
                             bool late);
  /// One that fits is its number; any other is an answer without words, and nothing where that person wrote besides.
  void tapped(Tapped tap, bool fits);

 private:
  struct Clear {
    Event event;
    std::string id;  // the same for the same ciphertext, whatever event it comes in
    bool sealed = false, late = false;
    bool doubtful = false;  // from a device that its owner could have signed
  };
  std::optional<Clear> open(const Rooms::Ptr& room, const Event& event, const std::variant<Decrypted, Unreadable>& read);
  void note_unread(const Rooms::Ptr& room, const std::string& id, Locked locked, Unreadable reason);
  core::Line line_for_group(const Rooms::Ptr& room) const;
  void changed(const Rooms::Ptr& room, const Event& event);
  std::optional<Tapped> take(const Rooms::Ptr& room, Clear clear);
  std::optional<Tapped> converse(const Rooms::Ptr& room, const Clear& clear, Heard heard);
  void put_aside(const Rooms::Ptr& room, std::optional<core::Line> line, const Clear& clear, const Heard& heard);

  Rooms& rooms_;
  const Options& options_;
  WaitingEvents& waiting_;
  News& news_;
};

}  // namespace matrix
