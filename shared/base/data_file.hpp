// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// The one reader of the JSON files this project ships or an operator writes: forms, keyboards,
// words, fonts, icons, policy. Strict, because a slip in such a file must be seen at start: nothing
// may stand twice, nothing unknown is passed over, and every refusal names file and line. Records
// of people are read by shared/protocol, into locked memory.
namespace samen::base {

struct DataLimits {
  std::size_t bytes = std::size_t{1} << 20U;
  int depth = 8;                // of lists and objects
  std::size_t values = 50'000;  // in the whole file
};

// Text of a file that goes into an error: short, and nothing a terminal would act on.
std::string in_quotes(std::string_view text);

// One value of a data file. The same refusal serves a missing, a mistyped and an impossible value.
// Lives as long as its DataFile.
class Data {
 public:
  enum class Kind : std::uint8_t { null, truth, number, text, list, object };

  Kind kind() const { return kind_; }
  std::string_view name() const { return name_; }  // as a member; empty in a list
  std::span<const Data> items() const {
    return items_;
  }  // elements, or members in the file's order
  bool is(Kind kind) const { return kind_ == kind; }

  // "<file>:<line>: <why>", Errc::invalid_input unless told otherwise.
  std::unexpected<Error> wrong(std::string_view why, Errc code = Errc::invalid_input) const;

  // The value itself.
  Result<std::string_view> text() const;
  Result<bool> flag() const;
  Result<int> whole(int lowest, int highest) const;
  Result<double> number(double lowest, double highest) const;
  Result<std::vector<std::string>> texts(std::size_t most) const;

  // Members of an object.
  Result<void> only(std::initializer_list<std::string_view> known) const;
  const Data* find(std::string_view name) const;  // null: not there
  Result<const Data*> need(std::string_view name, Kind kind) const;
  Result<std::string> text(std::string_view name) const;
  Result<std::string> text_or(std::string_view name, std::string_view otherwise) const;
  Result<bool> flag_or(std::string_view name, bool otherwise) const;
  Result<int> whole(std::string_view name, int lowest, int highest) const;
  Result<int> whole_or(std::string_view name, int otherwise, int lowest, int highest) const;
  Result<std::span<const Data>> list(std::string_view name, std::size_t least,
                                     std::size_t most) const;
  Result<std::vector<std::string>> texts_or_none(std::string_view name, std::size_t most) const;

 private:
  friend class DataReader;
  std::string called() const;  // the member's name in quotes, for a refusal

  const std::string* file_ = nullptr;
  std::string name_, text_;
  std::vector<Data> items_;
  double number_ = 0;
  int line_ = 0;
  Kind kind_ = Kind::null;
  bool whole_ = false;
};

// A file that was read whole; its root is an object.
class DataFile {
 public:
  // `name` is what refusals call it.
  static Result<DataFile> parse(std::string_view json, std::string_view name,
                                const DataLimits& limits = {});
  static Result<DataFile> read(const std::filesystem::path& path, const DataLimits& limits = {});
  const Data& root() const { return *root_; }

 private:
  std::unique_ptr<std::string> name_;
  std::unique_ptr<Data> root_;
};

// The refusal with the place inside the file in words: "<message> (in <place>)".
[[nodiscard]] Error inside(Error error, std::string_view place);

}  // namespace samen::base
