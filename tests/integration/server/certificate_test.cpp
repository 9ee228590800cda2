// SPDX-License-Identifier: Apache-2.0
// A certificate that ends soon is another one at the next handshake; clients that pin the key go
// on.
#include "integration/server/https_client.hpp"
#include "sync/server/http/listener.hpp"
#include "sync/server/keys/certificate_care.hpp"

namespace samen::test {
namespace {

constexpr std::int64_t kDay = 86'400'000;

std::int64_t now_ms() {
  return base::SystemClock().wall_ms();
}

std::string pin_of(const server::TlsIdentity& identity) {
  return "sha256//" + base::to_base64(server::public_key_pin(identity.certificate_pem).value());
}

// The certificate that is shown to a new client with this pin, in PEM; empty when it is refused.
std::string shown(const std::string& url, const std::string& pin) {
  HttpsClient client(url, pin);
  curl_easy_setopt(client.handle(), CURLOPT_CERTINFO, 1L);
  if (client.send("GET", "/health").transfer != CURLE_OK) return {};
  curl_certinfo* info = nullptr;
  curl_easy_getinfo(client.handle(), CURLINFO_CERTINFO, &info);
  for (auto* entry = info->num_of_certs > 0 ? info->certinfo[0] : nullptr; entry != nullptr;
       entry = entry->next) {
    const std::string_view text(entry->data);
    if (text.starts_with("Cert:")) return std::string(text.substr(5));
  }
  return {};
}

std::int64_t days_left(const std::string& pem) {
  return (server::validity_of(pem).value().until_ms - now_ms()) / kDay;
}

TEST(ACertificateThatEndsSoon, IsRenewedWhenServeStartsAndKiosksNoticeNothing) {
  MatcherProcess matcher;
  const std::string names[] = {"127.0.0.1"};
  const auto old = server::make_tls_identity(names, now_ms() - 800 * kDay).value();
  const server::DataFolder folder{matcher.data()};
  ASSERT_TRUE(base::write_file_durably(folder.tls_key(), base::as_bytes(old.key_pem)));
  ASSERT_TRUE(
      base::write_file_durably(folder.tls_certificate(), base::as_bytes(old.certificate_pem)));
  matcher.start();
  const auto pem = shown(matcher.url(), pin_of(old));
  ASSERT_FALSE(pem.empty()) << "the pinned key is shown as before";
  EXPECT_GT(days_left(pem), 800);
  EXPECT_LE(days_left(pem), server::kCertificateDays);
}

class Answering final : public server::HttpHandler {
 public:
  server::HttpResponse handle(const server::HttpRequest&) override { return {}; }
  bool rest() override { return false; }
};

TEST(ACertificateThatEndsSoon, IsAnotherAtTheNextHandshakeOfARunningServer) {
  const TemporaryFolder temporary;
  const server::DataFolder folder{temporary.path()};
  const std::string names[] = {"127.0.0.1", "localhost"};
  auto identity = server::make_tls_identity(names, now_ms()).value();
  const auto pin = pin_of(identity);
  Answering handler;
  server::ListenOptions options;
  options.port = 0;
  options.stop_on_signals = false;
  const auto listener = server::Listener::open(options, identity, handler).value();
  std::thread serving([&] { listener->run({}, 0); });
  const std::string url = "https://127.0.0.1:" + std::to_string(listener->port());
  HttpsClient kept(url, pin);
  EXPECT_EQ(kept.send("GET", "/health").transfer, CURLE_OK);
  const auto before = shown(url, pin);
  EXPECT_FALSE(before.empty());
  ASSERT_TRUE(server::care_for_certificate(folder, identity, now_ms() + 770 * kDay).renewed);
  listener->show(identity);
  auto after = shown(url, pin);
  for (int i = 0; i < 100 && after == before; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    after = shown(url, pin);
  }
  EXPECT_NE(after, before);
  EXPECT_GT(days_left(after), 1500);
  EXPECT_EQ(kept.send("GET", "/health").transfer, CURLE_OK) << "an open connection goes on";
  listener->stop();
  serving.join();
}

}  // namespace
}  // namespace samen::test
