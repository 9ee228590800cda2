// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <curl/curl.h>

#include "sync/server/messages/post.hpp"

// What all ways out have in common: libcurl with limits, and who is told what went wrong.
namespace samen::server {

struct CurlCloser {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using Curl = std::unique_ptr<CURL, CurlCloser>;
using CurlList = std::unique_ptr<curl_slist, CurlCloser>;
using CurlMime = std::unique_ptr<curl_mime, CurlCloser>;

// With limits on time, no redirects, no proxy from the environment and no output. Throws
// std::bad_alloc.
Curl new_transfer(const std::string& url);

// False when there is no memory for it.
bool add_line(CurlList& list, const std::string& line);

// What the other side says, up to `most` bytes: a longer answer ends the transfer.
struct Heard {
  std::size_t most = 0;
  std::string text = {};
  bool too_long = false;
};
void hear(const Curl& curl, Heard& heard);  // which outlives the transfer

// A transfer that ended before the other side had said anything about the person.
Handing no_service(CURLcode code);

}  // namespace samen::server
