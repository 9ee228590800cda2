// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace samen::agent {

struct HttpAnswer;

// Everything that can stand between the kiosk and the matcher, as one person would name it. The
// courier tries again after every one of them; they differ in what staff are told and how soon.
enum class Problem {
  not_enrolled,
  unreachable,
  wrong_key,
  insecure,
  timeout,
  cut,
  thin_network,  // small records pass, the next one is larger than any connection lives
  portal,
  proxy,
  clock,
  unknown_device,
  second_identity,
  busy,
  server_error,
  strange_answer,
  bad_receipt,
  storage_full,
  read_only,
  storage,
  stopped,
  // From here on: what a person at the terminal did or can mend at once.
  usage,
  not_initialised,
  code_mistyped,
  code_refused,
  code_expired,
  already_enrolled,
  busy_folder,
};

// Exit codes of samen-sync, so that an installer's script can tell them apart.
enum class Exit : int {
  ok = 0,
  failed = 1,  // anything without a number of its own
  usage = 2,   // a wrong option or address
  code_mistyped = 3,
  not_initialised = 4,
  unreachable = 5,  // also: timeout, cut off
  wrong_key = 6,
  code_refused = 7,  // never given out, used up, or withdrawn
  code_expired = 8,
  not_our_server = 9,
  too_many_tries = 10,
  already_enrolled = 11,
  storage = 12,
  busy_folder = 13,  // another courier works here
};

struct ProblemInfo {
  Problem problem;
  std::string_view key;      // message key for the staff page; empty: never shown there
  std::string_view words;    // the same for a terminal, with what to do; words_of() says it
  std::chrono::seconds cap;  // the longest pause before the next try
  Exit exit;
};

const ProblemInfo& info_of(Problem problem);
// What a person at the terminal is told of it, in the language spoken.
std::string_view words_of(Problem problem);

std::optional<Problem> problem_from_key(std::string_view key);

// The name under which a problem is kept with a row and in the courier's status: the tail of its
// message key.
std::string_view class_of(Problem problem);

// The courier's one error: why there is nothing to believe or nothing was done. `detail` holds no
// personal data and no bodies: it goes to the log or, from a command, to the terminal.
struct Trouble {
  Problem problem = Problem::strange_answer;
  std::string detail;
  int status = 0;                            // HTTP status, 0 without an answer
  std::chrono::milliseconds retry_after{0};  // what the matcher asked for
  bool connected = false;                    // without an answer: a request had begun to go out
};

// A failure of our own store or files.
Trouble storage_trouble(const base::Error& error);

// What an answer means before anything in it is believed: nothing when it is a 200 in our own
// format. 401 is told apart by the error code in the body (`error_code`, may be empty).
std::optional<Problem> problem_of(const HttpAnswer& answer, std::string_view error_code);

}  // namespace samen::agent
