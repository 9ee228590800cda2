// SPDX-License-Identifier: Apache-2.0
#include "base/secret_file.hpp"

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::base {

namespace {

constexpr std::size_t kMostSecretBytes = 512;

}  // namespace

Result<SecretText> read_secret_file(const Data& object, std::string_view name,
                                    const std::filesystem::path& beside) {
  SAMEN_TRY(const std::string file, object.text(name));
  auto text = read_file(beside / file, kMostSecretBytes);
  if (!text) {
    return object.find(name)->wrong(say("cannot read that file: {}", text.error().message),
                                    text.error().code);
  }
  while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
  SecretText secret(*text);
  wipe({reinterpret_cast<std::uint8_t*>(text->data()), text->size()});
  if (secret.empty()) return object.find(name)->wrong(say("that file is empty"));
  return secret;
}

}  // namespace samen::base
