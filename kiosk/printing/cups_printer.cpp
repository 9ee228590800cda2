// SPDX-License-Identifier: Apache-2.0
#include "kiosk/printing/cups_printer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include <cups/cups.h>
#include <cups/raster.h>
#include <unistd.h>

namespace samen::printing {
namespace {

using flow::PrinterState;
using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr const char* kUser = "samen";     // no name of anybody
constexpr const char* kJobName = "Samen";  // what a queue shows
constexpr const char* kRaster = "image/pwg-raster";
constexpr milliseconds kBetweenLooks{200};
constexpr int kHundredthsAnInch = 2540;  // of a millimetre
constexpr int kRoll = 10'000;            // narrower than this is a roll: 100 mm in hundredths
constexpr int kSheetEdge = 1000;         // of a page on a sheet, in hundredths of a millimetre
constexpr int kRollPage = 7200;          // what of a roll of 80 mm is printed on

struct CloseHttp {
  void operator()(http_t* http) const { httpClose(http); }
};
struct DeleteIpp {
  void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

std::string uri_of(const Address& address) {
  std::array<char, 1024> uri{};
  httpAssembleURI(HTTP_URI_CODING_ALL, uri.data(), uri.size(), "ipp", nullptr, address.host.c_str(),
                  address.port, address.path.c_str());
  return uri.data();
}

// By the socket in the file system where there is one: an installed kiosk has no network at all.
Http connect_to(const Address& address) {
  constexpr const char* kSocket = "/run/cups/cups.sock";
  const bool by_file = address.port == kIppPort && access(kSocket, R_OK | W_OK) == 0;
  return Http(httpConnect2(by_file ? kSocket : address.host.c_str(), address.port, nullptr,
                           AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, Printer::kAnswerMs,
                           nullptr));
}

Ipp request_for(const Address& address, ipp_op_t operation) {
  Ipp request(ippNewRequest(operation));
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr,
               uri_of(address).c_str());
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
               kUser);
  return request;
}

// The answer; null when there is none, or it refuses.
Ipp ask(http_t* http, const Address& address, Ipp request) {
  Ipp answer(cupsDoRequest(http, request.release(), address.path.c_str()));
  if (answer == nullptr || ippGetStatusCode(answer.get()) >= IPP_STATUS_ERROR_BAD_REQUEST) {
    return nullptr;
  }
  return answer;
}

int number_in(ipp_t* answer, const char* name, int otherwise) {
  ipp_attribute_t* found = ippFindAttribute(answer, name, IPP_TAG_ZERO);
  return found == nullptr ? otherwise : ippGetInteger(found, 0);
}

// What the printer is for a page.
struct Sheet {
  int width = 0;  // hundredths of a millimetre
  int length = 0;
  int resolution = 0;  // dots an inch, of what is sent
  int scale = 1;       // of them for one of ours, both ways
  bool is_roll() const { return width < kRoll; }
  int edge() const { return is_roll() ? (width - printed()) / 2 : kSheetEdge; }
  int printed() const { return std::min(width, kRollPage); }
  int dots(int hundredths) const {
    return static_cast<int>(std::lround(double{1} * hundredths * resolution / kHundredthsAnInch));
  }
  Paper paper() const {
    const float dots_per_mm = static_cast<float>(resolution) / static_cast<float>(scale) / 25.4F;
    return {.width = std::min(dots(printed()) / scale, Bitmap::kMostWidth),
            .dots_per_mm = dots_per_mm};
  }
};

// The coarsest it takes that is not coarser than a receipt printer, and ours a whole part of it:
// what is drawn at 600 an inch takes a second on the device.
void choose_resolution(ipp_t* answer, Sheet& sheet) {
  constexpr int kLeast = 200, kMost = 400;
  ipp_attribute_t* found =
      ippFindAttribute(answer, "pwg-raster-document-resolution-supported", IPP_TAG_RESOLUTION);
  sheet.resolution = 300;
  int best = 0;
  for (int i = 0; found != nullptr && i < ippGetCount(found); ++i) {
    int high = 0;
    ipp_res_t units{};
    const int wide = ippGetResolution(found, i, &high, &units);
    if (units != IPP_RES_PER_INCH || wide != high || wide < kLeast) continue;
    if (best == 0 || wide < best) best = wide;
  }
  if (best > 0) sheet.resolution = best;
  while (sheet.resolution / sheet.scale > kMost) ++sheet.scale;
}

Sheet sheet_of(ipp_t* answer) {
  Sheet sheet;
  ipp_attribute_t* found = ippFindAttribute(answer, "media-default", IPP_TAG_ZERO);
  const char* name = found == nullptr ? nullptr : ippGetString(found, 0, nullptr);
  const pwg_media_t* media = name == nullptr ? nullptr : pwgMediaForPWG(name);
  sheet.width = media == nullptr ? 21'000 : media->width;
  sheet.length = media == nullptr ? 29'700 : media->length;
  choose_resolution(answer, sheet);
  return sheet;
}

PrinterState state_in(ipp_t* answer) {
  if (ipp_attribute_t* reasons = ippFindAttribute(answer, "printer-state-reasons", IPP_TAG_ZERO)) {
    for (int i = 0; i < ippGetCount(reasons); ++i) {
      const char* reason = ippGetString(reasons, i, nullptr);
      const PrinterState state = state_from_reason(reason == nullptr ? "" : reason);
      if (state != PrinterState::ready) return state;
    }
  }
  if (number_in(answer, "printer-state", IPP_PSTATE_STOPPED) == IPP_PSTATE_STOPPED) {
    return PrinterState::failed;
  }
  ipp_attribute_t* accepts = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  if (accepts != nullptr && ippGetBoolean(accepts, 0) == 0) return PrinterState::failed;
  return PrinterState::ready;
}

Ipp about_printer(http_t* http, const Address& address) {
  static constexpr std::array<const char*, 5> kWanted{"printer-state", "printer-state-reasons",
                                                      "printer-is-accepting-jobs", "media-default",
                                                      "pwg-raster-document-resolution-supported"};
  Ipp request = request_for(address, IPP_OP_GET_PRINTER_ATTRIBUTES);
  ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(kWanted.size()), nullptr, kWanted.data());
  return ask(http, address, std::move(request));
}

// Grey values, a byte a dot, since no printer has to take less.
void write_page(cups_raster_t* raster, const Bitmap& page, const Sheet& sheet) {
  constexpr unsigned char kWhite = 0xFF, kBlack = 0;
  cups_page_header2_t header;
  const int length = sheet.is_roll()
                         ? page.height * sheet.scale * kHundredthsAnInch / sheet.resolution
                         : sheet.length;
  pwg_media_t* media = pwgMediaForSize(sheet.width, length);
  if (media == nullptr || cupsRasterInitPWGHeader(&header, media, "sgray_8", sheet.resolution,
                                                  sheet.resolution, "one-sided", nullptr) == 0) {
    return;
  }
  cupsRasterWriteHeader2(raster, &header);
  std::vector<unsigned char> line(header.cupsBytesPerLine);
  const int left = sheet.dots(sheet.edge());
  const int top = sheet.is_roll() ? 0 : sheet.dots(kSheetEdge);
  for (int y = 0; y < static_cast<int>(header.cupsHeight); ++y) {
    std::ranges::fill(line, kWhite);
    const int row = (y - top) / sheet.scale;
    for (int x = 0; y >= top && row < page.height && x < page.width * sheet.scale; ++x) {
      const auto at = static_cast<std::size_t>(left + x);
      if (at < line.size() && page.black(x / sheet.scale, row)) line[at] = kBlack;
    }
    cupsRasterWritePixels(raster, line.data(), static_cast<unsigned>(line.size()));
  }
}

ssize_t to_printer(void* http, unsigned char* bytes, size_t count) {
  const auto done =
      cupsWriteRequestData(static_cast<http_t*>(http), reinterpret_cast<const char*>(bytes), count);
  return done == HTTP_STATUS_CONTINUE ? static_cast<ssize_t>(count) : -1;
}

// The number of the job; 0: it was not taken.
int send_page(http_t* http, const Address& address, const Bitmap& page, const Sheet& sheet) {
  Ipp request = request_for(address, IPP_OP_PRINT_JOB);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, kJobName);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
               kRaster);
  if (cupsSendRequest(http, request.get(), address.path.c_str(), CUPS_LENGTH_VARIABLE) !=
      HTTP_STATUS_CONTINUE) {
    return 0;
  }
  cups_raster_t* raster = cupsRasterOpenIO(to_printer, http, CUPS_RASTER_WRITE_PWG);
  if (raster == nullptr) return 0;
  write_page(raster, page, sheet);
  cupsRasterClose(raster);
  const Ipp answer(cupsGetResponse(http, address.path.c_str()));
  if (answer == nullptr || ippGetStatusCode(answer.get()) >= IPP_STATUS_ERROR_BAD_REQUEST) return 0;
  return number_in(answer.get(), "job-id", 0);
}

Ipp about_job(http_t* http, const Address& address, int job, ipp_op_t operation) {
  Ipp request = request_for(address, operation);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  // CUPS drops the job's file with it; others know nothing of this and keep none.
  if (operation == IPP_OP_CANCEL_JOB) {
    ippAddBoolean(request.get(), IPP_TAG_OPERATION, "purge-job", 1);
  }
  return ask(http, address, std::move(request));
}

// Until the job is over, or the printer cannot go on. What stands in its reasons may be left from
// the page before: CUPS hears of paper only while it prints. So it counts when it stays.
PrinterState wait_for_job(http_t* http, const Address& address, int job) {
  constexpr milliseconds kStays{5000};
  const auto begun = SteadyClock::now();
  const auto waited = [begun] { return SteadyClock::now() - begun; };
  while (waited() < milliseconds(Printer::kStandstillMs)) {
    const Ipp answer = about_job(http, address, job, IPP_OP_GET_JOB_ATTRIBUTES);
    const int state =
        answer ? number_in(answer.get(), "job-state", IPP_JSTATE_PENDING) : int{IPP_JSTATE_PENDING};
    if (state == IPP_JSTATE_COMPLETED) return PrinterState::ready;
    if (state == IPP_JSTATE_ABORTED || state == IPP_JSTATE_CANCELED) break;
    const Ipp printer = about_printer(http, address);
    if (!printer) return PrinterState::unreachable;
    const PrinterState now = state_in(printer.get());
    if (now != PrinterState::ready && waited() > kStays) return now;
    std::this_thread::sleep_for(kBetweenLooks);
  }
  return PrinterState::failed;
}

}  // namespace

CupsPrinter::CupsPrinter(Address address) : address_(std::move(address)) {}

PrinterState state_from_reason(std::string_view reason) {
  // "-report" is for who reads logs; "-warning" still prints, but for these words no page comes.
  if (reason.ends_with("-report")) return PrinterState::ready;
  const auto begins = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](auto word) { return reason.starts_with(word); });
  };
  if (begins({"media-empty", "media-needed"})) return PrinterState::no_paper;
  if (begins({"cover-open", "door-open", "interlock-open"})) return PrinterState::open;
  if (begins({"shutdown", "timed-out", "connecting-to-device", "offline"})) {
    return PrinterState::unreachable;
  }
  if (begins({"media-jam", "paused", "stopped", "moving-to-paused"})) return PrinterState::failed;
  return PrinterState::ready;
}

Look CupsPrinter::look() {
  const Http http = connect_to(address_);
  if (http == nullptr) return {};
  const Ipp answer = about_printer(http.get(), address_);
  if (answer == nullptr) return {};
  return {.state = state_in(answer.get()), .paper = sheet_of(answer.get()).paper()};
}

PrinterState CupsPrinter::print(const Bitmap& page) {
  const Http http = connect_to(address_);
  if (http == nullptr) return PrinterState::unreachable;
  const Ipp answer = about_printer(http.get(), address_);
  if (answer == nullptr) return PrinterState::unreachable;
  const int job = send_page(http.get(), address_, page, sheet_of(answer.get()));
  if (job == 0) return PrinterState::failed;
  const PrinterState done = wait_for_job(http.get(), address_, job);
  about_job(http.get(), address_, job, IPP_OP_CANCEL_JOB);
  return done;
}

}  // namespace samen::printing
