// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "forms/form.hpp"
#include "forms/json_reader.hpp"
#include "forms/schema.hpp"

namespace samen::forms {
namespace {

using base::Result;

constexpr int kMaxDepth = 6;

Result<Form> read_form(const Json& json) {
  if (!json.is_object()) return bad("expected one JSON object");
  SAMEN_CHECK(only_members(json, {"_header", "form", "version", "questions"}));
  Form form;
  SAMEN_TRY(form.id, text_member(json, "form"));
  if (!is_id(form.id)) return bad("\"form\" must be a short lower-case name");
  if (!json.contains("version")) return bad("\"version\" is missing");
  SAMEN_TRY(form.version, number_member(json, "version", 1, 1, kMaxVersion));
  const auto questions = json.find("questions");
  if (questions == json.end() || !questions->is_array() || questions->empty() ||
      questions->size() > kMaxQuestions) {
    return bad("\"questions\" must be a list of 1 to " + std::to_string(kMaxQuestions) +
               " questions");
  }
  for (const auto& entry : *questions) {
    std::string where = "question " + std::to_string(form.questions.size() + 1);
    if (!entry.is_object()) return bad(where + ": expected an object");
    const auto id = text_member(entry, "id");
    if (!id || !is_id(*id)) return bad(where + ": \"id\" must be a short lower-case name");
    where += " " + in_quotes(*id);
    if (form.find(*id) >= 0) return bad(where + ": this id stands twice");
    auto question = read_question(entry, form);
    if (!question) return std::unexpected(question.error().context(where));
    form.questions.push_back(std::move(*question));
  }
  SAMEN_CHECK(check_schema(form));
  return form;
}

}  // namespace

Result<Form> parse_form(std::string_view text, std::string_view name) {
  const auto json = parse_strictly(text, kMaxFormBytes, kMaxDepth);
  if (!json) return std::unexpected(json.error().context(name));
  auto form = read_form(*json);
  if (!form) return std::unexpected(form.error().context(name));
  return form;
}

}  // namespace samen::forms
