// SPDX-License-Identifier: Apache-2.0
#include "base/data_file.hpp"
#include "base/say.hpp"
#include "forms/form.hpp"
#include "forms/schema.hpp"

namespace samen::forms {
namespace {

using base::Data;
using base::Result;

constexpr int kMaxDepth = 6;
constexpr std::size_t kMaxIdLength = 32;
constexpr int kMostMinutes = 60;

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxIdLength &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos;
}

Result<Form> read_form(const Data& root) {
  SAMEN_CHECK(root.only({"_header", "form", "version", "minutes", "questions"}));
  Form form;
  SAMEN_TRY(form.id, root.text("form"));
  if (!is_id(form.id)) return root.wrong(base::say("\"form\" must be a short lower-case name"));
  SAMEN_TRY(form.version, root.whole("version", 1, kMaxVersion));
  SAMEN_TRY(form.minutes, root.whole("minutes", 1, kMostMinutes));
  SAMEN_TRY(const auto questions, root.list("questions", 1, kMaxQuestions));
  for (const Data& entry : questions) {
    std::string where = base::say("question {}", form.questions.size() + 1);
    const auto id = entry.text("id");
    if (!id || !is_id(*id)) {
      return entry.wrong(base::say("{} needs an \"id\" that is a short lower-case name", where));
    }
    where += " " + base::in_quotes(*id);
    if (form.find(*id) >= 0) return entry.wrong(base::say("{}: this id stands twice", where));
    auto question = read_question(entry, form);
    if (!question) return std::unexpected(base::inside(question.error(), where));
    form.questions.push_back(std::move(*question));
  }
  if (const auto fits = check_schema(form); !fits) return root.wrong(fits.error().message);
  return form;
}

}  // namespace

Result<Form> parse_form(std::string_view text, std::string_view name) {
  SAMEN_TRY(const auto file,
            base::DataFile::parse(text, name, {.bytes = kMaxFormBytes, .depth = kMaxDepth}));
  return read_form(file.root());
}

}  // namespace samen::forms
