// SPDX-License-Identifier: Apache-2.0
// A code of the receipt or of a poster held before a reader: it opens what it is for, wherever
// somebody may begin.
#include "base/form_code.hpp"
#include "base/human_code.hpp"
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

constexpr std::string_view kJoinForm = "member";

bool look_at_secret(Machine& m, std::string_view text) {
  if (m.state.returning.opening) return false;
  m.state.screen = Screen::secret;
  count_progress(m);
  secret_clear(m);
  secret_type(m, text);
  on(m, SecretSubmitted{});
  return true;
}

bool is_asked_for_group(const Machine& m) {
  const auto& questions = form_of(m).questions;
  const auto current = static_cast<std::size_t>(m.state.session.current.question);
  return questions[current].kind == forms::Kind::join_code;
}

bool put_group_code(Machine& m, std::string_view text) {
  if (!is_asked_for_group(m)) return false;
  on(m, TextCleared{});
  return on(m, TextInserted{base::SecretText(text)});
}

// The form's first question, which is the consent. Whoever has not chosen a language yet is asked
// first, on top of it. What somebody has begun stays: a poster carried by never ends it.
bool begin_form(Machine& m, std::string_view form) {
  if (m.state.session.form >= 0) return false;
  const bool asks_language = m.state.screen == Screen::first;
  if (!on(m, RoleChosen{std::string(form)})) return false;
  count_progress(m);
  if (asks_language) m.state.overlay = Overlay::language_picker;
  return true;
}

}  // namespace

bool code_scanned(Machine& m, std::string_view text) {
  if (m.state.screen == Screen::secret) return look_at_secret(m, text);
  const bool secret = base::ReceiptSecret::parse(text).has_value();
  if (m.state.screen == Screen::question) {
    if (!secret) return put_group_code(m, text);
    // Nothing of it may stand in that field.
    const std::optional error = forms::FieldError{"error.code.secret", {}};
    return is_asked_for_group(m) && change(m.state.session.error, error);
  }
  if (const auto form = base::parse_form_code(text)) return begin_form(m, *form);
  const auto code = base::HumanCode::parse(text);
  const bool own = code && code->use() == base::HumanCode::Use::own;
  if (secret || own) return look_at_secret(m, text);  // which says what an own code is
  return code && on(m, RoleChosen{std::string(kJoinForm)}) && put_group_code(m, text);
}

}  // namespace samen::flow
