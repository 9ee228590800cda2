// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "sync/agent/key_pin.hpp"

namespace samen::agent::test {

// A private folder that is gone with the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Runs tests/support/tls_server.py as a child for as long as the object lives.
class TlsServer {
 public:
  explicit TlsServer(bool old_tls = false);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  bool ready() const { return port_ != 0; }
  std::string url(const std::string& path, const char* host = "127.0.0.1") const;
  std::string proxy() const;    // a proxy's address, for the environment
  std::string proxied() const;  // every byte the proxy has seen
  const KeyDigest& key() const { return key_; }
  KeyPin pin() const;
  KeyPin pin_prefix() const;     // the first ten bytes, as an enrolment code has them
  std::string received() const;  // every POST body that arrived

 private:
  TemporaryFolder folder_;
  int child_ = -1;
  int to_child_ = -1;
  int port_ = 0;
  int proxy_port_ = 0;
  KeyDigest key_{};
};

}  // namespace samen::agent::test
