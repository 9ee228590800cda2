// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/data_file.hpp"

namespace samen::base {

// Builds the values of a file while the JSON library reads it. Private to this room.
class DataReader {
 public:
  DataReader(const std::string& file, const DataLimits& limits) : file_(file), limits_(limits) {}

  // False, with error() told, at the first thing that may not be.
  bool value(Data::Kind kind, int line, std::string text = {}, double number = 0,
             bool whole = false);
  bool open(Data::Kind kind, int line);
  bool close();
  bool member(std::string name, int line);
  bool refuse(int line, std::string_view why, Errc code = Errc::invalid_input);

  const Error& error() const { return error_; }
  Data take() { return std::move(root_); }

 private:
  bool place(Data made);

  const std::string& file_;
  const DataLimits& limits_;
  Data root_;
  std::vector<Data> open_;  // lists and objects that have not ended
  std::string member_;      // whose value comes next
  std::size_t values_ = 0;
  Error error_;
};

}  // namespace samen::base
