// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/curl_client.hpp"

#include <algorithm>

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include "base/encoding.hpp"
#include "base/say.hpp"

namespace samen::agent {
namespace {

using base::say;

constexpr std::size_t kMaxHeaders = 100;
constexpr std::size_t kMaxHeaderBytes = 16U << 10;
constexpr long kSlowestBytesPerSecond = 32;

struct Transfer {
  HttpAnswer answer;
  std::size_t limit = 0;
  std::size_t header_bytes = 0;
  bool too_large = false;
  bool carries_body = false;
  bool begun = false;
};

// libcurl sends a request again when a kept connection breaks before any answer, and says nothing
// of it. With a body that is ours to decide: it tells how much this network carries.
int on_begin(void* user, char*, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.begun && transfer.carries_body) return CURL_PREREQFUNC_ABORT;
  transfer.begun = true;
  return CURL_PREREQFUNC_OK;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.answer.body.size() + size > transfer.limit) {
    transfer.too_large = true;
    return 0;
  }
  transfer.answer.body.append(data, size);
  return size;
}

std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  auto& headers = transfer.answer.headers;
  std::string_view line(data, size);
  // A status line starts a new set of headers: an interim 100, or a proxy's own answer.
  if (line.starts_with("HTTP/")) headers.clear();
  transfer.header_bytes += size;
  if (headers.size() >= kMaxHeaders || transfer.header_bytes > kMaxHeaderBytes) {
    transfer.too_large = true;
    return 0;
  }
  if (auto header = read_header_line(line)) headers.push_back(*std::move(header));
  return size;
}

CURLcode on_tls(CURL*, void* context, void* user) {
  require_pin(static_cast<SSL_CTX*>(context), *static_cast<ShownKey*>(user));
  return CURLE_OK;
}

// The handshake failed: because no TLS came back at all, because the two could not agree, or
// because the line went dead.
Problem broken_handshake(const ShownKey& shown) {
  if (shown.not_tls) return Problem::portal;
  return shown.alert ? Problem::insecure : Problem::cut;
}

Problem problem_of(CURLcode code, const ShownKey& shown) {
  if (shown.refused) return Problem::wrong_key;
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
      return Problem::unreachable;
    case CURLE_OPERATION_TIMEDOUT:
      return Problem::timeout;
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return Problem::wrong_key;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CIPHER:
      return broken_handshake(shown);
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_ABORTED_BY_CALLBACK:  // on_begin's: before the second time
      return Problem::cut;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_HTTP2:
      return Problem::portal;
    default:
      return Problem::strange_answer;
  }
}

// With the system's megabytes of buffer a thin network would look idle while it is busy.
int keep_buffer_small(void*, curl_socket_t socket, curlsocktype) {
  constexpr int kBytes = 16 << 10;
  ::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &kBytes, sizeof kBytes);
  return CURL_SOCKOPT_OK;
}

// How long nothing may move: what the request itself takes on the thinnest network is not silence.
std::chrono::seconds silence_of(const HttpRequest& request) {
  const auto bytes = request.body.size() / HttpLimits::kThinBytesPerSecond;
  return request.limits.silence + std::chrono::seconds(static_cast<std::int64_t>(bytes));
}

struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

struct CurlClient::Inside {
  CURL* easy = nullptr;
  CURLM* multi = nullptr;
  ShownKey shown;
  std::string pin_text;
  int stop_fd = -1;

  Inside() = default;
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() {
    if (easy != nullptr) curl_easy_cleanup(easy);
    if (multi != nullptr) curl_multi_cleanup(multi);
  }

  void prepare(const HttpRequest& request, curl_slist* headers, Transfer& transfer, char* words);
  // The transfer's end, or nothing when the stop descriptor spoke first.
  CURLcode drive(bool& stopped);
  Trouble trouble(CURLcode code, const Transfer& transfer, const char* words) const;
};

Trouble CurlClient::Inside::trouble(CURLcode code, const Transfer& transfer,
                                    const char* words) const {
  if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED) {
    return {Problem::strange_answer, say("the answer is larger than allowed")};
  }
  long proxy_said = 0;
  curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &proxy_said);
  if (proxy_said >= 300) {
    return {Problem::proxy, say("the proxy answers {}", proxy_said)};
  }
  const Problem problem = problem_of(code, shown);
  if (problem == Problem::wrong_key)
    return {problem, say("the server's key is not the pinned one")};
  Trouble trouble{problem, words[0] != '\0' ? words : curl_easy_strerror(code)};
  curl_off_t begun_us = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &begun_us);
  trouble.connected = begun_us > 0;
  if (problem == Problem::timeout && !trouble.connected) trouble.problem = Problem::unreachable;
  return trouble;
}

void CurlClient::Inside::prepare(const HttpRequest& request, curl_slist* headers,
                                 Transfer& transfer, char* words) {
  curl_easy_reset(easy);  // keeps connections, forgets the last request
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(easy, option, value); };
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ERRORBUFFER, words);
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "https");
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_HTTPHEADER, headers);
  set(CURLOPT_USERAGENT, "samen-sync/" SAMEN_VERSION);
  if (request.method == Method::post) {
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDS, request.body.c_str());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_SESSIONID_CACHE, 0L);
  set(CURLOPT_SSL_VERIFYHOST, 0L);  // the pin decides, see require_pin
  set(CURLOPT_SSL_VERIFYPEER, 0L);
  set(CURLOPT_SSL_CTX_FUNCTION, &on_tls);
  set(CURLOPT_SSL_CTX_DATA, &shown);
  // Once the whole digest is known libcurl checks it too: two locks on one door.
  if (!pin_text.empty()) set(CURLOPT_PINNEDPUBLICKEY, pin_text.c_str());
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.limits.connect.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, kSlowestBytesPerSecond);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(silence_of(request).count()));
  set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.limits.answer_bytes));
  set(CURLOPT_WRITEFUNCTION, &on_body);
  set(CURLOPT_WRITEDATA, &transfer);
  transfer.carries_body = !request.body.empty();
  set(CURLOPT_PREREQFUNCTION, &on_begin);
  set(CURLOPT_PREREQDATA, &transfer);
  set(CURLOPT_HEADERFUNCTION, &on_header);
  set(CURLOPT_HEADERDATA, &transfer);
  set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(CURLOPT_SOCKOPTFUNCTION, &keep_buffer_small);
  set(CURLOPT_TCP_KEEPALIVE, 1L);
  set(CURLOPT_FRESH_CONNECT, request.connection == Connection::fresh ? 1L : 0L);
  set(CURLOPT_QUICK_EXIT, 1L);  // a name server that hangs does not keep the program
}

CURLcode CurlClient::Inside::drive(bool& stopped) {
  for (;;) {
    int running = 0;
    if (curl_multi_perform(multi, &running) != CURLM_OK) return CURLE_FAILED_INIT;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
      if (message->msg == CURLMSG_DONE) return message->data.result;
    }
    curl_waitfd stop{stop_fd, CURL_WAIT_POLLIN, 0};
    const unsigned extra = stop_fd >= 0 ? 1 : 0;
    if (curl_multi_poll(multi, &stop, extra, 1000, nullptr) != CURLM_OK) return CURLE_FAILED_INIT;
    if (extra == 1 && (stop.revents & CURL_WAIT_POLLIN) != 0) {
      stopped = true;
      return CURLE_ABORTED_BY_CALLBACK;
    }
  }
}

base::Result<std::unique_ptr<CurlClient>> CurlClient::create(const KeyPin& pin, int stop_fd) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  auto inside = std::make_unique<Inside>();
  inside->easy = curl_easy_init();
  inside->multi = curl_multi_init();
  if (ready != CURLE_OK || inside->easy == nullptr || inside->multi == nullptr) {
    return base::fail(base::Errc::internal, say("libcurl does not start"));
  }
  const std::string_view backend = curl_version_info(CURLVERSION_NOW)->ssl_version;
  if (!backend.starts_with("OpenSSL/")) {
    return base::fail(
        base::Errc::unsupported,
        say("this libcurl uses {}; the key pin needs OpenSSL: install libcurl4-openssl", backend));
  }
  inside->shown.pin = pin;
  inside->stop_fd = stop_fd;
  if (pin.is_whole()) {
    inside->pin_text = "sha256//" + base::to_base64(pin.digest());
    if (pin.next()) inside->pin_text += ";sha256//" + base::to_base64(*pin.next());
  }
  return std::unique_ptr<CurlClient>(new CurlClient(std::move(inside)));
}

CurlClient::CurlClient(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
CurlClient::~CurlClient() = default;

HttpResult CurlClient::send(const HttpRequest& request) {
  Transfer transfer;
  transfer.limit = request.limits.answer_bytes;
  std::unique_ptr<curl_slist, ListDeleter> headers;
  const auto add = [&headers](const std::string& line) {
    curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
    if (longer != nullptr && headers.get() != longer) {
      static_cast<void>(headers.release());
      headers.reset(longer);
    }
  };
  add("Expect:");  // no 100-continue round trip
  for (const auto& header : request.headers) add(header.name + ": " + header.value);

  char words[CURL_ERROR_SIZE] = "";
  inside_->shown.begin();
  inside_->prepare(request, headers.get(), transfer, words);
  if (curl_multi_add_handle(inside_->multi, inside_->easy) != CURLM_OK) {
    return std::unexpected(
        Trouble{Problem::strange_answer, say("libcurl does not take the request")});
  }
  bool stopped = false;
  const CURLcode code = inside_->drive(stopped);
  curl_multi_remove_handle(inside_->multi, inside_->easy);
  curl_easy_setopt(inside_->easy, CURLOPT_ERRORBUFFER, nullptr);

  if (stopped) return std::unexpected(Trouble{Problem::stopped, say("stopped while waiting")});
  if (code != CURLE_OK) {
    return std::unexpected(inside_->trouble(code, transfer, words));
  }
  long status = 0;
  curl_easy_getinfo(inside_->easy, CURLINFO_RESPONSE_CODE, &status);
  transfer.answer.status = static_cast<int>(status);
  if (inside_->shown.digest) transfer.answer.server_key = *inside_->shown.digest;
  return std::move(transfer.answer);
}

}  // namespace samen::agent
