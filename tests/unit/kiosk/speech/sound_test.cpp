// SPDX-License-Identifier: Apache-2.0
// Real samples: from recordings, from espeak-ng, and out of the player's end.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "kiosk/platform/resampler.hpp"
#include "kiosk/speech/clip.hpp"
#include "kiosk/speech/library.hpp"
#include "kiosk/speech/player.hpp"
#include "kiosk/speech/script.hpp"
#include "support/bounded.hpp"
#include "support/temporary_folder.hpp"
#include "tests/source_dir.hpp"

namespace samen::speech {
namespace {

namespace fs = std::filesystem;
using Samples = std::vector<std::int16_t>;

fs::path source() {
  return SAMEN_SOURCE_DIR;
}
fs::path program() {
  return fs::read_symlink("/proc/self/exe").parent_path() / "samen-voice";
}
// Half a second of 440 Hz, made for this test.
fs::path tone() {
  return source() / "tests/fuzz/corpus/speech_clip/tone.opus";
}
const Voices& voices() {
  static Voices* const made = [] {
    auto* asked = new Voices(program());
    asked->finish();
    return asked;
  }();
  return *made;
}

double loudness(const Samples& samples) {
  double sum = 0;
  for (const auto s : samples) sum += static_cast<double>(s) * s;
  return samples.empty() ? 0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

TEST(AClip, IsDecoded) {
  auto clip = Clip::open(tone());
  ASSERT_TRUE(clip) << clip.error().message;
  Samples all(Clip::kRate);
  const auto got = clip->read(all);
  ASSERT_TRUE(got);
  EXPECT_NEAR(static_cast<double>(*got) / Clip::kRate, 0.5, 0.05);
  all.resize(*got);
  EXPECT_GT(loudness(all), 1000);
}

TEST(AClip, ThatIsNoneOrTooLongIsRefused) {
  EXPECT_FALSE(Clip::parse({'O', 'g', 'g', 'S', 0, 2}));
  const auto bytes = base::read_file(tone(), 1 << 20).value();
  EXPECT_FALSE(Clip::parse({bytes.begin(), bytes.end()}, {.seconds = 0}));
  EXPECT_FALSE(Clip::parse({bytes.begin(), bytes.end()}, {.file_bytes = 100}));
  EXPECT_FALSE(Clip::open(source() / "README.md"));
}

TEST(ARecording, WinsOverTheVoice) {
  const auto catalogues = i18n::Catalogues::load(source() / "assets/locales").value();
  const test::TemporaryFolder folder;
  fs::create_directories(folder.path() / "ti");
  fs::copy_file(tone(), folder.path() / "ti" / "role.title.opus");
  auto library = Library::load(folder.path(), catalogues);
  ASSERT_TRUE(library) << library.error().message;
  library->set_voices(voices());
  const auto source = library->source("ti", catalogues.text("ti", "role.title"));
  EXPECT_EQ(source.clip.filename(), "role.title.opus");
  EXPECT_TRUE(library->source("nl", catalogues.text("nl", "role.title")).clip.empty());
}

TEST(ARecording, OfNoKeyIsRefusedWithItsName) {
  const auto catalogues = i18n::Catalogues::load(source() / "assets/locales").value();
  const test::TemporaryFolder folder;
  fs::create_directories(folder.path() / "nl");
  fs::copy_file(tone(), folder.path() / "nl" / "role.titel.opus");
  const auto library = Library::load(folder.path(), catalogues);
  ASSERT_FALSE(library);
  EXPECT_NE(library.error().message.find("role.titel.opus"), std::string::npos);
}

TEST(AVoice, IsThereForTheLanguagesThatHaveOne) {
  for (const char* language : {"nl", "en", "ar", "tr", "fa", "uk", "ru", "fr", "es", "ku"}) {
    EXPECT_EQ(voices().voice_for(language), language);
  }
  EXPECT_EQ(voices().voice_for("prs"), "fa");
  EXPECT_EQ(voices().voice_for("tlh-Latn-nowhere"), "");
  EXPECT_EQ(Voices("/nowhere/samen-voice").voice_for("nl"), "");
}

// SAMEN_SPEECH=all says every text; otherwise so few of each language that all together stay short.
TEST(AVoice, SaysTheTextsOfTheCatalogues) {
  const auto catalogues = i18n::Catalogues::load(source() / "assets/locales").value();
  const char* asked = std::getenv("SAMEN_SPEECH");
  const bool all_texts = asked != nullptr && std::string_view(asked) == "all";
  const std::size_t step = all_texts ? 1 : 2 * catalogues.languages().size();
  std::size_t first = 0;  // each language another part
  const std::atomic<bool> never = false;
  int said = 0;
  for (const std::string& language : catalogues.languages()) {
    const std::string voice = voices().voice_for(language);
    if (voice.empty()) continue;
    const auto keys = catalogues.keys(language);
    for (std::size_t i = first++ % step; i < keys.size(); i += step) {
      const std::string text = spoken(catalogues.speech(language, keys[i]));
      // Nothing to say in a sign or a single letter.
      if (std::ranges::count_if(text, [](unsigned char c) { return std::isalpha(c) || c > 127; }) <
          3)
        continue;
      auto synthesis = Synthesis::start(program(), voice, text);
      ASSERT_TRUE(synthesis) << synthesis.error().message;
      Samples all, part(8192);
      for (;;) {
        const auto got = synthesis->read(part, never);
        ASSERT_TRUE(got) << language << " " << keys[i] << ": " << got.error().message;
        if (*got == 0) break;
        all.insert(all.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(*got));
      }
      const double seconds = static_cast<double>(all.size()) / synthesis->rate();
      EXPECT_GT(seconds, 0.15) << language << " " << keys[i];
      EXPECT_LT(seconds, 3 + 0.4 * static_cast<double>(text.size())) << language << " " << keys[i];
      EXPECT_GT(loudness(all), 300) << language << " " << keys[i] << " is silent";
      ++said;
    }
  }
  EXPECT_GT(said, 100);
}

TEST(Resampling, KeepsToneAndLength) {
  platform::Resampler resampler;
  Samples in(22'050), out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    in[i] = static_cast<std::int16_t>(10'000 *
                                      std::sin(6.2831853 * 440 * static_cast<double>(i) / 22'050));
  }
  const auto keep = [&](std::int16_t s) { out.push_back(s); };
  resampler.run(std::span(in).first(10'000), 22'050, 48'000, keep);
  resampler.run(std::span(in).subspan(10'000), 22'050, 48'000, keep);
  EXPECT_NEAR(static_cast<double>(out.size()), 48'000, 3);
  EXPECT_NEAR(loudness(out), loudness(in), 100);
  int rises = 0;
  for (std::size_t i = 1; i < out.size(); ++i) rises += out[i - 1] < 0 && out[i] >= 0 ? 1 : 0;
  EXPECT_NEAR(rises, 440, 2);
}

// A device that takes everything at once and keeps it; or that can be pulled out.
class FakeAudio final : public platform::AudioOut {
 public:
  struct Log {
    std::mutex mutex;
    Samples heard;
    int opened = 0, closed = 0;
    std::atomic<bool> gone = false;
    std::atomic<bool> stuck = false;  // takes nothing until interrupted
  };
  explicit FakeAudio(std::shared_ptr<Log> log) : log_(std::move(log)) {}
  bool present() override { return !log_->gone; }
  base::Result<void> open() override {
    if (log_->gone) return base::fail(base::Errc::unavailable, "pulled out");
    const std::lock_guard lock(log_->mutex);
    ++log_->opened;
    return {};
  }
  void close() override {
    const std::lock_guard lock(log_->mutex);
    ++log_->closed;
  }
  bool play(std::span<const std::int16_t> samples, int) override {
    EXPECT_TRUE(
        test::within(std::chrono::seconds(20), [&] { return !log_->stuck || interrupted_; }));
    if (log_->gone || interrupted_) return false;
    const std::lock_guard lock(log_->mutex);
    log_->heard.insert(log_->heard.end(), samples.begin(), samples.end());
    return true;
  }
  bool drain() override { return !log_->gone && !interrupted_; }
  void interrupt() override { interrupted_ = true; }
  void resume() override { interrupted_ = false; }
  void set_gain(float) override {}

 private:
  std::shared_ptr<Log> log_;
  std::atomic<bool> interrupted_ = false;
};

struct APlayer : ::testing::Test {
  std::shared_ptr<FakeAudio::Log> log = std::make_shared<FakeAudio::Log>();
  Player player{std::make_unique<FakeAudio>(log), program(), [] {}};

  void until(auto condition) {
    for (int i = 0; i < 2000 && !condition(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ASSERT_TRUE(condition());
  }
  std::vector<Line> two() {
    std::vector<Line> lines;
    lines.push_back({.clip = tone()});
    lines.push_back({.voice = "nl", .text = base::SecretText("Welkom allemaal")});
    return lines;
  }
};

TEST_F(APlayer, SaysOneThingAfterTheOtherThenClosesTheDevice) {
  until([&] { return player.status().present; });
  player.start(two());
  until([&] { return !player.status().speaking; });
  EXPECT_EQ(player.status().line, 1U);
  until([&] {
    const std::lock_guard lock(log->mutex);
    return log->closed == 1;
  });
  EXPECT_EQ(log->opened, 1);
  EXPECT_GT(log->heard.size(), 40'000U);
  EXPECT_GT(loudness(log->heard), 500);
}

TEST_F(APlayer, StopsAtOnceAndSaysTheNextThing) {
  log->stuck = true;
  player.start(two());
  until([&] { return log->opened == 1; });
  player.stop();
  EXPECT_FALSE(player.status().speaking);
  until([&] {
    const std::lock_guard lock(log->mutex);
    return log->closed == 1;
  });
  log->stuck = false;
  EXPECT_TRUE(log->heard.empty());
  const auto second = player.start(two());
  until([&] { return !player.status().speaking; });
  EXPECT_EQ(player.status().reading, second);
  EXPECT_GT(log->heard.size(), 40'000U);
}

TEST_F(APlayer, IsQuietWhenTheDeviceIsPulledOut) {
  until([&] { return player.status().present; });
  log->gone = true;
  player.start(two());
  until([&] { return !player.status().speaking; });
  EXPECT_FALSE(player.status().present) << "no ear any more";
  log->gone = false;
  player.look();
  until([&] { return player.status().present; });
}

TEST_F(APlayer, SkipsWhatTheVoiceCannotSay) {
  std::vector<Line> lines;
  lines.push_back({.voice = "xx-no-such", .text = base::SecretText("a")});
  lines.push_back({.clip = tone()});
  player.start(std::move(lines));
  until([&] { return !player.status().speaking; });
  EXPECT_GT(loudness(log->heard), 500);
}

}  // namespace
}  // namespace samen::speech
