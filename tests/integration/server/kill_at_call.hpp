// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace samen::test {

enum class Killed { before_the_call, ran_to_its_end, cannot_trace };

// Runs a program and kills it right before its n-th system call that can change a disk (counted
// from 1): nothing of that call happens.
inline Killed run_killed_before_call(const std::vector<std::string>& arguments, int n) {
  static const std::set<unsigned long> kChanging = {
      SYS_write,     SYS_pwrite64,  SYS_openat,    SYS_rename,   SYS_renameat,
      SYS_renameat2, SYS_link,      SYS_linkat,    SYS_unlink,   SYS_unlinkat,
      SYS_mkdir,     SYS_mkdirat,   SYS_rmdir,     SYS_fsync,    SYS_chmod,
      SYS_fdatasync, SYS_ftruncate, SYS_fallocate, SYS_sendfile, SYS_copy_file_range};
  const pid_t pid = fork();
  if (pid == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(126);
    std::vector<char*> argv;
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execv(argv[0], argv.data());
    _exit(127);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  if (!WIFSTOPPED(status)) return Killed::cannot_trace;
  ptrace(PTRACE_SETOPTIONS, pid, nullptr,
         static_cast<long>(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
  int seen = 0;
  for (;;) {
    ptrace(PTRACE_SYSCALL, pid, nullptr, nullptr);
    if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status)) return Killed::ran_to_its_end;
    if (WSTOPSIG(status) != (SIGTRAP | 0x80)) continue;
    __ptrace_syscall_info info{};
    ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info);
    const bool changes = info.op == PTRACE_SYSCALL_INFO_ENTRY &&
                         kChanging.contains(info.entry.nr) &&
                         (info.entry.nr != SYS_openat || (info.entry.args[2] & O_CREAT) != 0);
    if (!changes || ++seen < n) continue;
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    return Killed::before_the_call;
  }
}

}  // namespace samen::test
