// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sync/server/pages/page.hpp"

namespace samen::server {

// What a browser would send of the fields of a page, were a button of it pressed now.
class SentForm {
 public:
  static FormFields of(std::string_view html) {
    SentForm form;
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
      form.take(html.substr(at + 1, html.find('>', at) - at - 1));
    }
    return std::move(form.fields_);
  }

 private:
  static std::optional<std::string> attribute(std::string_view tag, const std::string& name) {
    const auto at = tag.find(" " + name + "=\"");
    if (at == std::string_view::npos) return std::nullopt;
    const auto from = at + name.size() + 3;
    return unescaped(std::string(tag.substr(from, tag.find('"', from) - from)));
  }
  static std::string unescaped(std::string text) {
    for (const auto& [from, to] :
         {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&quot;", "\""),
          std::pair("&#39;", "'"), std::pair("&amp;", "&")}) {
      const std::string escaped(from);
      for (auto at = text.find(escaped); at != std::string::npos; at = text.find(escaped, at + 1)) {
        text.replace(at, escaped.size(), to);
      }
    }
    return text;
  }
  void take(std::string_view tag) {
    if (tag.starts_with("input ")) {
      const auto type = attribute(tag, "type").value_or("text");
      const bool ticked = tag.find(" checked") != std::string_view::npos;
      if ((type == "radio" || type == "checkbox") && !ticked) return;
      add(attribute(tag, "name").value_or(""), attribute(tag, "value").value_or("on"));
    } else if (tag.starts_with("select ")) {
      select_ = attribute(tag, "name").value_or("");
      chosen_.reset();
    } else if (tag.starts_with("option ")) {
      const bool selected = tag.find(" selected") != std::string_view::npos;
      if (selected || !chosen_) chosen_ = attribute(tag, "value");
    } else if (tag == "/select") {
      add(select_, chosen_.value_or(""));
    }
  }
  void add(const std::string& name, const std::string& value) { fields_.push_back({name, value}); }

  FormFields fields_;
  std::string select_;
  std::optional<std::string> chosen_;
};

}  // namespace samen::server
