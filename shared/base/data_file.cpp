// SPDX-License-Identifier: Apache-2.0
#include "base/data_file.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "base/say.hpp"

namespace samen::base {
namespace {

constexpr std::size_t kShownBytes = 40;

// What a value has to be: whole sentences, because a kind has another place in Dutch.
std::string must_be(std::string_view name, Data::Kind kind) {
  switch (kind) {
    case Data::Kind::text:
      return say("{} must be text", name);
    case Data::Kind::list:
      return say("{} must be a list", name);
    case Data::Kind::object:
      return say("{} must be an object", name);
    case Data::Kind::truth:
      return say("{} must be true or false", name);
    case Data::Kind::number:
      return say("{} must be a number", name);
    case Data::Kind::null:
      break;
  }
  return say("{} must be null", name);
}

std::string short_number(double number) {
  char digits[32];
  const auto done = std::to_chars(std::begin(digits), std::end(digits), number);
  return {digits, done.ptr};
}

}  // namespace

std::string in_quotes(std::string_view text) {
  std::size_t shown = std::min(text.size(), kShownBytes);
  // Never half a letter.
  while (shown < text.size() && shown > 0 &&
         (static_cast<unsigned char>(text[shown]) & 0xC0U) == 0x80U)
    --shown;
  std::string out = "\"";
  for (const char c : text.substr(0, shown)) {
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  }
  return out + (shown < text.size() ? "...\"" : "\"");
}

Error inside(Error error, std::string_view place) {
  error.message += say(" (in {})", place);
  return error;
}

std::unexpected<Error> Data::wrong(std::string_view why, Errc code) const {
  assert(file_ != nullptr);
  return fail(code, *file_ + ":" + std::to_string(line_) + ": " + std::string(why));
}

std::string Data::called() const {
  return name_.empty() ? say("an entry of this list") : in_quotes(name_);
}

Result<std::string_view> Data::text() const {
  if (kind_ != Kind::text) return wrong(must_be(called(), Kind::text));
  return std::string_view(text_);
}

Result<bool> Data::flag() const {
  if (kind_ != Kind::truth) return wrong(must_be(called(), Kind::truth));
  return number_ != 0;
}

Result<int> Data::whole(int lowest, int highest) const {
  assert(lowest <= highest);
  if (kind_ == Kind::number && whole_ && number_ >= lowest && number_ <= highest) {
    return static_cast<int>(number_);
  }
  return wrong(say("{} must be a whole number from {} to {}", called(), lowest, highest));
}

Result<double> Data::number(double lowest, double highest) const {
  if (kind_ == Kind::number && number_ >= lowest && number_ <= highest) return number_;
  return wrong(say("{} must be a number from {} to {}", called(), short_number(lowest),
                   short_number(highest)));
}

Result<std::vector<std::string>> Data::texts(std::size_t most) const {
  if (kind_ != Kind::list || items_.size() > most) {
    return wrong(say("{} must be a list of at most {} texts", called(), most));
  }
  std::vector<std::string> out;
  for (const Data& item : items_) {
    SAMEN_TRY(const std::string_view text, item.text());
    out.emplace_back(text);
  }
  return out;
}

Result<void> Data::only(std::initializer_list<std::string_view> known) const {
  if (kind_ != Kind::object) return wrong(must_be(called(), Kind::object));
  for (const Data& member : items_) {
    if (std::ranges::find(known, member.name()) != known.end()) continue;
    std::string all;
    for (const std::string_view name : known) all += (all.empty() ? "" : ", ") + std::string(name);
    return member.wrong(say("unknown member {}; known here: {}", in_quotes(member.name_), all));
  }
  return {};
}

const Data* Data::find(std::string_view name) const {
  if (kind_ != Kind::object) return nullptr;
  const auto found = std::ranges::find(items_, name, &Data::name);
  return found == items_.end() ? nullptr : &*found;
}

Result<const Data*> Data::need(std::string_view name, Kind kind) const {
  const Data* found = find(name);
  if (found == nullptr) return wrong(say("{} is missing", in_quotes(name)));
  if (found->kind_ != kind) return found->wrong(must_be(in_quotes(name), kind));
  return found;
}

Result<std::string> Data::text(std::string_view name) const {
  SAMEN_TRY(const Data* found, need(name, Kind::text));
  return found->text_;
}

Result<std::string> Data::text_or(std::string_view name, std::string_view otherwise) const {
  if (find(name) == nullptr) return std::string(otherwise);
  return text(name);
}

Result<bool> Data::flag_or(std::string_view name, bool otherwise) const {
  const Data* found = find(name);
  return found == nullptr ? Result<bool>(otherwise) : found->flag();
}

Result<int> Data::whole(std::string_view name, int lowest, int highest) const {
  const Data* found = find(name);
  if (found == nullptr) return wrong(say("{} is missing", in_quotes(name)));
  return found->whole(lowest, highest);
}

Result<int> Data::whole_or(std::string_view name, int otherwise, int lowest, int highest) const {
  return find(name) == nullptr ? Result<int>(otherwise) : whole(name, lowest, highest);
}

Result<std::span<const Data>> Data::list(std::string_view name, std::size_t least,
                                         std::size_t most) const {
  assert(least <= most);
  const Data* found = find(name);
  if (found == nullptr && least == 0) return std::span<const Data>();
  if (found == nullptr) return wrong(say("{} is missing", in_quotes(name)));
  if (found->kind_ != Kind::list || found->items_.size() < least || found->items_.size() > most) {
    return found->wrong(say("{} must be a list of {} to {} entries", in_quotes(name), least, most));
  }
  return std::span<const Data>(found->items_);
}

Result<std::vector<std::string>> Data::texts_or_none(std::string_view name,
                                                     std::size_t most) const {
  const Data* found = find(name);
  return found == nullptr ? Result<std::vector<std::string>>() : found->texts(most);
}

}  // namespace samen::base
