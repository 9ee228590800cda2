// SPDX-License-Identifier: Apache-2.0
#include "sync/server/messages/transfer.hpp"

#include <new>

namespace samen::server {

namespace {

constexpr long kConnectSeconds = 15;
constexpr long kWholeSeconds = 60;

std::size_t on_heard(char* data, std::size_t /*one*/, std::size_t size, void* user) {
  auto& heard = *static_cast<Heard*>(user);
  heard.too_long = heard.text.size() + size > heard.most;
  if (heard.too_long) return 0;
  heard.text.append(data, size);
  return size;
}

}  // namespace

Curl new_transfer(const std::string& url) {
  static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
  Curl curl(begun == CURLE_OK ? curl_easy_init() : nullptr);
  if (curl == nullptr) throw std::bad_alloc();
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, kWholeSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  return curl;
}

bool add_line(CurlList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return false;
  static_cast<void>(list.release());  // it is the same list, or its first
  list.reset(longer);
  return true;
}

void hear(const Curl& curl, Heard& heard) {
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, on_heard);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &heard);
}

Handing no_service(CURLcode code) {
  return {Handed::no_service, curl_easy_strerror(code)};
}

}  // namespace samen::server
