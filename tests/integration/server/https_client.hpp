// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "integration/server/matcher_process.hpp"
#include "protocol/enrolment_code.hpp"
#include "support/fake_kiosk.hpp"

namespace samen::test {

struct Answer {
  CURLcode transfer = CURLE_OK;
  long status = 0;
  std::string body;
  std::map<std::string, std::string> headers;  // lower-case names
  std::string error_code() const {
    const auto json = nlohmann::json::parse(body, nullptr, false);
    return json.is_object() && json.contains("error") ? json["error"].value("code", "") : "";
  }
};

// libcurl with the matcher's key pinned; keeps its connection.
class HttpsClient {
 public:
  HttpsClient(std::string url, std::string pin) : url_(std::move(url)), pin_(std::move(pin)) {}
  ~HttpsClient() { curl_easy_cleanup(curl_); }
  HttpsClient(const HttpsClient&) = delete;
  HttpsClient& operator=(const HttpsClient&) = delete;

  CURL* handle() { return curl_; }

  Answer send(const std::string& method, const std::string& target, const std::string& body = "",
              const std::vector<std::pair<std::string, std::string>>& headers = {}) {
    Answer answer;
    curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json");
    for (const auto& [name, value] : headers) {
      list = curl_slist_append(list, (name + ": " + value).c_str());
    }
    curl_easy_setopt(curl_, CURLOPT_URL, (url_ + target).c_str());
    curl_easy_setopt(curl_, CURLOPT_PROXY, "");
    curl_easy_setopt(curl_, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(curl_, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(curl_, CURLOPT_PINNEDPUBLICKEY, pin_.c_str());
    curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl_, CURLOPT_TIMEOUT_MS, 20'000L);
    curl_easy_setopt(curl_, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl_, CURLOPT_WRITEFUNCTION, &write);
    curl_easy_setopt(curl_, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(curl_, CURLOPT_HEADERFUNCTION, &header);
    curl_easy_setopt(curl_, CURLOPT_HEADERDATA, &answer.headers);
    curl_easy_setopt(curl_, CURLOPT_NOBODY, method == "HEAD" ? 1L : 0L);
    if (method == "POST") {
      curl_easy_setopt(curl_, CURLOPT_POST, 1L);
      curl_easy_setopt(curl_, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
      curl_easy_setopt(curl_, CURLOPT_POSTFIELDS, body.c_str());
    } else if (method == "GET") {
      curl_easy_setopt(curl_, CURLOPT_HTTPGET, 1L);
    }
    answer.transfer = curl_easy_perform(curl_);
    curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &answer.status);
    curl_slist_free_all(list);
    return answer;
  }

 private:
  static std::size_t write(char* data, std::size_t size, std::size_t count, std::string* body) {
    body->append(data, size * count);
    return size * count;
  }
  static std::size_t header(char* data, std::size_t size, std::size_t count,
                            std::map<std::string, std::string>* headers) {
    const std::string line(data, size * count);
    if (const auto colon = line.find(": "); colon != std::string::npos) {
      std::string name = line.substr(0, colon);
      for (char& c : name) c = static_cast<char>(std::tolower(c));
      (*headers)[name] = line.substr(colon + 2, line.find('\r') - colon - 2);
    }
    return size * count;
  }

  std::string url_;
  std::string pin_;
  CURL* curl_ = curl_easy_init();
};

// A kiosk that is enrolled over the network and sends over it.
class NetworkKiosk {
 public:
  NetworkKiosk(const MatcherProcess& matcher, std::uint64_t seed)
      : client(matcher.url(), matcher.pin()), kiosk(seed, clock_) {}

  Answer enrol(const std::string& code) {
    const auto parsed = protocol::EnrolmentCode::parse(code);
    EXPECT_TRUE(parsed) << code;
    const auto answer = client.send(
        "POST", "/v1/enrol",
        protocol::write_json(kiosk.enrol_request(parsed ? parsed->secret : "000000000000")));
    if (const auto trust = protocol::read_enrol_answer(answer.body)) kiosk.trust(*trust);
    return answer;
  }
  Answer post(const std::string& body) {
    return client.send("POST", "/v1/envelopes", body,
                       kiosk.signature("POST", "/v1/envelopes", "", body));
  }
  Answer feed(const std::string& cursor = "") {
    const std::string query = "cursor=" + cursor + "&limit=16";
    return client.send("GET", "/v1/feed?" + query, "",
                       kiosk.signature("GET", "/v1/feed", query, ""));
  }

 private:
  base::SystemClock clock_;

 public:
  HttpsClient client;
  FakeKiosk kiosk;
};

// A bare TCP connection for clients that do not behave.
class RawSocket {
 public:
  explicit RawSocket(int port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawSocket() { close(fd_); }
  RawSocket(RawSocket&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), connected_(other.connected_) {}
  RawSocket& operator=(RawSocket&&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view text) const {
    return ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }
  struct Answers {
    std::string text;
    bool closed = false;
    int count(const std::string& what) const {
      int found = 0;
      for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++found;
      return found;
    }
  };
  // Everything that comes within so many milliseconds, or until the other side closes.
  Answers read_answers(int ms) const {
    Answers answers;
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    for (;;) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      pollfd entry{fd_, POLLIN, 0};
      if (poll(&entry, 1, std::max(0, static_cast<int>(left.count()))) <= 0) return answers;
      char buffer[4096];
      const auto got = recv(fd_, buffer, sizeof buffer, 0);
      if (got <= 0) {
        answers.closed = true;
        return answers;
      }
      answers.text.append(buffer, static_cast<std::size_t>(got));
    }
  }
  // True when the other side has closed, or closes within so many milliseconds.
  bool closed_within(int ms) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    for (;;) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      pollfd entry{fd_, POLLIN, 0};
      if (poll(&entry, 1, std::max(0, static_cast<int>(left.count()))) <= 0) return false;
      char buffer[4096];
      if (recv(fd_, buffer, sizeof buffer, 0) <= 0) return true;
    }
  }

 private:
  int fd_;
  bool connected_ = false;
};

}  // namespace samen::test
