#pragma once
#include "core/making.hpp"

namespace core {

inline constexpr std::string_view return_flow = "return", help_flow = "help";
/// Set in the help flow when it interrupted something.
inline constexpr std::string_view held_mark = "held";

/// Opens a flow; what was going on waits.
void open(Making& making, std::string_view flow, Vars vars = {});
/// Opens a flow where nothing is going on.
void begin(Making& making, std::string_view flow, Vars vars);
/// As open(), unless that flow is among what waits: then going on with it is offered. A flow that opens everywhere opens
/// at once: someone who asks for steadying is not to be asked back.
void open_or_offer(Making& making, std::string_view flow);
/// What is going on waits, and nothing is going on. The bot's own flows do not wait: they are opened anew.
void put_aside(Making& making);
/// What is going on waits, the bot's own flows as well, until it is gone back to or something else is opened: for a
/// crisis, and for "help", which goes back by itself.
void hold(Making& making);
/// Offers to go on with what waits. `why` says what came between: done, paused, hours, days, months.
void offer_return(Making& making, std::string_view why);

/// As the quick exit, where whoever is there now may be somebody else.
void begin_anew(Making& making);
/// Whether the last thing was one of those two. Until the person opens something themselves, nothing that waits is named:
/// somebody else may hold the phone.
bool has_left(const Session& session);

/// The last flow of a thread has ended.
void thread_ended(Making& making);
/// The place where the person was is gone, or the flow went in circles: a gentle way on, with the notebook intact.
void lose_place(Making& making);

/// Whether the flow that did it goes on, or the person is elsewhere now.
enum class After : std::uint8_t { here, elsewhere };
After do_deed(Making& making, Deed deed);

}  // namespace core
