// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/clip.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <opusfile.h>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::speech {
namespace {

constexpr std::size_t kMostChunk = 5760;  // 120 ms at 48 kHz: the longest packet

struct Closer {
  void operator()(OggOpusFile* file) const { op_free(file); }
};

std::unexpected<base::Error> not_a_clip(const std::string& reason) {
  return base::fail(base::Errc::invalid_input, base::say("not a clip: {}", reason));
}

}  // namespace

struct Clip::Decoder {
  std::vector<std::uint8_t> bytes;
  std::unique_ptr<OggOpusFile, Closer> file;
  std::size_t samples_left = 0;
  std::array<opus_int16, 2 * kMostChunk> stereo{};
  std::size_t at = 0;     // of the frames in `stereo`
  std::size_t count = 0;  // frames there
};

Clip::Clip(std::unique_ptr<Decoder> decoder) : decoder_(std::move(decoder)) {}
Clip::Clip(Clip&&) noexcept = default;
Clip& Clip::operator=(Clip&&) noexcept = default;
Clip::~Clip() = default;

base::Result<Clip> Clip::open(const std::filesystem::path& file, const ClipLimits& limits) {
  SAMEN_TRY(const std::string content, base::read_file(file, limits.file_bytes));
  auto clip = parse({content.begin(), content.end()}, limits);
  if (!clip) return std::unexpected(std::move(clip).error().context(file.string()));
  return clip;
}

base::Result<Clip> Clip::parse(std::vector<std::uint8_t> bytes, const ClipLimits& limits) {
  if (bytes.size() > limits.file_bytes) {
    return base::fail(base::Errc::limit,
                      base::say("a clip of more than {} bytes", limits.file_bytes));
  }
  auto decoder = std::make_unique<Decoder>();
  decoder->bytes = std::move(bytes);
  int error = 0;
  decoder->file.reset(op_open_memory(decoder->bytes.data(), decoder->bytes.size(), &error));
  if (decoder->file == nullptr) return not_a_clip(base::say("error {} of opusfile", error));
  decoder->samples_left = limits.seconds * kRate;
  const ogg_int64_t length = op_pcm_total(decoder->file.get(), -1);
  if (length < 0) return not_a_clip(base::say("its length is unknown"));
  if (static_cast<std::size_t>(length) > decoder->samples_left) {
    return base::fail(base::Errc::limit,
                      base::say("a clip of more than {} seconds", limits.seconds));
  }
  return Clip(std::move(decoder));
}

base::Result<std::size_t> Clip::read(std::span<std::int16_t> out) {
  Decoder& d = *decoder_;
  std::size_t done = 0;
  while (done < out.size()) {
    if (d.at == d.count) {
      const int got =
          op_read_stereo(d.file.get(), d.stereo.data(), static_cast<int>(d.stereo.size()));
      if (got == OP_HOLE) continue;  // a lost page: go on after it
      if (got < 0) return not_a_clip(base::say("damaged"));
      if (got == 0) break;
      d.at = 0;
      d.count = static_cast<std::size_t>(got);
      // Whatever its headers promised.
      if (d.count > d.samples_left)
        return base::fail(base::Errc::limit, base::say("a clip that is too long"));
      d.samples_left -= d.count;
    }
    const int both = d.stereo[2 * d.at] + d.stereo[2 * d.at + 1];
    out[done++] = static_cast<std::int16_t>(both / 2);
    ++d.at;
  }
  return done;
}

}  // namespace samen::speech
