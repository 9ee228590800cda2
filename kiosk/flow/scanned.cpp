// SPDX-License-Identifier: Apache-2.0
// A code of the receipt held before a reader: it opens what it is for, wherever somebody may begin.
#include "base/human_code.hpp"
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

constexpr std::string_view kJoinForm = "member";

bool look_at_secret(Machine& m, std::string_view text) {
  m.state.screen = Screen::secret;
  count_progress(m);
  secret_clear(m);
  secret_type(m, text);
  return on(m, SecretSubmitted{}) || true;
}

bool is_asked_for_group(const Machine& m) {
  const auto& session = m.state.session;
  const auto& questions = form_of(m).questions;
  return questions[static_cast<std::size_t>(session.current.question)].kind ==
         forms::Kind::join_code;
}

bool join(Machine& m, std::string_view text) {
  if (m.state.screen != Screen::question && !on(m, RoleChosen{std::string(kJoinForm)}))
    return false;
  if (!is_asked_for_group(m)) return false;
  on(m, TextCleared{});
  return on(m, TextInserted{base::SecretText(text)});
}

}  // namespace

bool code_scanned(Machine& m, std::string_view text) {
  const bool secret = base::ReceiptSecret::parse(text).has_value();
  if (m.state.screen == Screen::secret) {
    return !m.state.returning.opening && look_at_secret(m, text);
  }
  const bool asks_for_group = m.state.screen == Screen::question && is_asked_for_group(m);
  if (m.state.screen == Screen::question && !asks_for_group) return false;
  if (asks_for_group && secret) {  // nothing of it may stand in that field
    return change(m.state.session.error, std::optional(forms::FieldError{"error.code.secret", {}}));
  }
  if (asks_for_group) return join(m, text);
  if (secret) return look_at_secret(m, text);
  const auto code = base::HumanCode::parse(text);
  if (!code) return false;
  if (code->use() == base::HumanCode::Use::own) return look_at_secret(m, text);  // says which it is
  return join(m, text);
}

}  // namespace samen::flow
