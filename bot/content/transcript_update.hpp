#pragma once
#include <string>

#include "content/transcript_player.hpp"

namespace content {

/// `text`, the transcript's file, with every `bot` as it was played. All else stays as it stands, comments too; an
/// exchange on one line ({you: …}) becomes lines of its own.
std::string updated(const std::string& text, const Transcript& transcript, const std::vector<Played>& played);

}  // namespace content
