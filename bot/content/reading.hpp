#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/draft.hpp"
#include "content/element.hpp"

namespace content {

/// What every part of reading one flow needs: the document, the flow that it becomes, and where complaints go.
class Reading {
 public:
  Reading(const Document& document, Draft& draft, core::Flow& flow) : document_(document), draft_(draft), flow_(flow) {}

  const core::Flow& flow() const { return flow_; }
  const core::Content& content() const { return draft_.content; }
  /// The node whose parts are read from here on.
  void enter(std::string_view node) { node_ = node; }

  /// The node of that name; no_node, with a diagnostic, when there is none.
  core::NodeIndex target(const Element& name);
  /// The target under `key`; no_node without that key.
  core::NodeIndex optional_target(const Element& parent, std::string_view key);

  /// A sentence under the context "flow/node/field".
  core::TextId text(const Element& text, std::string_view field, Role role);
  /// One text or a list of them. The first context is "field.1" when `numbered`, else "field", "field.2".
  std::vector<core::TextId> texts(const Element& texts, std::string_view field, Role role, bool numbered);

  void uses(const Element& where, std::string_view variable);
  void calls(const Element& where);
  void refuse(const Element& where, Code code, std::string message);
  /// Remembers where a choice stands.
  void mark(const Element& where, std::string_view choice);
  /// Lower-case words with hyphens, or a diagnostic.
  void check_id(const Element& where, std::string_view id);

 private:
  const Document& document_;
  Draft& draft_;
  core::Flow& flow_;
  std::string node_;
};

/// As content/duration.hpp; zero, with a diagnostic, for anything else.
core::Duration read_duration(Reading& reading, const Element& written);

}  // namespace content
