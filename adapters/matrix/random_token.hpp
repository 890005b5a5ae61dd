#pragma once
#include <string>

namespace matrix {

/// Not to be guessed, nor met twice.
std::string random_token();

}  // namespace matrix
