#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace core {

/// Over this many bytes only crisis is looked for, and the reply asks for something shorter.
inline constexpr std::size_t longest_message = 64 * 1024;
/// Nobody types more marks than this over one letter; fonts and logs choke on more.
inline constexpr std::size_t most_marks = 4;

enum class MessageKind : unsigned char {
  text, opened, media,
  late,        // written while nobody was listening: of all that came so, one is answered
  edited,      // new words for an old message: looked at for crisis, and no answer is changed by it
  new_key,     // Signal: from now on, whoever writes has another key. A new phone, or somebody else
  taken_back,  // what the message of that `reference` answered is erased
};

/// What a person sent, as an adapter hands it on. `text` is clean() text.
struct Message {
  std::string channel;       // "terminal", "matrix"
  std::string conversation;  // the person's address on that channel
  std::string id;            // unique in the conversation: the same id is the same message
  MessageKind kind = MessageKind::text;
  std::string text;
  std::string reference = {};  // what a taking back of this message names, or itself takes back; empty: there is none
};

/// Valid UTF-8 (what is not becomes U+FFFD), no control characters but newline, no bidirectional controls, at most
/// `most_marks` combining marks in a row. Total: any bytes may come in.
std::string clean(std::string_view bytes);

}  // namespace core
