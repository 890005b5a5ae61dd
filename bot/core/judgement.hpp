#pragma once
#include "core/crisis.hpp"
#include "core/lexicon.hpp"
#include "core/reading.hpp"

namespace core {

/// Whether `a` decides over `b`.
bool graver(const Risk& a, const Risk& b);

/// The gravest of one lexicon's rules that holds, with what stands around it: who, when, not, and figures of speech.
Risk judge(const Lexicon& lexicon, const Reading& reading);

}  // namespace core
