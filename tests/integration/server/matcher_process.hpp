// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "support/temporary_folder.hpp"
#include "sync/server/keys/tls_identity.hpp"
#include "sync/server/store/store.hpp"

// samen-matcher as a process of its own, with a data folder that goes with it.
namespace samen::test {

struct CommandResult {
  int exit_code = -1;
  std::string out;
  std::string err;
};

// Runs a program to its end; its stdout and stderr lie in files, so that no pipe can fill up.
inline pid_t spawn(const std::vector<std::string>& arguments, const std::filesystem::path& out,
                   const std::filesystem::path& err) {
  std::vector<char*> argv;
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    const int out_fd = open(out.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const int err_fd = open(err.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(out_fd, STDOUT_FILENO);
    dup2(err_fd, STDERR_FILENO);
    execv(argv[0], argv.data());
    _exit(127);
  }
  return pid;
}

inline int wait_for(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

class MatcherProcess {
 public:
  MatcherProcess() {
    const auto made = cli({"init", "--listen", "127.0.0.1:0"});
    EXPECT_EQ(made.exit_code, 0) << made.err;
  }
  ~MatcherProcess() { kill(); }

  const std::filesystem::path& data() const { return data_; }
  const std::string& url() const { return url_; }
  int port() const { return std::stoi(url_.substr(url_.rfind(':') + 1)); }

  CommandResult cli(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), SAMEN_MATCHER);
    arguments.push_back("--data");
    arguments.push_back(data_.string());
    const auto out = folder_.path() / "cli.out";
    const auto err = folder_.path() / "cli.err";
    std::filesystem::remove(out);
    std::filesystem::remove(err);
    CommandResult result;
    result.exit_code = wait_for(spawn(arguments, out, err));
    result.out = base::read_file(out, 1 << 24).value_or("");
    result.err = base::read_file(err, 1 << 24).value_or("");
    return result;
  }
  nlohmann::json json(const std::string& command) const {
    const auto result = cli({command, "--json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return nlohmann::json::parse(result.out, nullptr, false);
  }

  void start(std::vector<std::string> more = {}) {
    const auto ready = folder_.path() / "ready";
    std::filesystem::remove(ready);
    std::vector<std::string> arguments = {SAMEN_MATCHER,  "serve",        "--data",
                                          data_.string(), "--ready-file", ready.string()};
    if (!url_.empty()) {  // after a crash: the same port, as kiosks know it
      more.push_back("--listen");
      more.push_back("127.0.0.1:" + std::to_string(port()));
    }
    arguments.insert(arguments.end(), more.begin(), more.end());
    pid_ = spawn(arguments, folder_.path() / "serve.out", log_file());
    for (int i = 0; i < 1000 && !std::filesystem::exists(ready); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    url_ = base::read_file(ready, 1000).value_or("");
    ASSERT_FALSE(url_.empty()) << log();
    url_.pop_back();
  }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait_for(pid_);
    pid_ = -1;
  }
  int stop() {
    ::kill(pid_, SIGTERM);
    const int code = wait_for(pid_);
    pid_ = -1;
    return code;
  }
  std::filesystem::path log_file() const { return folder_.path() / "serve.err"; }
  // Somebody with access to the disk changes the store behind the matcher's back.
  void tamper(std::string_view sql) const {
    const base::SystemClock clock;
    base::SystemRandom random;
    auto store = server::Store::open(server::DataFolder{data_}, clock, random);
    ASSERT_TRUE(store) << store.error().message;
    const auto done = store->database().execute(sql);
    ASSERT_TRUE(done) << done.error().message;
  }
  // What serve printed behind this word: "metrics", "ready".
  std::string printed(const std::string& word) const {
    const auto text = base::read_file(folder_.path() / "serve.out", 1 << 20).value_or("");
    const auto at = text.rfind(word + " ");
    if (at == std::string::npos) return {};
    const auto start = at + word.size() + 1;
    return text.substr(start, text.find('\n', start) - start);
  }
  // "VmRSS" or "VmHWM" of the running matcher, in KiB.
  long memory_kib(const std::string& what) const {
    const auto text = base::read_file("/proc/" + std::to_string(pid_) + "/status", 1 << 16);
    const auto at = text.value_or("").find(what + ":");
    return at == std::string::npos ? 0 : std::stol(text->substr(at + what.size() + 1));
  }
  std::string log() const { return base::read_file(log_file(), 1 << 24).value_or(""); }

  // What curl calls a pinned public key.
  std::string pin() const {
    const auto pem = base::read_file(data_ / "tls.crt", 1 << 16);
    return "sha256//" + base::to_base64(server::public_key_pin(*pem).value());
  }
  std::string code(const std::string& centre = "De Linde") const {
    const auto made = cli({"enrol", "--centre", centre, "--municipality", "Almere", "--code-only"});
    EXPECT_EQ(made.exit_code, 0) << made.err;
    return made.out.substr(0, made.out.find('\n'));
  }

 private:
  TemporaryFolder folder_;
  std::filesystem::path data_ = folder_.path() / "matcher";
  std::string url_;
  pid_t pid_ = -1;
};

}  // namespace samen::test
