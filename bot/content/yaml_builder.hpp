#pragma once
#include <yaml-cpp/eventhandler.h>

#include <string>
#include <vector>

#include "content/yaml.hpp"

namespace content {

/// Thrown within the YAML reader only: why a file is not taken.
struct Refused {
  Document::Mark mark;
  std::string why;
};

/// Builds a Document from yaml-cpp's events. Its own tree would already have followed the aliases that we refuse.
class YamlBuilder final : public YAML::EventHandler {
 public:
  explicit YamlBuilder(Document& document) : document_(document) {}
  bool seen() const { return documents_ > 0; }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { open_.pop_back(); }

 private:
  struct Open {
    Json* value;
    std::string pointer;
    bool at_key = false;   // a mapping whose next event is a key
    std::string key = {};  // of the value to come
  };
  Open place(const YAML::Mark& mark, Json value);
  void take_key(const YAML::Mark& mark, const std::string& key);
  void start(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Json value);
  bool expects_key() const { return !open_.empty() && open_.back().at_key; }

  Document& document_;
  std::vector<Open> open_;
  int documents_ = 0;
};

}  // namespace content
