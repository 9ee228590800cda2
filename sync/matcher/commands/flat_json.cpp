// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/commands/flat_json.hpp"

#include <limits>
#include <set>

#include <nlohmann/json.hpp>

#include "base/say.hpp"

namespace samen::matcher::second {
namespace {

using base::say;

using Json = nlohmann::json;

// Event by event: as a tree a file of millions of numbers would not fit.
class Handler : public nlohmann::json_sax<Json> {
 public:
  explicit Handler(FlatJson& to) : to_(to) {}
  const std::string& trouble() const { return trouble_; }

  bool null() override { return no(say("null")); }
  bool boolean(bool) override { return no(say("true or false")); }
  bool number_float(number_float_t, const string_t&) override { return no(say("a fraction")); }
  bool binary(binary_t&) override { return no(say("bytes")); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) {
      return no(say("a number beyond 64 bits"));
    }
    return number_integer(static_cast<std::int64_t>(value));
  }
  bool number_integer(number_integer_t value) override {
    if (depth_ == 3) {
      list_->numbers.push_back(value);
      ++width_;
      return true;
    }
    if (depth_ != 1) return no(say("a number here"));
    to_.numbers[name_] = value;
    return true;
  }
  bool string(string_t& value) override {
    if (depth_ != 1) return no(say("a word here"));
    to_.words[name_] = value;
    return true;
  }
  bool start_object(std::size_t) override { return depth_++ == 0 || no(say("an object here")); }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool key(string_t& value) override {
    name_ = value;
    return seen_.insert(name_).second || no(say("the name \"{}\" twice", name_));
  }
  bool start_array(std::size_t) override {
    if (depth_ == 0 || depth_ > 2) return no(say("a list here"));
    if (depth_++ == 1) list_ = &to_.lists[name_];
    width_ = 0;
    return true;
  }
  bool end_array() override {
    if (depth_-- == 2) return true;
    if (width_ < 2 || width_ > 3 || (list_->width != 0 && list_->width != width_)) {
      return no(say("an inner list of another length"));
    }
    list_->width = width_;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Json::exception& error) override {
    trouble_ = error.what();
    return false;
  }

 private:
  bool no(const std::string& what) {
    trouble_ = say("holds {}, which is not part of the format", what);
    return false;
  }

  FlatJson& to_;
  FlatJson::List* list_ = nullptr;
  std::set<std::string> seen_;
  std::string name_;
  std::string trouble_;
  std::size_t width_ = 0;
  int depth_ = 0;
};

}  // namespace

base::Result<FlatJson> FlatJson::parse(std::string_view text, std::string_view what) {
  FlatJson made;
  Handler handler(made);
  if (Json::sax_parse(text.begin(), text.end(), &handler)) return made;
  return base::fail(base::Errc::invalid_input,
                    std::string(base::translated(what)) + ": " + handler.trouble());
}

}  // namespace samen::matcher::second
