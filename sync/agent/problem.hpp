// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "sync/agent/http_client.hpp"

namespace samen::agent {

// Everything that can stand between the kiosk and the matcher, as one person would name it. The
// courier tries again after every one of them; they differ in what staff are told and how soon.
enum class Problem {
  not_enrolled,
  unreachable,
  wrong_key,
  insecure,
  timeout,
  cut,
  portal,
  clock,
  unknown_device,
  busy,
  server_error,
  strange_answer,
  bad_receipt,
  storage_full,
  storage,
  stopped,
};

struct ProblemInfo {
  Problem problem;
  std::string_view key;      // message key for the staff page
  std::string_view words;    // the same for a terminal, with what to do
  std::chrono::seconds cap;  // the longest pause before the next try
};

const ProblemInfo& info_of(Problem problem);
std::optional<Problem> problem_from_key(std::string_view key);

// What a transfer without an answer means.
Problem problem_of(HttpFailure failure);

// What an answer means before anything in it is believed: nothing when it is a 200 in our own
// format. 401 is told apart by the error code in the body (`error_code`, may be empty).
std::optional<Problem> problem_of(const HttpAnswer& answer, std::string_view error_code);

}  // namespace samen::agent
