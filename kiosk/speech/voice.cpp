// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/voice.hpp"

#include <array>
#include <utility>

#include "base/say.hpp"

namespace samen::speech {
namespace {

constexpr int kWordsAMinute = 145;  // slower than usual: listeners are learning the language
constexpr std::size_t kMostVoiceBytes = 64 << 10;

}  // namespace

Voices::Voices(std::filesystem::path program) : program_(std::move(program)) {
  const std::array<std::string, 1> arguments{"--voices"};
  if (auto child = base::ChildProgram::start(program_, arguments, {})) asking_ = std::move(*child);
}

void Voices::finish() {
  const std::atomic<bool> never = false;
  std::string all;
  std::array<std::uint8_t, 4096> part{};
  for (;;) {
    const auto got = asking_.read(part, never);
    if (!got) return;
    if (*got == 0) break;
    all.append(reinterpret_cast<const char*>(part.data()), *got);
    if (all.size() > kMostVoiceBytes) return;
  }
  if (!asking_.went_well()) return;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    if (end > at) tags_.insert(all.substr(at, end - at));
    at = end + 1;
  }
}

std::string Voices::voice_for(std::string_view language) const {
  // Languages that another one's voice reads well, because they are written and said alike.
  constexpr std::pair<std::string_view, std::string_view> kLike[] = {
      {"prs", "fa"}, {"fa-AF", "fa"}, {"kmr", "ku"}};
  for (const auto& [tag, other] : kLike) {
    if (tag == language) language = other;
  }
  if (tags_.contains(language)) return std::string(language);
  const std::string_view primary = language.substr(0, language.find('-'));
  return tags_.contains(primary) ? std::string(primary) : std::string();
}

base::Result<Synthesis> Synthesis::start(const std::filesystem::path& program,
                                         std::string_view voice, std::string_view text) {
  const std::array<std::string, 2> arguments{std::string(voice), std::to_string(kWordsAMinute)};
  Synthesis made;
  SAMEN_TRY(made.child_, base::ChildProgram::start(program, arguments, text));
  return made;
}

base::Result<std::size_t> Synthesis::read(std::span<std::int16_t> out,
                                          const std::atomic<bool>& stop) {
  // Whole samples only, although a pipe may be cut anywhere.
  const auto fill = [&](std::span<std::uint8_t> bytes) -> base::Result<std::size_t> {
    std::size_t have = 0;
    while (have < bytes.size()) {
      SAMEN_TRY(const std::size_t got, child_.read(bytes.subspan(have), stop));
      if (got == 0) break;
      have += got;
    }
    return have;
  };
  if (rate_ == 0) {
    std::int32_t rate = 0;
    SAMEN_TRY(const std::size_t got, fill({reinterpret_cast<std::uint8_t*>(&rate), sizeof rate}));
    if (got != sizeof rate || rate < 4000 || rate > 96'000) {
      return base::fail(base::Errc::unavailable, base::say("the voice cannot speak"));
    }
    rate_ = rate;
  }
  SAMEN_TRY(const std::size_t bytes,
            fill({reinterpret_cast<std::uint8_t*>(out.data()), out.size_bytes()}));
  return bytes / sizeof(std::int16_t);
}

}  // namespace samen::speech
