// SPDX-License-Identifier: Apache-2.0
#include "i18n/catalogue_reader.hpp"

#include <unordered_set>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"

namespace samen::i18n {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr std::string_view kHeader = "_header";
constexpr std::size_t kIconBytes = 64;

// Reads the JSON as it is parsed: the shape is fixed (an object of objects of values), so anything
// else, and anything beyond a limit, stops at once, at any size.
class Reader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Reader(const CatalogueLimits& limits) : limits_(limits) {}

  const std::string& problem() const { return problem_; }
  Errc code() const { return code_; }
  CatalogueFile take() { return std::move(file_); }
  bool has_header() const { return has_header_; }
  const std::string& state() const { return state_; }
  bool has_reviewer() const { return has_reviewer_; }

  bool start_object(std::size_t /*elements*/) override {
    if (++depth_ > 2) return refuse("is nested too deep");
    if (depth_ == 2) fields_.clear();
    return true;
  }
  bool end_object() override {
    --depth_;
    if (depth_ != 1) return true;
    if (key_ == kHeader) {
      has_header_ = true;
      return true;
    }
    if (entry_.text.empty()) return refuse("has no text");
    return finish_entry();
  }
  bool key(string_t& name) override {
    if (depth_ == 1) return begin_key(name);
    field_ = name;
    if (!fields_.insert(name).second) return refuse("has \"" + shown(name) + "\" twice");
    return true;
  }
  bool string(string_t& value) override {
    if (depth_ != 2) return refuse("must be an object with a text");
    if (value.size() > limits_.text_bytes)
      return refuse("has a text that is too long", Errc::limit);
    return key_ == kHeader ? header_text(value) : entry_text(value);
  }
  bool number_integer(number_integer_t value) override { return header_number(value); }
  bool number_unsigned(number_unsigned_t value) override {
    return header_number(value > 1'000'000 ? 1'000'000 : static_cast<std::int64_t>(value));
  }
  bool null() override {
    if (depth_ == 2 && key_ == kHeader) return true;
    return refuse("has null where a text belongs");
  }
  bool boolean(bool /*value*/) override { return refuse("has true or false, not a text"); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
    return refuse("has a number, not a text");
  }
  bool binary(binary_t& /*value*/) override { return refuse("has binary data"); }
  bool start_array(std::size_t /*elements*/) override { return refuse("has a list, not a text"); }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::json::exception& /*error*/) override {
    if (problem_.empty()) problem_ = "is not JSON at byte " + std::to_string(position);
    return false;
  }

 private:
  // A key as it may be shown in an error: bounded, and only if it is harmless.
  static std::string shown(const std::string& name) {
    return name.size() <= 96 && base::is_utf8(name) ? name : "(a name that is too long)";
  }
  bool refuse(const std::string& why, Errc code = Errc::invalid_input) {
    code_ = code;
    problem_ = key_.empty() ? "the file " + why : "key " + shown(key_) + " " + why;
    return false;
  }
  bool begin_key(const std::string& name) {
    key_ = name;
    entry_ = {};
    if (!keys_.insert(name).second) return refuse("is there twice");
    if (name == kHeader) return true;
    if (name.size() > limits_.key_bytes) return refuse("is too long", Errc::limit);
    if (!is_message_key(name)) {
      return refuse("is not a message key (lower-case words with dots between)");
    }
    if (file_.entries.size() >= limits_.keys) {
      return refuse("is one key more than allowed", Errc::limit);
    }
    return true;
  }
  bool header_text(const std::string& value) {
    if (field_ == "language") file_.language = value;
    if (field_ == "state") state_ = value;
    if (field_ == "reviewer") has_reviewer_ = !value.empty();
    return true;
  }
  bool header_number(std::int64_t value) {
    if (depth_ != 2 || key_ != kHeader) return refuse("has a number, not a text");
    if (field_ == "order") file_.order = value;
    return true;
  }
  bool entry_text(std::string& value) {
    if (field_ == "text") {
      entry_.text = std::move(value);
    } else if (field_ == "speak") {
      entry_.speak = std::move(value);
    } else if (field_ == "icon") {
      if (value.size() > kIconBytes) return refuse("has an icon name that is too long");
      entry_.icon = std::move(value);
    } else {
      return refuse("has an unknown field \"" + shown(field_) + "\"; allowed: text, speak, icon");
    }
    return true;
  }
  bool finish_entry() {
    auto text = inspect_pattern(entry_.text, limits_);
    if (!text) return refuse("has " + text.error().message, text.error().code);
    entry_.text_parts = std::move(*text);
    if (!entry_.speak.empty()) {
      auto speak = inspect_pattern(entry_.speak, limits_);
      if (!speak) return refuse("has, to be spoken, " + speak.error().message);
      entry_.speak_parts = std::move(*speak);
    }
    file_.entries.emplace_back(key_, std::move(entry_));
    return true;
  }

  const CatalogueLimits& limits_;
  CatalogueFile file_;
  std::string problem_;
  Errc code_ = Errc::invalid_input;
  int depth_ = 0;
  std::string key_, field_, state_;
  bool has_header_ = false, has_reviewer_ = false;
  Entry entry_;
  std::unordered_set<std::string> keys_, fields_;
};

}  // namespace

Result<CatalogueFile> read_catalogue(std::string_view name, std::string_view content,
                                     const CatalogueLimits& limits) {
  const auto refused = [&](const std::string& why, Errc code = Errc::invalid_input) {
    return fail(code, std::string(name) + ": " + why);
  };
  if (content.size() > limits.file_bytes) return refused("the file is too large", Errc::limit);
  if (!base::is_utf8(content)) return refused("the file is not UTF-8");
  Reader reader(limits);
  if (!nlohmann::json::sax_parse(content.begin(), content.end(), &reader)) {
    return refused(reader.problem().empty() ? "is not JSON" : reader.problem(), reader.code());
  }
  CatalogueFile file = reader.take();
  if (!reader.has_header() || file.language.empty()) {
    return refused("_header with a \"language\" is missing");
  }
  if (file.language + ".json" != name) {
    return refused("_header says language " + file.language.substr(0, 32) +
                   ", but the file's name says otherwise");
  }
  if (reader.state() != "draft" && reader.state() != "reviewed") {
    return refused("_header needs a \"state\": draft or reviewed");
  }
  if (reader.state() == "reviewed" && !reader.has_reviewer()) {
    return refused("_header says reviewed but names no \"reviewer\"");
  }
  file.reviewed = reader.state() == "reviewed";
  return file;
}

}  // namespace samen::i18n
