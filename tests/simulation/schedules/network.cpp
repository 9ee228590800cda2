// SPDX-License-Identifier: Apache-2.0
#include "simulation/schedules/network.hpp"

#include <algorithm>

#include "protocol/feed_signature.hpp"
#include "protocol/http_date.hpp"
#include "protocol/messages.hpp"
#include "protocol/sequence.hpp"

namespace samen::simulation {
namespace {

using agent::HttpAnswer;
using agent::HttpResult;
using agent::Problem;
using agent::Trouble;

HttpResult failure(Problem what) {
  return std::unexpected(
      Trouble{what, "as the schedule says", 0, {}, what != Problem::unreachable});
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return text;
}

HttpAnswer page(int status, const char* type, const char* body) {
  HttpAnswer answer;
  answer.status = status;
  answer.headers = {{"content-type", type}};
  answer.body = body;
  return answer;
}

}  // namespace

class Network::Line final : public agent::HttpClient {
 public:
  explicit Line(Network& network) : network_(network) {}
  HttpResult send(const agent::HttpRequest& request) override { return network_.send(request); }

 private:
  Network& network_;
};

Network::Network(base::Random& random, const agent::KeyDigest& server_key, Handler handler)
    : random_(random),
      server_key_(server_key),
      handler_(std::move(handler)),
      stranger_(*vault::SigningKey::from_seed(base::Bytes(32, 66))) {}

std::unique_ptr<agent::HttpClient> Network::line() {
  return std::make_unique<Line>(*this);
}

HttpResult Network::answer(const server::HttpRequest& request) {
  auto given = handler_(request);
  if (!given) return failure(Problem::unreachable);
  HttpAnswer answer;
  answer.status = given->status;
  answer.headers = {{"content-type", given->content_type},
                    {"date", protocol::http_date(now_ms_())}};
  for (auto& [name, value] : given->headers) answer.headers.push_back({lower(name), value});
  answer.body = std::move(given->body);
  answer.server_key = server_key_;
  return answer;
}

std::string Network::forged(const std::string& body) {
  if (auto answer = protocol::read_batch_answer(body)) {
    const auto how = random_.below(3);
    if (how == 0) answer->durable_through = protocol::kMaxSequence;  // "you may delete all of it"
    for (auto& result : answer->results) {
      if (how == 1) {
        result.result = protocol::ResultClass::erased;  // the receipt says something else
      } else if (how == 2 && result.receipt) {
        protocol::sign_receipt(*result.receipt, stranger_);
      }
    }
    return protocol::write_json(*answer);
  }
  auto page = protocol::read_feed_page(body);
  if (!page) return body;
  const auto how = random_.below(3);
  if (how == 0) page->durable_through = protocol::kMaxSequence;
  if (how == 1) {
    page->seal_key = protocol::sign_seal_key(vault::PublicKeyBytes{9}, 1LL << 50, stranger_);
    page->next_tls_key = protocol::sign_next_tls_key(vault::Digest{7}, stranger_);
  }
  for (auto& item : page->items) {
    if (how == 2) item.kind = protocol::FeedKind::tombstone;  // every card is taken away
  }
  return protocol::write_json(*page);
}

HttpResult Network::send(const agent::HttpRequest& request) {
  server::HttpRequest inner;
  inner.method = to_string(request.method);
  const auto path = request.url.find('/', std::string_view("https://").size());
  inner.target = request.url.substr(std::min(path, request.url.size()));
  for (const auto& header : request.headers) {
    inner.headers.emplace_back(lower(header.name), header.value);
  }
  inner.body = request.body;
  inner.peer = "10.0.0.1";
  if (random_.below(100) >= static_cast<std::uint64_t>(trouble_percent_)) return answer(inner);

  switch (random_.below(10)) {
    case 0:
      return failure(Problem::unreachable);
    case 1:  // it arrives, the answer does not
      static_cast<void>(handler_(inner));
      return failure(Problem::cut);
    case 2:  // it arrives later, perhaps behind others
      late_.push_back(std::move(inner));
      return failure(Problem::timeout);
    case 3:  // it arrives now and once more later
      late_.push_back(inner);
      return answer(inner);
    case 4:  // twice at once
      static_cast<void>(handler_(inner));
      return answer(inner);
    case 5:
      return page(200, "text/html", "<html>Welcome to the library's network</html>");
    case 6:
      return page(302, "text/html", "");
    case 7:  // a portal that has learnt to say JSON
      return page(200, "application/json", R"({"status":"ok"})");
    case 8:
      return failure(Problem::wrong_key);
    default: {
      auto given = answer(inner);
      if (given && given->status == 200) given->body = forged(given->body);
      return given;
    }
  }
}

void Network::deliver_late(std::size_t most) {
  for (; most > 0 && !late_.empty(); --most) {
    const auto which = static_cast<std::ptrdiff_t>(random_.below(late_.size()));
    static_cast<void>(handler_(late_[static_cast<std::size_t>(which)]));
    late_.erase(late_.begin() + which);
  }
}

}  // namespace samen::simulation
