#include "core/message.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "core/utf8.hpp"

namespace core {
namespace {

bool is_plain(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c >= ' ' && c <= '~') || c == '\n'; });
}

bool is_bidi_control(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) != 0; }

class Cleaner {
 public:
  explicit Cleaner(std::size_t size) { out_.reserve(size); }

  void take(UChar32 c) {
    if (c == '\n' && after_return_) { after_return_ = false; return; }
    after_return_ = c == '\r';
    if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) c = '\n';
    if (c == '\t' || c == '\v' || c == '\f') c = ' ';
    if (c != '\n' && (u_charType(c) == U_CONTROL_CHAR || is_bidi_control(c))) return;
    if (fits(c)) append_utf8(out_, static_cast<char32_t>(c));
  }
  std::string result() { return std::move(out_); }

 private:
  // An invisible character between marks does not begin a new letter.
  bool fits(UChar32 c) {
    const auto category = U_GET_GC_MASK(c);
    if ((category & U_GC_M_MASK) != 0) return ++marks_ <= most_marks;
    if ((category & U_GC_CF_MASK) == 0) marks_ = 0;
    return true;
  }

  std::string out_;
  std::size_t marks_ = 0;
  bool after_return_ = false;
};

}  // namespace

std::string clean(std::string_view bytes) {
  if (is_plain(bytes)) return std::string(bytes);
  Cleaner cleaner(bytes.size());
  each_code_point(bytes, [&](char32_t c) { cleaner.take(static_cast<UChar32>(c)); });
  return cleaner.result();
}

}  // namespace core
