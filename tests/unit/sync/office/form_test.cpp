// SPDX-License-Identifier: Apache-2.0
// What a browser sends, read and refused: forms, cookies, languages, paths.
#include "sync/server/office/form.hpp"

#include <gtest/gtest.h>

#include "sync/server/office/answers.hpp"
#include "sync/server/office/routes.hpp"

namespace samen::server {
namespace {

using base::Errc;

TEST(Form, FieldsAreDecodedInTheirOrder) {
  const auto fields =
      read_form("name=J%C3%B6rg+de+Wit&empty=&name=again&alone&&=nameless&x=a%3Db%26");
  ASSERT_TRUE(fields) << fields.error().message;
  ASSERT_EQ(fields->size(), 6U);
  EXPECT_EQ(field_of(*fields, "name"), "J\xc3\xb6rg de Wit") << "the first of that name";
  EXPECT_TRUE(has_field(*fields, "empty"));
  EXPECT_EQ(field_of(*fields, "alone"), "");
  EXPECT_EQ(field_of(*fields, ""), "nameless");
  EXPECT_EQ(field_of(*fields, "x"), "a=b&");
  EXPECT_FALSE(has_field(*fields, "absent"));
  EXPECT_TRUE(read_form("")->empty());
}

TEST(Form, WhatNoFormSendsIsRefused) {
  for (const auto* broken : {"a=%", "a=%4", "a=%zz", "%=1", "a=%-1", "a=%00", "%00=a", "a=%C3",
                             "a=%FF%FE", "a=\xff", "a=%ED%A0%80"}) {
    const auto fields = read_form(broken);
    ASSERT_FALSE(fields) << broken;
    EXPECT_EQ(fields.error().code, Errc::invalid_input) << broken;
  }
  std::string many;
  for (std::size_t i = 0; i < kMaxFormFields; ++i) many += "a=1&";
  EXPECT_TRUE(read_form(many));
  EXPECT_EQ(read_form(many + "a=1").error().code, Errc::limit);
  EXPECT_TRUE(read_form(std::string(kMaxFormBytes, 'a')));
  EXPECT_EQ(read_form(std::string(kMaxFormBytes + 1, 'a')).error().code, Errc::limit);
}

TEST(Form, ACookieIsFoundAmongOthers) {
  EXPECT_EQ(cookie_of("a=1; __Host-samen=xyz;b=2", kTokenCookie), "xyz");
  EXPECT_EQ(cookie_of("__Host-samen=first; __Host-samen=second", kTokenCookie), "first");
  for (const auto* none : {"", ";;;", "samen=xyz", "X__Host-samen=xyz", "__Host-samen", "=xyz"}) {
    EXPECT_EQ(cookie_of(none, kTokenCookie), "") << none;
  }
}

TEST(Form, TheLanguageThatIsAskedForMost) {
  EXPECT_EQ(language_of(""), "nl");
  EXPECT_EQ(language_of("en"), "en");
  EXPECT_EQ(language_of("en-GB,en;q=0.9,nl;q=0.8"), "en");
  EXPECT_EQ(language_of("de, en;q=0.3, nl;q=0.7"), "nl");
  EXPECT_EQ(language_of("ar;q=1, en;q=0.001"), "en");
  EXPECT_EQ(language_of("en;q=0, fr"), "nl");
  EXPECT_EQ(language_of("english"), "nl");
  EXPECT_EQ(language_of("en;q=abc"), "nl");
  EXPECT_EQ(language_of(std::string(10'000, ',') + "en"), "nl") << "bounded";
}

// Whatever is asked for, a redirect leads to a path of ours and to no other header.
TEST(Form, NoRedirectLeavesTheOffice) {
  for (const auto* ours :
       {"/", "/case/H-7Q2", "/case/H-7Q2?done=plan", "/?centre=De%20Linde&page=2"}) {
    const auto path = OurPath::parse(ours);
    ASSERT_TRUE(path) << ours;
    EXPECT_EQ(path->str(), ours);
  }
  for (const std::string foreign : {"", "//evil.example", "/\\evil.example", "https://evil.example",
                                    "case", "/a\r\nSet-Cookie: x=y", "/a\nb", "/a b", "/\t", "/a#b",
                                    "/a:b", "/@evil", "javascript:alert(1)", "/\xc3\xa9"}) {
    EXPECT_FALSE(OurPath::parse(foreign)) << foreign;
  }
  EXPECT_FALSE(OurPath::parse("/" + std::string(300, 'a')));
  EXPECT_EQ(path_then({{"then", "//evil.example"}}).str(), "/");
  EXPECT_EQ(OurPath::confirm(*OurPath::parse("/case/H-7Q2/contacts")).str(),
            "/confirm?then=/case/H-7Q2/contacts");
}

TEST(Form, ARouteTakesItsPathAndNoOther) {
  const auto asks = [](std::string_view method, std::string_view path) {
    const auto found = office_route_of(method, path);
    const auto* routed = std::get_if<Routed>(&found);
    return routed == nullptr
               ? std::string(std::get<NoRoute>(found) == NoRoute::other_method ? "other method"
                                                                               : "nothing")
               : std::string(routed->route->path) + " " + std::string(routed->argument);
  };
  EXPECT_EQ(asks("GET", "/"), "/ ");
  EXPECT_EQ(asks("GET", "/case/H-7Q2"), "/case/{label} H-7Q2");
  EXPECT_EQ(asks("POST", "/case/H-7Q2"), "/case/{label} H-7Q2");
  EXPECT_EQ(asks("GET", "/case/H-7Q2/contacts"), "/case/{label}/contacts H-7Q2");
  EXPECT_EQ(asks("PUT", "/case/H-7Q2"), "other method");
  EXPECT_EQ(asks("HEAD", "/"), "other method");
  EXPECT_EQ(methods_of("/case/H-7Q2"), "GET, POST");
  EXPECT_EQ(methods_of("/language"), "POST");
  EXPECT_EQ(asks("GET", "/staff/a.de-vries_2"), "/staff/{account} a.de-vries_2");
  for (const auto* none : {"",
                           "//",
                           "/case",
                           "/case/",
                           "/case//contacts",
                           "/case/H-7Q2/",
                           "/case/H-7Q2/contacts/",
                           "/case/..",
                           "/case/H%2D7Q2",
                           "/case/a.b",
                           "/Case/H-7Q2",
                           "/sign-in/",
                           "/style.css/x",
                           "/../etc/passwd",
                           "case/H-7Q2",
                           "/case/H-7Q2/contact",
                           "/staff/..",
                           "/staff/Anna",
                           "/staff/.a",
                           "/kiosks/1.2"}) {
    EXPECT_EQ(asks("GET", none), "nothing") << none;
  }
  EXPECT_EQ(asks("GET", "/case/" + std::string(65, 'a')), "nothing");
}

}  // namespace
}  // namespace samen::server
