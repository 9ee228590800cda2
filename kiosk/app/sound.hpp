// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "i18n/catalogue.hpp"
#include "kiosk/app/assets.hpp"
#include "kiosk/app/run_options.hpp"
#include "kiosk/flow/state.hpp"
#include "kiosk/ui/ui.hpp"

namespace samen::app {

// Everything that is heard: the recordings and voices there are, the thread that speaks, and what
// is said when. With `--sound off`, or without a loudspeaker, it does nothing and no ear is shown.
// Main thread.
class Sound {
 public:
  // A bad clip folder is refused. `wake` is called from the speaking thread.
  static base::Result<std::unique_ptr<Sound>> create(const RunOptions& options,
                                                     const i18n::Catalogues& catalogues,
                                                     std::function<void()> wake);
  ~Sound();
  Sound(const Sound&) = delete;
  Sound& operator=(const Sound&) = delete;

  // `ui` must outlive what follows.
  void attach(ui::Ui& ui);

  struct Change {
    bool looks = false;     // the screens have something else to show
    bool listened = false;  // somebody was read to since the last call, and so is here
  };
  // After every turn of the loop, with what the screens now show.
  Change follow(const flow::State& state);
  // A session's end.
  void forget();
  const ui::Sound& shown() const;

 private:
  struct Parts;
  explicit Sound(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Where the voice is: beside the running program.
std::filesystem::path voice_program();

}  // namespace samen::app
