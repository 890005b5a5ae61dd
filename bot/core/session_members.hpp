#pragma once
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

#include "core/session.hpp"

/// What is stored of a session: said once, so that writing and reading can't drift apart. One letter a member, and
/// nothing for an empty one, since a session is saved at every turn. A letter is never used for anything else.
/// Enumerations go by number, so their values may be added to but not moved.
namespace core::stored {

inline constexpr std::uint32_t newest_version = 1;

template <class T>
inline constexpr std::tuple<> members{};
template <class T>
inline constexpr T last{};

template <>
inline constexpr auto members<Frame> =
    std::tuple{std::pair{'f', &Frame::flow},  std::pair{'n', &Frame::node}, std::pair{'v', &Frame::vars},
               std::pair{'t', &Frame::tries}, std::pair{'a', &Frame::at},   std::pair{'b', &Frame::trail}};
template <>
inline constexpr auto members<Entry> = std::tuple{std::pair{'k', &Entry::key}, std::pair{'t', &Entry::title},
                                                  std::pair{'v', &Entry::value}, std::pair{'a', &Entry::kept_at}};
template <>
inline constexpr auto members<Said> = std::tuple{std::pair{'w', &Said::what}, std::pair{'n', &Said::times}};
template <>
inline constexpr auto members<Timer> = std::tuple{std::pair{'k', &Timer::kind}, std::pair{'d', &Timer::due}};
template <>
inline constexpr auto members<Given> =
    std::tuple{std::pair{'r', &Given::reference}, std::pair{'n', &Given::name}, std::pair{'v', &Given::value}};
template <>
inline constexpr auto members<Session> =
    std::tuple{std::pair{'c', &Session::content}, std::pair{'s', &Session::seen},     std::pair{'p', &Session::person},
               std::pair{'t', &Session::thread},  std::pair{'w', &Session::waiting},  std::pair{'n', &Session::notebook},
               std::pair{'d', &Session::said},    std::pair{'m', &Session::timers},   std::pair{'r', &Session::risk},
               std::pair{'k', &Session::risk_kind}, std::pair{'x', &Session::crises},
               std::pair{'g', &Session::given}};

template <>
inline constexpr auto last<Timer::Kind> = Timer::Kind::reminder;
template <>
inline constexpr auto last<Level> = Level::crisis;
template <>
inline constexpr auto last<Kind> = Kind::distress;

template <class T>
concept Enum = std::is_enum_v<T>;
template <class T>
concept Record = std::tuple_size_v<std::remove_const_t<decltype(members<T>)>> > 0;

}  // namespace core::stored
