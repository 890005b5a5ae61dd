#include "core/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "core/utf8.hpp"

namespace core {
namespace {

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0xB4 || c == 0x2BC || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032;
}

// Before normalisation, which would make a space and a mark of the acute accent that some keyboards give.
std::string straighten(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_code_point(text, [&](char32_t c) { append_utf8(out, is_apostrophe(c) ? U'\'' : c); });
  return out;
}

// Collects words: a space goes before a word once its first letter is known, an apostrophe once the letter after it is.
class Folder {
 public:
  explicit Folder(std::size_t size) { out_.reserve(size); }

  void word_part(char32_t c) {
    if (gap_ && !out_.empty()) out_ += ' ';
    if (apostrophe_ && !gap_) out_ += '\'';
    gap_ = apostrophe_ = false;
    if (c < 0x80) out_ += static_cast<char>(c);
    else append_utf8(out_, c);
  }
  void apostrophe() { if (in_word()) apostrophe_ = true; else between(); }
  void between() { gap_ = true; apostrophe_ = false; }
  bool in_word() const { return !gap_ && !apostrophe_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool gap_ = true;
  bool apostrophe_ = false;
};

std::string fold_ascii(std::string_view text) {
  Folder folder(text.size());
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') folder.word_part(static_cast<char32_t>(c) + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) folder.word_part(static_cast<char32_t>(c));
    else if (c == '\'' || c == '`') folder.apostrophe();
    else folder.between();
  }
  return folder.take();
}

std::string fold_unicode(std::string_view text) {
  const std::string normal = normalise(text);
  Folder folder(normal.size());
  each_code_point(normal, [&](char32_t point) {
    const auto c = static_cast<UChar32>(point);
    const bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    if (u_isalnum(c) || (mark && folder.in_word())) folder.word_part(point);
    else if (c == '\'') folder.apostrophe();
    else folder.between();
  });
  return folder.take();
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  each_code_point(text, [&](char32_t c) { out += c; });
  return out;
}

// Optimal string alignment, computed only as far from the diagonal as can still matter.
bool aligned(const std::u32string& a, const std::u32string& b, std::size_t allowed) {
  const std::size_t far = allowed + 1;
  std::vector<std::size_t> older(b.size() + 2, far), old(b.size() + 2, far), row(b.size() + 2, far);
  for (std::size_t j = 0; j <= std::min(b.size(), allowed); ++j) old[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > allowed ? i - allowed : 0, last = std::min(b.size(), i + allowed);
    if (first > 0) row[first - 1] = far;
    for (std::size_t j = first; j <= last; ++j) {
      if (j == 0) { row[0] = i; continue; }
      row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    row[last + 1] = far;
    std::swap(older, old);
    std::swap(old, row);
  }
  return old[b.size()] <= allowed;
}

/// Whether one slip makes them the same: what is left between a common beginning and a common end says it. For ASCII, where
/// a byte is a code point.
bool one_slip(std::string_view a, std::string_view b) {
  const auto same = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  a.remove_prefix(same);
  b.remove_prefix(same);
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  const bool swapped = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
  return swapped || (a.size() <= 1 && b.size() <= 1);
}

}  // namespace

std::string normalise(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  const auto* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_SUCCESS(status)) {
    const std::string straight = straighten(text);
    folding->normalizeUTF8(0, {straight.data(), static_cast<std::int32_t>(straight.size())}, sink, nullptr, status);
  }
  return U_SUCCESS(status) ? straighten(out) : std::string(text);  // "ŉ" holds another
}

std::string fold(std::string_view text) { return is_ascii(text) ? fold_ascii(text) : fold_unicode(text); }

std::vector<std::string_view> words(std::string_view folded) {
  std::vector<std::string_view> out;
  while (!folded.empty()) {
    const auto end = std::min(folded.find(' '), folded.size());
    if (end > 0) out.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return out;
}

bool within_typos(std::string_view a, std::string_view b, std::size_t allowed) {
  constexpr std::size_t longest_code_point = 4;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > longest_code_point * allowed) return false;
  if (allowed == 0 || a == b) return a == b;
  if (allowed == 1 && is_ascii(a) && is_ascii(b)) return one_slip(a, b);
  const auto long_a = length(a), long_b = length(b);
  if (std::max(long_a, long_b) - std::min(long_a, long_b) > allowed) return false;
  return aligned(code_points(a), code_points(b), allowed);
}

bool holds_phrase(std::string_view text, std::string_view phrase) {
  if (phrase.empty()) return false;
  for (auto at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const auto end = at + phrase.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) return true;
  }
  return false;
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace core
