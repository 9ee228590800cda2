// SPDX-License-Identifier: Apache-2.0
#include "base/data_reader.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::base {
namespace {

// Where the JSON library has got to in the text; shared by the copies it makes of its iterator.
struct Position {
  const char* at;
  const char* counted;  // newlines are counted up to here
  int line = 1;

  int now() {
    assert(counted <= at);
    // A number ends where the next character is looked at: that one is not part of it.
    const char* const end = at > counted && at[-1] == '\n' ? at - 1 : at;
    line += static_cast<int>(std::count(counted, end, '\n'));
    counted = end;
    return line;
  }
};

class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, Position* shared) : at_(at), shared_(shared) {}
  reference operator*() const { return *at_; }
  Cursor& operator++() {
    shared_->at = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Cursor& a, const Cursor& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  Position* shared_;
};

// The JSON library's events, with the line each stands on.
class Events final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Events(DataReader& reader, Position& position) : reader_(reader), position_(position) {}

  bool null() override { return reader_.value(Data::Kind::null, position_.now()); }
  bool boolean(bool value) override {
    return reader_.value(Data::Kind::truth, position_.now(), {}, value ? 1 : 0);
  }
  bool number_integer(number_integer_t value) override {
    return number(static_cast<double>(value), true);
  }
  bool number_unsigned(number_unsigned_t value) override {
    return number(static_cast<double>(value), true);
  }
  bool number_float(number_float_t value, const string_t& /*text*/) override {
    return number(value, false);
  }
  bool string(string_t& value) override {
    return reader_.value(Data::Kind::text, position_.now(), std::move(value));
  }
  bool binary(binary_t& /*value*/) override { return false; }  // JSON text has none
  bool start_object(std::size_t /*elements*/) override {
    return reader_.open(Data::Kind::object, position_.now());
  }
  bool key(string_t& name) override { return reader_.member(std::move(name), position_.now()); }
  bool end_object() override { return reader_.close(); }
  bool start_array(std::size_t /*elements*/) override {
    return reader_.open(Data::Kind::list, position_.now());
  }
  bool end_array() override { return reader_.close(); }
  bool parse_error(std::size_t /*byte*/, const std::string& /*token*/,
                   const nlohmann::json::exception& /*error*/) override {
    return reader_.refuse(position_.now(), say("this is not JSON from here on"));
  }

 private:
  bool number(double value, bool whole) {
    return reader_.value(Data::Kind::number, position_.now(), {}, value, whole);
  }
  DataReader& reader_;
  Position& position_;
};

}  // namespace

bool DataReader::refuse(int line, std::string_view why, Errc code) {
  Data at;
  at.file_ = &file_;
  at.line_ = line;
  error_ = at.wrong(why, code).error();
  return false;
}

bool DataReader::place(Data made) {
  if (open_.empty()) {
    root_ = std::move(made);
  } else {
    open_.back().items_.push_back(std::move(made));
  }
  return true;
}

bool DataReader::value(Data::Kind kind, int line, std::string text, double number, bool whole) {
  if (open_.empty()) return refuse(line, say("a data file holds one JSON object"));
  if (++values_ > limits_.values) return refuse(line, say("more values than allowed"), Errc::limit);
  Data made;
  made.file_ = &file_;
  made.line_ = line;
  made.kind_ = kind;
  made.text_ = std::move(text);
  made.number_ = number;
  made.whole_ = whole;
  made.name_ = std::exchange(member_, {});
  return place(std::move(made));
}

bool DataReader::open(Data::Kind kind, int line) {
  if (open_.empty() && kind != Data::Kind::object) {
    return refuse(line, say("a data file holds one JSON object"));
  }
  if (++values_ > limits_.values) return refuse(line, say("more values than allowed"), Errc::limit);
  if (std::cmp_greater_equal(open_.size(), limits_.depth)) {
    return refuse(line, say("nested deeper than {} levels", limits_.depth), Errc::limit);
  }
  Data made;
  made.file_ = &file_;
  made.line_ = line;
  made.kind_ = kind;
  made.name_ = std::exchange(member_, {});
  open_.push_back(std::move(made));
  return true;
}

bool DataReader::member(std::string name, int line) {
  if (name.empty()) return refuse(line, say("a member without a name"));
  member_ = std::move(name);
  return true;
}

bool DataReader::close() {
  assert(!open_.empty());
  Data made = std::move(open_.back());
  open_.pop_back();
  if (made.kind_ == Data::Kind::object) {
    std::vector<std::pair<std::string_view, int>> names;
    for (const Data& member : made.items_) names.emplace_back(member.name_, member.line_);
    std::ranges::sort(names);
    const auto twice =
        std::ranges::adjacent_find(names, {}, &std::pair<std::string_view, int>::first);
    if (twice != names.end()) {
      return refuse(std::next(twice)->second, say("{} stands twice", in_quotes(twice->first)));
    }
  }
  return place(std::move(made));
}

Result<DataFile> DataFile::parse(std::string_view json, std::string_view name,
                                 const DataLimits& limits) {
  DataFile file;
  file.name_ = std::make_unique<std::string>(name);
  if (json.size() > limits.bytes) {
    return fail(Errc::limit, say("{}: larger than {} bytes", *file.name_, limits.bytes));
  }
  Position position{json.data(), json.data()};
  DataReader reader(*file.name_, limits);
  Events events(reader, position);
  const Cursor first(json.data(), &position);
  const Cursor last(json.data() + json.size(), &position);
  if (!nlohmann::json::sax_parse(first, last, &events)) return std::unexpected(reader.error());
  file.root_ = std::make_unique<Data>(reader.take());
  assert(file.root_->is(Data::Kind::object));
  return file;
}

Result<DataFile> DataFile::read(const std::filesystem::path& path, const DataLimits& limits) {
  SAMEN_TRY(const std::string content, read_file(path, limits.bytes));
  return parse(content, path.filename().string(), limits);
}

}  // namespace samen::base
