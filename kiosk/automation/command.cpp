// SPDX-License-Identifier: Apache-2.0
#include "kiosk/automation/command.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <nlohmann/json.hpp>

namespace samen::automation {
namespace {

using base::Errc;
using base::Result;
using Json = nlohmann::json;

constexpr std::array<std::string_view, 26> kKeys = {
    "tab",  "enter", "space", "escape",  "backspace", "delete", "left", "right", "up",
    "down", "home",  "end",   "page_up", "page_down", "listen", "f1",   "f3",    "f4",
    "f5",   "f6",    "f7",    "f8",      "f9",        "f10",    "f11",  "f12"};
constexpr std::array<std::string_view, 4> kKinds = {"down", "move", "up", "cancel"};

// Reads the fields of one command and remembers which were asked for, so that a mistyped field is
// an error instead of being ignored.
class Fields {
 public:
  Fields(const Json& object, std::string_view what) : object_(object), what_(what) {}

  Result<std::string> text(const char* name) {
    SAMEN_TRY(const Json* value, find(name));
    if (!value->is_string()) return wrong(name, "a text");
    return value->get<std::string>();
  }
  Result<std::int64_t> number(const char* name, std::int64_t lowest, std::int64_t highest) {
    SAMEN_TRY(const Json* value, find(name));
    const std::string wanted =
        "a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest);
    if (!value->is_number_integer()) return wrong(name, wanted);
    // An unsigned value beyond int64 would wrap: compare before converting.
    if (value->is_number_unsigned() &&
        value->get<std::uint64_t>() > static_cast<std::uint64_t>(highest)) {
      return wrong(name, wanted);
    }
    const auto number = value->get<std::int64_t>();
    if (number < lowest || number > highest) return wrong(name, wanted);
    return number;
  }
  Result<std::int64_t> number_or(const char* name, std::int64_t usual, std::int64_t lowest,
                                 std::int64_t highest) {
    return object_.contains(name) ? number(name, lowest, highest) : Result<std::int64_t>(usual);
  }
  Result<float> pixels(const char* name) {
    SAMEN_TRY(const Json* value, find(name));
    if (!value->is_number()) return wrong(name, "a number of pixels");
    const auto pixels = value->get<double>();
    if (!(pixels >= -10'000 && pixels <= 10'000)) return wrong(name, "-10000 to 10000 pixels");
    return static_cast<float>(pixels);
  }
  Result<bool> yes_no_or(const char* name, bool usual) {
    if (!object_.contains(name)) return usual;
    SAMEN_TRY(const Json* value, find(name));
    if (!value->is_boolean()) return wrong(name, "true or false");
    return value->get<bool>();
  }
  Result<std::size_t> one_of(const char* name, std::span<const std::string_view> names) {
    SAMEN_TRY(const std::string value, text(name));
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == value) return i;
      all += (i > 0 ? ", " : "") + std::string(names[i]);
    }
    return wrong(name, "one of " + all);
  }
  // Last: nothing else may be there.
  Result<void> done() const {
    for (const auto& [name, value] : object_.items()) {
      bool known = name == "do";
      for (const std::string_view asked : asked_) known |= name == asked;
      if (!known) {
        return base::fail(Errc::invalid_input, std::string(what_) + ": there is no field \"" +
                                                   name.substr(0, 40) + "\"");
      }
    }
    return {};
  }

 private:
  Result<const Json*> find(const char* name) {
    asked_.emplace_back(name);
    const auto at = object_.find(name);
    if (at == object_.end()) {
      return base::fail(Errc::invalid_input,
                        std::string(what_) + ": the field \"" + name + "\" is missing");
    }
    return &*at;
  }
  std::unexpected<base::Error> wrong(const char* name, const std::string& wanted) const {
    return base::fail(Errc::invalid_input,
                      std::string(what_) + ": \"" + name + "\" must be " + wanted);
  }

  const Json& object_;
  std::string_view what_;
  std::vector<std::string_view> asked_;
};

using Reader = Result<Command> (*)(Fields&);

Result<Command> read_tap(Fields& fields) {
  SAMEN_TRY(std::string id, fields.text("id"));
  SAMEN_TRY(const auto hold, fields.number_or("hold_ms", 0, 0, kMaxHoldMs));
  return Tap{std::move(id), static_cast<int>(hold)};
}
Result<Command> read_type(Fields& fields) {
  SAMEN_TRY(const std::string text, fields.text("text"));
  return Type{base::SecretText(text)};
}
Result<Command> read_key(Fields& fields) {
  SAMEN_TRY(const auto key, fields.one_of("key", kKeys));
  SAMEN_TRY(const bool shift, fields.yes_no_or("shift", false));
  return PressKey{static_cast<input::Key>(key), shift};
}
Result<Command> read_pointer(Fields& fields) {
  SAMEN_TRY(const auto kind, fields.one_of("kind", kKinds));
  SAMEN_TRY(const float x, fields.pixels("x"));
  SAMEN_TRY(const float y, fields.pixels("y"));
  SAMEN_TRY(const auto finger, fields.number_or("finger", 1, 1, kMostFingers));
  return Point{static_cast<int>(finger), static_cast<input::PointerEvent::Kind>(kind), x, y};
}
Result<Command> read_advance(Fields& fields) {
  SAMEN_TRY(const auto ms, fields.number("ms", 0, kMaxAdvanceMs));
  return Advance{ms};
}
Result<Command> read_wait_idle(Fields& fields) {
  SAMEN_TRY(const auto ms, fields.number_or("timeout_ms", 10'000, 1, kMaxWaitMs));
  return WaitIdle{static_cast<int>(ms)};
}
Result<Command> read_screenshot(Fields& fields) {
  SAMEN_TRY(const std::string path, fields.text("path"));
  if (path.empty() || path.size() > 1000 || path.find('\0') != std::string::npos) {
    return base::fail(Errc::invalid_input, "screenshot: \"path\" must name a file");
  }
  return Screenshot{path};
}
template <class T>
Result<Command> read_plain(Fields&) {
  return T{};
}

struct Verb {
  std::string_view name;
  Reader read;
};
constexpr Verb kVerbs[] = {
    {"nodes", read_plain<Nodes>},
    {"tap", read_tap},
    {"type", read_type},
    {"key", read_key},
    {"pointer", read_pointer},
    {"advance", read_advance},
    {"wait_idle", read_wait_idle},
    {"screenshot", read_screenshot},
    {"state", read_plain<AskState>},
    {"metrics", read_plain<AskMetrics>},
    {"quit", read_plain<Quit>},
};

}  // namespace

Result<Command> parse_command(std::string_view line) {
  if (line.size() > kMaxLine) {
    return base::fail(Errc::limit, "a command has at most " + std::to_string(kMaxLine) + " bytes");
  }
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) {
    return base::fail(Errc::invalid_input, "a command is one JSON object in one line of UTF-8");
  }
  const auto verb = object.find("do");
  if (verb == object.end() || !verb->is_string()) {
    return base::fail(Errc::invalid_input, "the field \"do\" says what to do and must be a text");
  }
  std::string all;
  for (const Verb& known : kVerbs) {
    if (known.name == verb->get_ref<const std::string&>()) {
      Fields fields(object, known.name);
      auto command = known.read(fields);
      if (command) SAMEN_CHECK(fields.done());
      return command;
    }
    all += (all.empty() ? "" : ", ") + std::string(known.name);
  }
  return base::fail(Errc::invalid_input, "unknown \"do\"; there are: " + all);
}

}  // namespace samen::automation
