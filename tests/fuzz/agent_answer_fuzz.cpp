// SPDX-License-Identifier: Apache-2.0
// What the courier makes of an answer before it believes anything: the first line is a Date and an
// address (and a line of the head), the second a content type, the third a Retry-After, the rest a
// body.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "protocol/http_date.hpp"
#include "sync/agent/channel.hpp"
#include "sync/agent/server_address.hpp"

namespace {

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::agent;
  if (size < 1) return 0;
  static constexpr int kStatuses[] = {200, 204, 302, 400, 401, 403, 413, 429, 500, 503};
  const int status = kStatuses[data[0] % std::size(kStatuses)];
  std::string_view text = samen::base::as_text({data + 1, size - 1});
  const std::string_view date = take_line(text);
  if (const auto seconds = samen::protocol::parse_http_date(date)) require(*seconds >= 0);
  if (const auto url = check_server_url(date)) {
    require(url->starts_with("https://") && url->find_first_of("@?# \r\n", 8) == std::string::npos);
  }
  if (const auto header = read_header_line(date)) {
    require(header->name.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ:") == std::string::npos);
    require(!header->value.starts_with(' ') && !header->value.ends_with('\r'));
  }
  HttpAnswer answer;
  answer.status = status;
  answer.headers = {{"content-type", std::string(take_line(text))},
                    {"retry-after", std::string(take_line(text))}};
  answer.body = text;
  const Reply reply = judge(answer);
  require(reply.has_value() == (status == 200 && answer.content_type() == "application/json"));
  if (!reply) {
    require(reply.error().retry_after.count() >= 0);
    require(reply.error().detail.size() < 1000);
  }
  return 0;
}
