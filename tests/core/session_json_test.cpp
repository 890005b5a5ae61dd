#include <random>

#include <gtest/gtest.h>

#include "core/session.hpp"

namespace core {
namespace {

/// Sessions of every shape, the same ones at every run.
class Maker {
 public:
  Session session() {
    Session made{text(), time(), vars(), thread(), {}, {}, {}, {}, {}, {}, {}, number()};
    fill(made.waiting, [this] { return thread(); });
    std::erase_if(made.waiting, [](const core::Thread& each) { return each.empty(); });  // nobody waits in nothing
    fill(made.notebook, [this] { return Entry{text(), text(), value(), time()}; });
    fill(made.said, [this] { return Said{text(), number()}; });
    fill(made.timers, [this] { return Timer{static_cast<Timer::Kind>(below(3)), time()}; });
    fill(made.given, [this] { return Given{text(), text(), value()}; });
    made.risk = static_cast<Level>(below(3));
    made.risk_kind = static_cast<Kind>(below(static_cast<std::uint32_t>(Kind::distress) + 1));
    return made;
  }

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

 private:
  template <class T, class Make>
  void fill(std::vector<T>& list, Make make) {
    for (std::uint32_t n = below(4); n > 0; --n) list.push_back(make());
  }

  std::uint32_t number() { return below(2) == 0 ? 0 : static_cast<std::uint32_t>(random_()); }
  TimePoint time() { return TimePoint(Duration(static_cast<std::int64_t>(random_() >> (11 + below(53))))); }

  std::string text() {
    const char* pieces[] = {"a", "ladder", "\"", "\\", "\n", "\x01", "\x7f", "é", "猫", "🙂", "{\"v\":", " ", "</script>"};
    std::string made;
    for (std::uint32_t n = below(5); n > 0; --n) made += pieces[below(std::size(pieces))];
    if (below(50) == 0) made += '\0';
    return made;
  }

  double amount() {
    const double whole[] = {0, 1, -3, 10, 0.5, 1e15, 1e20, 1180591620717411303424.0, -1e300, 5e-324, 0.1};
    return below(2) == 0 ? whole[below(std::size(whole))] : static_cast<double>(random_()) / 7;
  }

  Value value() {
    List list;
    switch (below(4)) {
      case 0: return {};
      case 1: return amount();
      case 2: return text();
      default: fill(list, [this] { return text(); }); return list;
    }
  }

  Vars vars() {
    Vars made;
    for (std::uint32_t n = below(4); n > 0; --n) made[text()] = value();
    return made;
  }

  Thread thread() {
    Thread made;
    fill(made, [this] {
      Frame frame{text(), text(), vars(), number(), number(), {}};
      fill(frame.trail, [this] { return text(); });
      return frame;
    });
    return made;
  }

  std::mt19937_64 random_{20261122};
};

TEST(SessionJson, gives_every_session_back_unchanged) {
  Maker maker;
  for (int i = 0; i < 2000; ++i) {
    const Session session = maker.session();
    const std::string json = to_json(session);
    ASSERT_EQ(from_json(json), session) << json;
  }
}

TEST(SessionJson, stores_nothing_for_what_is_empty) { EXPECT_EQ(to_json(Session{}), R"({"v":1})"); }

// Sessions of released versions look like this. It may be added to, not changed.
constexpr std::string_view stored =
    R"({"v":1,"c":"abc","s":1795385400000,"p":{"country":"GB","keep_days":7},)"
    R"("t":[{"f":"comfort-ladder","n":"more","v":{"steps":["talking","tea"],"none":null},"t":1,"a":2,"b":["first"]}],)"
    R"("w":[[{"f":"menu"}]],"n":[{"k":"ladder","t":"My ladder","v":"x","a":5}],"d":[{"w":"skip","n":2}],)"
    R"("m":[{"k":2,"d":9}],"r":2,"k":4,"x":1})";

TEST(SessionJson, keeps_its_meaning_from_version_to_version) {
  const auto session = from_json(stored);
  ASSERT_TRUE(session);
  EXPECT_EQ(to_json(*session), stored);
  EXPECT_EQ(as_text(*session->person.find("keep_days")), "7");
  EXPECT_EQ(session->thread.at(0).trail.at(0), "first");
  EXPECT_EQ(session->waiting.at(0).at(0).flow, "menu");
  EXPECT_EQ(session->notebook.at(0).title, "My ladder");
  EXPECT_EQ(session->timers.at(0).kind, Timer::Kind::reminder);
  EXPECT_EQ(session->risk, Level::crisis);
  EXPECT_EQ(session->risk_kind, Kind::recent_assault);
}

TEST(SessionJson, ignores_what_a_program_of_the_same_version_added) {
  EXPECT_TRUE(from_json(R"({"v":1,"zz":{"a":[1]},"q":1,"x":3})"));
}

TEST(SessionJson, refuses_what_is_not_a_session) {
  for (const char* json :
       {"", "null", "[]", "{}", "{", R"({"v":2})", R"({"v":0})", R"({"v":"1"})", R"({"v":1,"c":3})", R"({"v":1,"r":3})",
        R"({"v":1,"k":11})", R"({"v":1,"m":[{"k":3}]})", R"({"v":1,"x":4294967296})", R"({"v":1,"x":-1})",
        R"({"v":1,"s":1e3})", R"({"v":1,"t":{}})", R"({"v":1,"p":{"a":true}})", R"({"v":1,"p":{"a":{}}})",
        R"({"v":1,"p":{"a":[1]}})", R"({"v":1} x)", "{\"v\":1,\"c\":\"\xff\"}"}) {
    EXPECT_FALSE(from_json(json)) << json;
  }
  EXPECT_FALSE(from_json(std::string(100000, '[')));
}

TEST(SessionJson, survives_every_damaged_byte) {
  Maker maker;
  for (int i = 0; i < 20000; ++i) {
    std::string damaged(stored);
    for (std::uint32_t n = 1 + maker.below(3); n > 0; --n) {
      damaged[maker.below(static_cast<std::uint32_t>(damaged.size()))] = static_cast<char>(maker.below(256));
    }
    damaged.resize(damaged.size() - maker.below(2) * maker.below(40));
    if (const auto session = from_json(damaged)) { EXPECT_EQ(from_json(to_json(*session)), session) << damaged; }
  }
}

}  // namespace
}  // namespace core
