// SPDX-License-Identifier: Apache-2.0
#include "storage/trust_copy.hpp"

#include <map>
#include <string>

#include "base/file.hpp"
#include "base/number.hpp"
#include "base/say.hpp"
#include "device/layout.hpp"

namespace samen::storage {
namespace {

using base::Errc;
using base::Result;
using device::KioskFolder;

constexpr std::string_view kHeading = "samen-enrolment 1";

template <class T>
bool parse_number(std::string_view text, T& out) {
  const auto number = base::parse_number<T>(text);
  if (number) out = *number;
  return number.has_value();
}

// "name value" a line; values in hexadecimal, so that none can break the lines.
std::map<std::string, base::Bytes> read_lines(std::string_view content) {
  std::map<std::string, base::Bytes> lines;
  while (!content.empty()) {
    const auto end = content.find('\n');
    const auto line = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    const auto space = line.find(' ');
    if (space == std::string_view::npos) continue;
    if (auto value = base::from_hex(line.substr(space + 1))) {
      lines[std::string(line.substr(0, space))] = *std::move(value);
    }
  }
  return lines;
}

}  // namespace

Result<void> write_trust_copy(const std::filesystem::path& folder, const Trust& trust) {
  std::string content(kHeading);
  const auto line = [&content](std::string_view name, base::ByteView value) {
    content.append("\n").append(name).append(" ").append(base::to_hex(value));
  };
  line("server_url", base::as_bytes(trust.server_url));
  line("tls_pin", trust.tls_pin);
  line("device", trust.device.bytes);
  line("device_number", base::as_bytes(std::to_string(trust.device_number)));
  line("centre", base::as_bytes(trust.centre));
  line("seal_key", trust.seal_key);
  line("seal_key_id", base::as_bytes(trust.seal_key_id));
  line("sign_key", trust.sign_key);
  if (!trust.next_tls_pin.empty()) line("next_tls_pin", trust.next_tls_pin);
  if (trust.seal_key_since > 0) {
    line("seal_key_since", base::as_bytes(std::to_string(trust.seal_key_since)));
  }
  content += "\nend 00\n";
  return base::write_file_durably(KioskFolder{folder}.enrolment_copy(), base::as_bytes(content));
}

std::optional<Trust> read_trust_copy(const std::filesystem::path& folder) {
  const auto content = base::read_file(KioskFolder{folder}.enrolment_copy(), 65536);
  if (!content || !content->starts_with(kHeading)) return std::nullopt;
  auto lines = read_lines(*content);
  if (!lines.contains("end")) return std::nullopt;
  const auto text = [&lines](const char* name) { return std::string(base::as_text(lines[name])); };
  Trust trust;
  trust.server_url = text("server_url");
  trust.tls_pin = lines["tls_pin"];
  trust.centre = text("centre");
  trust.seal_key = lines["seal_key"];
  trust.seal_key_id = text("seal_key_id");
  trust.sign_key = lines["sign_key"];
  trust.next_tls_pin = lines["next_tls_pin"];
  const base::Bytes& device = lines["device"];
  if (device.size() != trust.device.bytes.size() || trust.tls_pin.size() != 32 ||
      trust.seal_key.size() != 32 || trust.sign_key.size() != 32 ||
      (!trust.next_tls_pin.empty() && trust.next_tls_pin.size() != 32) ||
      !parse_number(text("device_number"), trust.device_number)) {
    return std::nullopt;
  }
  if (lines.contains("seal_key_since") &&
      !parse_number(text("seal_key_since"), trust.seal_key_since)) {
    return std::nullopt;
  }
  std::copy(device.begin(), device.end(), trust.device.bytes.begin());
  return trust;
}

Result<std::int64_t> next_generation(const std::filesystem::path& folder) {
  const auto path = KioskFolder{folder}.generation();
  std::int64_t next = 0;
  const auto content = base::read_file(path, 64);
  if (content) {
    std::int64_t last = 0;
    const std::string_view digits = std::string_view(*content).substr(0, content->find('\n'));
    if (!parse_number(digits, last) || last < 0 || last > 0xfffff) {
      return base::fail(
          Errc::storage_damaged,
          base::say("{}: expected a number. It counts how often kiosk.db began anew; write "
                    "the number of kiosk.db.damaged-* files into it",
                    path));
    }
    next = last + 1;
  } else if (content.error().code != Errc::not_found) {
    return std::unexpected(content.error());
  }
  SAMEN_CHECK(base::write_file_durably(path, base::as_bytes(std::to_string(next) + "\n")));
  return next;
}

}  // namespace samen::storage
