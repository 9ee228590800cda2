// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "forms/answers.hpp"
#include "forms/form.hpp"
#include "forms/plan.hpp"
#include "forms/summary.hpp"
#include "forms/to_record.hpp"

// Any bytes as a form file: refused with the name in front, or a form that can be asked.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto form = forms::parse_form(text, "fuzz.json");
  if (!form) {
    if (!form.error().message.starts_with("fuzz.json:")) std::abort();
    return 0;
  }
  forms::Answers answers;
  for (int i = 0; i < static_cast<int>(form->questions.size()); ++i) {
    const auto& question = form->questions[static_cast<std::size_t>(i)];
    answers.set({i, question.repeat == forms::Repeat::once ? -1 : 1},
                forms::initial_value(question, "ar"));
  }
  const auto plan = forms::plan(*form, answers);
  if (plan.empty() || forms::summary(*form, answers).size() != plan.size()) std::abort();
  // Nothing is answered yet, and every form asks for consent.
  if (forms::to_record(*form, answers, "nl")) std::abort();
  return 0;
}
