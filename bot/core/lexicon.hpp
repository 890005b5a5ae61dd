#pragma once
#include "core/crisis.hpp"

namespace core {
class Lexicon {};
}
