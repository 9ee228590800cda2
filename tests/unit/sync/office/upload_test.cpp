// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/upload.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace samen::server {
namespace {

TEST(UploadForm, IsReadAsBrowsersSendItAndRefusedOtherwise) {
  const std::string type = "multipart/form-data; boundary=XyZ";
  const std::string good =
      "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\nc\r\n--XyZ\r\n"
      "Content-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: text/csv"
      "\r\n\r\nd;e\r\n--Xy\r\n\r\n--XyZ--\r\n";
  const auto read = read_upload(type, good);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->fields.size(), 1U);
  EXPECT_EQ(read->fields[0].value, "b\r\nc");
  EXPECT_EQ(read->file, "d;e\r\n--Xy\r\n");
  for (const auto& [as, body] : std::vector<std::pair<std::string, std::string>>{
           {"multipart/form-data", good},
           {"multipart/form-data; boundary=Xy Z", good},
           {"multipart/form-data; boundary=" + std::string(71, 'a'), good},
           {type, good.substr(0, good.size() - 6)},
           {type, "x" + good},
           {type, ""},
           {type, "--XyZ\r\nContent-Disposition: form-data\r\n\r\nb\r\n--XyZ--"}}) {
    EXPECT_EQ(read_upload(as, body).error().code, base::Errc::invalid_input) << as << body;
  }
  EXPECT_EQ(read_upload(type, std::string(kMaxUploadBytes + 1, 'a')).error().code,
            base::Errc::limit);
}

}  // namespace
}  // namespace samen::server
