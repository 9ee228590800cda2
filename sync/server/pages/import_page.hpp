// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/server/cases/import_desk.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

// What was typed on the first page, and what is wrong with it.
struct ImportStart {
  std::string form = "household";
  std::string centre = {};
  std::string how = {};
  std::string day = {};
  bool agreed = false;
  std::string wrong = {};  // office.import.start.wrong.…; empty: nothing
  std::optional<SheetFault> fault = {};
};

// How things stand for the session that asks.
struct ImportView {
  const ImportFile* file = nullptr;  // null: none was brought yet
  const ImportTools* tools = nullptr;
  ImportStart start = {};
  // What is wrong with what was just sent: office.import.wrong_page.…
  std::string wrong = {};
  std::vector<int> uncovered = {};  // questions of the form, of wrong "uncovered"
  int column = -1;                  // of wrong "twice"
};

// For these pages only.
std::string target_words(const Frame& frame, const forms::Form& form, const ImportTarget& target);
// "Column D (Postcode)"; with a row: "Row 14, column D (Postcode)".
std::string place_words(const Frame& frame, const Sheet& sheet, int column, int row = 0);
void fill_import_columns(Frame& frame, const ImportView& view);
void fill_import_words(Frame& frame, const ImportView& view);
void fill_import_checked(Frame& frame, const ImportView& view);

}  // namespace samen::server
