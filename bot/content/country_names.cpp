#include "content/country_names.hpp"

#include <unicode/locdspnm.h>

#include <algorithm>
#include <memory>

namespace content {
namespace {

/// ICU's names in one language: "Hong Kong SAR China", and the short "Hong Kong".
class Names {
 public:
  explicit Names(const std::string& language) : full_(make(language, UDISPCTX_LENGTH_FULL)), short_(make(language, UDISPCTX_LENGTH_SHORT)) {}

  void add_to(core::Country& country) const {
    for (const auto* names : {full_.get(), short_.get()}) {
      icu::UnicodeString name;
      std::string bytes;
      names->regionDisplayName(country.code.c_str(), name).toUTF8String(bytes);
      const bool new_name = bytes != country.code && std::ranges::find(country.names, bytes) == country.names.end();
      if (!name.isBogus() && new_name) country.names.push_back(std::move(bytes));
    }
  }

 private:
  static std::unique_ptr<icu::LocaleDisplayNames> make(const std::string& language, UDisplayContext length) {
    return std::unique_ptr<icu::LocaleDisplayNames>(
        icu::LocaleDisplayNames::createInstance(icu::Locale(language.c_str()), &length, 1));
  }

  std::unique_ptr<icu::LocaleDisplayNames> full_, short_;
};

}  // namespace

std::vector<core::Country> with_all_countries(std::vector<core::Country> known, std::span<const std::string> languages) {
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    if (std::ranges::find(known, *code, &core::Country::code) == known.end()) known.push_back({*code, {}, false});
  }
  std::vector<std::string> all{"en"};
  std::ranges::copy_if(languages, std::back_inserter(all), [](const std::string& language) { return language != "en"; });
  for (const std::string& language : all) {
    const Names names(language);
    for (core::Country& country : known) names.add_to(country);
  }
  std::erase_if(known, [](const core::Country& country) { return country.names.empty(); });
  return known;
}

}  // namespace content
