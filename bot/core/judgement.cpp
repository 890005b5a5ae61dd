#include "core/judgement.hpp"

#include <algorithm>
#include <vector>

namespace core {
namespace {

// How far back a subject or a negation still governs, in words. It also keeps the cost linear.
constexpr std::uint32_t furthest_back = 12;

constexpr std::uint32_t bit(SignalId signal) { return std::uint32_t{1} << signal; }

class Judge {
 public:
  Judge(const Lexicon& lexicon, const Reading& reading)
      : lexicon_(lexicon), tokens_(lexicon.tokens(reading)), hits_(lexicon.find(tokens_)) {}

  Risk gravest() {
    if (hits_.empty()) return {};
    take_in_signals();
    Risk gravest;
    for (const auto& hit : hits_)
      if (is_rule(hit))
        if (const auto risk = weigh(hit); graver(risk, gravest)) gravest = risk;
    return gravest;
  }

 private:
  enum Cover : std::uint8_t { by_idiom = 1, by_rule = 2, by_pseudo = 4 };

  static bool is_rule(const Hit& hit) { return hit.meaning >= most_signals; }
  const Rule& rule(const Hit& hit) const { return lexicon_.rules()[hit.meaning - most_signals]; }

  void take_in_signals() {
    covers_.resize(tokens_.size());
    count_sentences();
    for (const auto& hit : hits_) {
      if (is_rule(hit)) { if (rule(hit).covers) cover(hit, by_rule); continue; }
      if (hit.meaning == signal::idiom) cover(hit, by_idiom);
      if (hit.meaning == signal::pseudo) cover(hit, by_pseudo);
      if (hit.meaning == signal::live) last_live_ = hit.begin;
      in_sentence_[sentence_[hit.begin]] |= bit(static_cast<SignalId>(hit.meaning));
      in_message_ |= bit(static_cast<SignalId>(hit.meaning));
    }
  }

  void count_sentences() {
    sentence_.reserve(tokens_.size());
    std::uint32_t sentence = 0;
    for (const auto& token : tokens_) {
      if (token.before == Reading::Break::sentence) ++sentence;
      sentence_.push_back(sentence);
    }
    in_sentence_.resize(sentence + 1);
  }

  void cover(const Hit& hit, Cover how) {
    for (auto i = hit.begin; i < hit.end; ++i) covers_[i] |= how;
  }

  bool covered(const Hit& hit, Cover how) const {
    return std::any_of(covers_.begin() + hit.begin, covers_.begin() + hit.end, [&](auto c) { return (c & how) != 0; });
  }

  // What the rule comes to here; Level::none when it does not hold.
  Risk weigh(const Hit& hit) const {
    const auto& rule = this->rule(hit);
    const auto around = in_sentence_[sentence_[hit.begin]];
    if (covered(hit, by_idiom) || (!rule.covers && covered(hit, by_rule))) return {};
    if ((around & rule.unless) != 0 || (rule.needs && (in_message_ & bit(*rule.needs)) == 0)) return {};
    const bool now = rule.level == Level::crisis && (around & bit(signal::now)) != 0;
    Risk risk{rule.level, rule.kind, rule.imminent || now, rule.id};
    if (rule.negatable && negated(hit)) {
      if (rule.level != Level::crisis || last_live_ < hit.end) return {};
      risk.imminent = false;
    }
    if (rule.about == About::writer && about_another(hit)) {
      if ((around & bit(signal::fiction)) != 0) return {};
      if (rule.level == Level::crisis) risk.kind = Kind::third_party;
    }
    if (lies_back(rule.when, around)) risk = {Level::support, Kind::distress, false, rule.id};
    return risk;
  }

  bool lies_back(When when, std::uint32_t around) const {
    if (when == When::not_past) return (around & bit(signal::past)) != 0 && (around & bit(signal::recent)) == 0;
    if (when == When::recent) return (in_message_ & bit(signal::recent)) == 0 || (around & bit(signal::past)) != 0;
    return false;
  }

  bool is(std::uint32_t at, Vocabulary::Role role) const { return lexicon_.vocabulary().is(tokens_[at].word, role); }

  // Two negations undo each other. What merely looks like one ends the search.
  bool negated(const Hit& hit) const {
    bool negated = false;
    const auto last = hit.begin - std::min(hit.begin, furthest_back);
    for (auto at = hit.begin; at > last && tokens_[at].before == Reading::Break::none; --at) {
      if ((covers_[at - 1] & by_pseudo) != 0) break;
      if (is(at - 1, Vocabulary::negator)) negated = !negated;
      else if (!is(at - 1, Vocabulary::reach)) break;
    }
    return negated;
  }

  // The phrase itself says who, or else the nearest person before it in its clause; with nobody there, the writer.
  bool about_another(const Hit& hit) const {
    bool third = false;
    for (auto at = hit.begin; at < hit.end; ++at) {
      if (is(at, Vocabulary::first_person)) return false;
      third = third || is(at, Vocabulary::third_person);
    }
    const auto last = hit.begin - std::min(hit.begin, furthest_back);
    for (auto at = hit.begin; !third && at > last && tokens_[at].before == Reading::Break::none; --at) {
      if (is(at - 1, Vocabulary::first_person)) return false;
      third = is(at - 1, Vocabulary::third_person);
    }
    return third;
  }

  const Lexicon& lexicon_;
  const std::vector<Token> tokens_;
  const std::vector<Hit> hits_;
  std::vector<std::uint8_t> covers_;
  std::vector<std::uint32_t> sentence_;     // of each token
  std::vector<std::uint32_t> in_sentence_;  // bits of signals
  std::uint32_t in_message_ = 0;
  std::uint32_t last_live_ = 0;
};

}  // namespace

Risk judge(const Lexicon& lexicon, const Reading& reading) { return Judge(lexicon, reading).gravest(); }

}  // namespace core
