#pragma once
#include <string>

namespace commands {

/// Asks at the terminal, where what is typed is shown, and may be longer than the 4095 bytes that a terminal's line takes by
/// itself: a captcha's link is. Reads a line from standard input where that is no terminal. Without spaces around it. Throws
/// Trouble when nothing is given.
std::string ask_line(const std::string& question);

/// Says where the captcha is to be solved, and asks for the link that comes of it. Throws Trouble when it is no such link.
std::string ask_captcha(const std::string& page);

}  // namespace commands
