// SPDX-License-Identifier: Apache-2.0
// samen-voice: says one text with espeak-ng, for the kiosk that started it.
//
//   samen-voice --voices          the language tags it has voices for, one a line
//   samen-voice LANGUAGE [WPM]    reads UTF-8 from stdin, writes a sample rate (4 bytes) and mono
//                                 16-bit samples in the machine's byte order to stdout
//
// A process for one text: what espeak-ng keeps of a person's words in buffers of its own is gone
// with the process, a text that breaks it breaks no kiosk, and it can write to no file.
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <set>
#include <string>
#include <string_view>

#include <espeak-ng/speak_lib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/secret.hpp"

namespace {

constexpr std::size_t kMostBytes = 8192;  // of text
constexpr rlim_t kMostSeconds = 20;       // of processor
constexpr int kBufferMs = 200;

void limit(int what, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(what, &both);
}

// No time to get lost in, no life after the kiosk's.
void shut_in() {
  samen::base::harden_process();
  limit(RLIMIT_CPU, kMostSeconds);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
}

// The rate of the samples; 0 when it has no data. espeak-ng looks for a PulseAudio server even when
// it is to give its samples to us: it gets an address where there is none. After that there is
// nothing to write to but the pipe.
int start_espeak() {
  setenv("PULSE_SERVER", "unix:/nonexistent", 1);
  setenv("HOME", "/nonexistent", 1);
  const int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, kBufferMs, nullptr, 0);
  limit(RLIMIT_FSIZE, 0);
  return rate > 0 ? rate : 0;
}

bool write_all(const void* data, std::size_t bytes) {
  const auto* at = static_cast<const char*>(data);
  while (bytes > 0) {
    const ssize_t done = write(STDOUT_FILENO, at, bytes);
    if (done <= 0) return false;
    at += done;
    bytes -= static_cast<std::size_t>(done);
  }
  return true;
}

int on_samples(short* samples, int count, espeak_EVENT*) {
  if (samples == nullptr || count <= 0) return 0;
  return write_all(samples, static_cast<std::size_t>(count) * sizeof(short)) ? 0 : 1;
}

int list_voices() {
  if (start_espeak() == 0) return 1;
  std::set<std::string> tags;
  for (const espeak_VOICE** voice = espeak_ListVoices(nullptr); *voice != nullptr; ++voice) {
    // A byte of priority, then a tag with its zero; again and again; a zero at the end.
    for (const char* entry = (*voice)->languages; *entry != '\0';) {
      const std::string_view tag(entry + 1);
      tags.emplace(tag);
      entry += 1 + tag.size() + 1;
    }
  }
  for (const std::string& tag : tags) std::cout << tag << '\n';
  return std::cout.flush() ? 0 : 1;
}

bool read_text(samen::base::SecretText& text) {
  char part[1024];
  for (;;) {
    const ssize_t got = read(STDIN_FILENO, part, sizeof part);
    if (got < 0) return false;
    if (got == 0) return true;
    text.append({part, static_cast<std::size_t>(got)});
    samen::base::wipe({reinterpret_cast<std::uint8_t*>(part), sizeof part});
    if (text.size() > kMostBytes) return false;
  }
}

int say(const char* language, int words_a_minute) {
  const std::int32_t rate = start_espeak();
  samen::base::SecretText text;
  if (rate == 0 || !read_text(text)) return 1;
  text.append(std::string_view("\0", 1));
  espeak_VOICE wish{};
  wish.languages = language;
  if (espeak_SetVoiceByProperties(&wish) != EE_OK) return 2;
  espeak_SetParameter(espeakRATE, words_a_minute, 0);
  espeak_SetSynthCallback(on_samples);
  if (!write_all(&rate, sizeof rate)) return 1;
  return espeak_Synth(text.view().data(), text.size(), 0, POS_CHARACTER, 0, espeakCHARS_UTF8,
                      nullptr, nullptr) == EE_OK
             ? 0
             : 1;
}

}  // namespace

int main(int argc, char** argv) {
  shut_in();
  if (argc == 2 && std::strcmp(argv[1], "--voices") == 0) return list_voices();
  int rate = espeakRATE_NORMAL;
  const std::string_view wish = argc == 3 ? std::string_view(argv[2]) : std::string_view();
  const auto* const end = wish.data() + wish.size();
  const bool understood = wish.empty() || std::from_chars(wish.data(), end, rate).ptr == end;
  if ((argc == 2 || argc == 3) && understood) return say(argv[1], rate);
  std::cerr << "samen-voice: started by samen-kiosk; samen-voice --voices lists its languages\n";
  return 2;
}
