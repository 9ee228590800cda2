// SPDX-License-Identifier: Apache-2.0
// samen-print: the receipt printer, for the kiosk that started it and for who sets one up.
//
//   samen-print check PRINTER    is that a printer of ours? "ok", or how one is written; it need
//   not be there samen-print look PRINTER     how it is: one line "STATE DOTS DOTS_PER_MM", such as
//   "ready 576 8.00" samen-print print PRINTER    prints one page, a raw PBM picture on stdin, and
//   says the state after
//
// A process for one page: the kiosk opens no socket and links no print system, and what a library
// keeps of a page in buffers of its own is gone with the process. It writes to no file.
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include <sys/prctl.h>
#include <unistd.h>

#include "base/build_version.hpp"
#include "base/say.hpp"
#include "base/secret.hpp"
#include "kiosk/printing/printer.hpp"
#include "terminal/language.hpp"

namespace {

using namespace samen;

constexpr std::size_t kMostBytes = 8U << 20;

constexpr std::string_view kHelp = base::to_say(
    "samen-print: the receipt printer of a kiosk\n"
    "\n"
    "  samen-print check PRINTER      \"ok\" when it is written as a printer is, else what is "
    "wrong\n"
    "  samen-print look PRINTER       how it is: STATE DOTS DOTS_PER_MM\n"
    "  samen-print print PRINTER      prints a raw PBM picture from stdin, says the state after\n"
    "  samen-print --version\n"
    "\n"
    "PRINTER: escpos:/dev/usb/lp0, escpos:/dev/ttyUSB0?baud=115200&dots=576, or\n"
    "ipp://localhost/printers/NAME, a queue of this machine's CUPS.\n"
    "STATE: ready, no_paper, open (its cover), unreachable, failed. Exit 0: ready, or printed.\n");

// No life after the kiosk's, and nothing to write to but the pipe and the printer.
void shut_in() {
  base::harden_process();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGPIPE, SIG_IGN);
  setenv("HOME", "/nonexistent", 1);  // libcups would read settings there, and keep some
}

base::SecretBytes read_stdin() {
  base::SecretBytes all;
  base::SecretBytes part(std::size_t{64} << 10);
  for (ssize_t got = 0;
       all.size() <= kMostBytes && (got = read(STDIN_FILENO, part.data(), part.size())) > 0;) {
    all.insert(all.end(), part.begin(), part.begin() + got);
  }
  return all;
}

int tell(const std::string& line, flow::PrinterState state) {
  std::cout << line << std::flush;
  return state == flow::PrinterState::ready ? 0 : 1;
}

int run(std::string_view what, std::string_view where) {
  const auto address = printing::parse_address(where);
  if (what == "check") {
    std::cout << (address ? "ok" : address.error().message) << std::endl;
    return address ? 0 : 2;
  }
  if (!address) {
    std::cerr << "samen-print: " << address.error().message << '\n';
    return 2;
  }
  const auto printer = printing::make_printer(*address);
  if (what == "look") {
    const printing::Look look = printer->look();
    return tell(printing::write_look(look), look.state);
  }
  const auto page = printing::read_pbm(read_stdin());
  if (!page) {
    std::cerr << "samen-print: " << page.error().message << '\n';
    return 2;
  }
  const flow::PrinterState became = printer->print(*page);
  return tell(printing::write_state(became), became);
}

}  // namespace

int main(int argc, char** argv) {
  shut_in();
  terminal::choose_language(argc, argv);
  if (argc > 2 && std::string_view(argv[argc - 2]) == "--language") argc -= 2;
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (argc == 2 && first == "--version") {
    std::cout << "samen-print " << base::build_version() << '\n';
    return 0;
  }
  if (argc == 2 && first == "--help") {
    std::cout << base::say(kHelp);
    return 0;
  }
  if (argc != 3 || (first != "check" && first != "look" && first != "print")) {
    std::cerr << base::say(kHelp);
    return 2;
  }
  return run(first, argv[2]);
}
