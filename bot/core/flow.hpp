#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/expression.hpp"
#include "core/string_map.hpp"
#include "core/time.hpp"

namespace core {

/// Index of a node in its flow.
using NodeIndex = std::uint16_t;
inline constexpr NodeIndex no_node = 0xffff;

/// One answer that a question offers. The id is never renamed: sessions and statistics hang on it.
struct Choice {
  std::string id;
  TextId label = no_text;
  TextId also = no_text;      // other ways to say it: "lamp, a light"
  NodeIndex next = no_node;   // no_node: the question's own next
  std::optional<Condition> when;
  std::vector<Assignment> set;
};

// The kinds of answer that a question takes. A question with none of these takes one of its choices.
struct FreeText { std::string into; };
struct NumberAnswer { std::string into; double min = 0, max = 10; };
struct Collect { std::string into; std::size_t from = 1, to = 9; TextId more = no_text; };
struct Pick { Expression from; std::string into; };  // one item of a list; into holds its position from 1
struct CountryAnswer { std::string into; };          // an ISO 3166 code
using Answer = std::variant<std::monostate, FreeText, NumberAnswer, Collect, Pick, CountryAnswer>;

struct Timeout { Duration after{}; NodeIndex next = no_node; };

struct Ask {
  std::vector<TextId> text;       // said in turn, time after time
  Answer answer;
  std::vector<Choice> choices;
  std::vector<TextId> examples;   // offered as numbered answers to a text or collect question
  std::vector<TextId> retry;      // kinder second tries; the engine has its own after these
  NodeIndex skip = no_node;       // where "skip" goes; no_node: next
  std::optional<Timeout> timeout;
};
struct Say { std::vector<TextId> text; };
struct BranchArm { Condition when; NodeIndex next = no_node; };
struct Branch { std::vector<BranchArm> arms; };  // the node's next is the else
struct Set { std::vector<Assignment> set; };
struct Returned { std::string ours, theirs; };
struct Call { std::string flow; std::vector<Assignment> with; std::vector<Returned> returns; };
struct PaceLine { TextId text = no_text; Duration wait{}; };
struct Pace { std::vector<PaceLine> lines; std::size_t times = 1; };
struct Keep { Expression as; TextId title = no_text; std::optional<Expression> value; };  // no value: drop it
struct Remind { std::optional<Expression> after_days; };  // none: no reminder any more
struct Refer { std::vector<std::string> kinds; std::size_t most = 3; };
enum class Deed : std::uint8_t { forget, tell, resume, drop, leave, rest };
struct Act { Deed deed; };
struct End {};

struct Node {
  std::string id;
  std::variant<Say, Ask, Branch, Set, Call, Pace, Keep, Remind, Refer, Act, End> kind;
  NodeIndex next = no_node;
};

struct Flow {
  std::string id;
  TextId title = no_text;
  TextId keywords = no_text;   // "ladder, steps": a message that is one of these opens the flow
  bool everywhere = false;     // its keywords open it even where any text would be an answer
  bool system = false;         // the bot's own: may be reworded, not removed
  NodeIndex start = 0;
  std::vector<Node> nodes;
  StringMap<NodeIndex> by_id;

  /// no_node when there is none of that name.
  NodeIndex find(std::string_view node) const;
};

}  // namespace core
