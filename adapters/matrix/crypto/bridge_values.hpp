#pragma once
#include <cxx.h>

#include <bridge.h>

#include "adapters/matrix/crypto/crypto_machine.hpp"

namespace matrix {

/// Throws the CryptoError of that kind, as the bridge names it.
[[noreturn]] void refuse(std::string_view kind);

/// Every call of the bridge goes through here. Text that is not UTF-8 doesn't cross it.
template <class Call>
auto crossing(Call call) {
  try {
    return call();
  } catch (const rust::Error& error) {
    refuse(error.what());
  } catch (const std::invalid_argument&) {
    refuse("fault");
  }
}

inline rust::Str view(std::string_view text) { return {text.data(), text.size()}; }

rust::Vec<rust::String> strings(std::span<const std::string> texts);
std::vector<CryptoRequest> to_requests(const rust::Vec<bridge::Request>& requests);
std::optional<CryptoRequest> first(const rust::Vec<bridge::Request>& requests);
Unreadable to_unreadable(bridge::Reading reading);

}  // namespace matrix
