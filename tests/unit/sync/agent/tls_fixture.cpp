// SPDX-License-Identifier: Apache-2.0
#include "unit/sync/agent/tls_fixture.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "tests/source_dir.hpp"

namespace samen::agent::test {

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "samen-agent-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TlsServer::TlsServer(bool old_tls) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (::pipe(in.data()) != 0 || ::pipe(out.data()) != 0) return;
  const std::string script = SAMEN_SOURCE_DIR "/tests/support/tls_server.py";
  std::vector<const char*> arguments{"python3", script.c_str(), folder_.path().c_str()};
  if (old_tls) arguments.insert(arguments.end(), {"--tls-max", "1.1"});
  arguments.push_back(nullptr);
  child_ = ::fork();
  if (child_ == 0) {
    ::dup2(in[0], 0);
    ::dup2(out[1], 1);
    for (const int fd : {in[0], in[1], out[0], out[1]}) ::close(fd);
    ::execvp("python3", const_cast<char* const*>(arguments.data()));
    ::_exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  to_child_ = in[1];
  std::string line;
  char c = 0;
  while (::read(out[0], &c, 1) == 1 && c != '\n') line += c;
  ::close(out[0]);
  const std::size_t space = line.find(' ');
  if (space == std::string::npos) return;
  const auto digest = base::from_hex(line.substr(space + 1, 64));
  if (!digest || digest->size() != key_.size()) return;
  std::ranges::copy(*digest, key_.begin());
  port_ = std::atoi(line.c_str());
  proxy_port_ = std::atoi(line.c_str() + std::min(line.size(), space + 66));
}

TlsServer::~TlsServer() {
  if (to_child_ >= 0) ::close(to_child_);
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
}

std::string TlsServer::url(const std::string& path, const char* host) const {
  return std::string("https://") + host + ":" + std::to_string(port_) + path;
}

std::string TlsServer::proxy() const {
  return "http://127.0.0.1:" + std::to_string(proxy_port_);
}

std::string TlsServer::proxied() const {
  return base::read_file(folder_.path() / "proxied", 1U << 20).value_or("");
}

KeyPin TlsServer::pin() const {
  return *KeyPin::from_prefix(key_);
}
KeyPin TlsServer::pin_prefix() const {
  return *KeyPin::from_prefix(base::ByteView(key_).first(10));
}

std::string TlsServer::received() const {
  return base::read_file(folder_.path() / "received", 1U << 20).value_or("");
}

}  // namespace samen::agent::test
