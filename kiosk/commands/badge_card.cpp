// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/badge_card.hpp"

#include <algorithm>
#include <iostream>
#include <string>

#include "base/badge.hpp"
#include "base/file.hpp"
#include "base/say.hpp"
#include "kiosk/ui/kit/qr_modules.hpp"

namespace samen::commands {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

// Millimetres. The quiet zone of four modules lies between the code and the card's edge.
constexpr const char* kHead =
    R"svg(<svg xmlns="http://www.w3.org/2000/svg" width="85.6mm" height="54mm" viewBox="0 0 85.6 54">
<rect x=".2" y=".2" width="85.2" height="53.6" rx="3" fill="#fff" stroke="#1e3a6e" stroke-width=".4"/>
<g font-family="Noto Sans, DejaVu Sans, sans-serif" fill="#17212f">
<text x="45" y="13" font-size="6.4" font-weight="bold" fill="#1e3a6e">Samen</text>
<text x="45" y="20" font-size="3.1" font-weight="bold">Pas voor medewerkers</text>
<text x="45" y="24.4" font-size="3.1">Staff card</text>
<text x="45" y="31.6" font-size="2.5">Bewaar deze pas bij je,</text>
<text x="45" y="34.9" font-size="2.5">niet bij de kiosk.</text>
<text x="45" y="38.9" font-size="2.5">Keep it with you,</text>
<text x="45" y="42.2" font-size="2.5">not at the kiosk.</text>
</g>
)svg";
constexpr double kCodeMm = 34;
constexpr double kCodeAtMm = 6;

// With three decimals and a point in every locale.
std::string mm(double value) {
  const int thousandths = static_cast<int>(value * 1000 + 0.5);
  const std::string rest = std::to_string(1000 + thousandths % 1000);
  return std::to_string(thousandths / 1000) + "." + rest.substr(1);
}

void draw_code(base::SecretText& svg, const ui::QrModules& code) {
  const double module = kCodeMm / code.side;
  svg.append("<path fill=\"#000\" transform=\"translate(");
  svg.append(mm(kCodeAtMm) + " " + mm(kCodeAtMm) + ") scale(" + mm(module) + ")\" d=\"");
  for (const ui::QrRun& run : code.dark) {
    svg.append("M" + std::to_string(run.x) + " " + std::to_string(run.y));
    svg.append("h" + std::to_string(run.length) + "v1h-" + std::to_string(run.length) + "z");
  }
  svg.append("\"/>\n");
}

// In fours, as people read them.
void write_letters(base::SecretText& svg, std::string_view letters) {
  svg.append(
      "<text id=\"letters\" x=\"42.8\" y=\"48.6\" font-size=\"2.4\" text-anchor=\"middle\" "
      "font-family=\"Noto Sans Mono, DejaVu Sans Mono, monospace\" fill=\"#17212f\">");
  for (std::size_t at = 0; at < letters.size(); at += 4) {
    if (at > 0) svg.append(" ");
    svg.append(letters.substr(at, 4));
  }
  svg.append("</text>\n");
}

Result<void> check_place(const std::filesystem::path& card, const std::filesystem::path& folder) {
  std::error_code code;
  if (std::filesystem::exists(card, code)) {
    return fail(Errc::conflict, say("{} is there already; name a new file for the card", card));
  }
  const auto place = std::filesystem::weakly_canonical(std::filesystem::absolute(card), code);
  const auto inside = std::filesystem::weakly_canonical(std::filesystem::absolute(folder), code);
  if (std::ranges::mismatch(inside, place).in1 == inside.end()) {
    return fail(
        Errc::conflict,
        say("the card may not lie in the kiosk's own folder: who takes the kiosk would have "
            "it, too"));
  }
  return {};
}

}  // namespace

Result<base::SecretBytes> write_badge_card(const std::filesystem::path& card,
                                           const std::filesystem::path& data_folder,
                                           base::Random& random) {
  SAMEN_CHECK(check_place(card, data_folder));
  base::SecretBytes badge(base::kBadgeBytes);
  random.fill(badge);
  const base::SecretText letters = base::badge_letters(badge);
  const auto code = ui::qr_modules(letters.view());
  if (!code) return fail(Errc::internal, say("there is no memory to draw the card"));
  base::SecretText svg(kHead);
  draw_code(svg, *code);
  write_letters(svg, letters.view());
  svg.append("</svg>\n");
  SAMEN_CHECK(base::write_file_durably(card, base::as_bytes(svg.view())));
  return badge;
}

void discard_badge_card(const std::filesystem::path& card) {
  std::error_code ignored;
  std::filesystem::remove(card, ignored);
}

void tell_about_badge_card(const std::filesystem::path& card) {
  std::cout << say(
      "The staff card is in {}\nPrint it now, at full size: once for everybody who works "
      "with the staff page, and once for the safe.\nThen delete the file. Nobody can make "
      "this card again, and without a card the staff page stays shut.\n",
      card);
}

}  // namespace samen::commands
