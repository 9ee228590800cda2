#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""api_rules.py refuses the page as it was before the rules were kept, finding by finding, and each rule broken
alone. Usage: api_rules_can_fail.py ROOT"""
import copy
import pathlib
import sys

import yaml

from api_rules import API, CODE, findings

ROOT = pathlib.Path(sys.argv[1])
PAGE = yaml.safe_load((ROOT / API).read_text(encoding="utf-8"))
PROGRAMS = (ROOT / CODE).read_text(encoding="utf-8")


def as_before(page):
    """Of 1.0: what it said that the rules forbid, and addresses of the meters among those of kiosks."""
    page["info"]["version"] = "1"
    del page["info"]["contact"]
    page["servers"][0]["url"] = "https://matcher.example"
    page["paths"] = {("/v1" + path if "servers" not in item else path): item for path, item in page["paths"].items()}
    names = {"heldFrom": "held_from", "sealedTo": "sealed_to"}
    for parameter in page["paths"]["/v1/feed"]["get"]["parameters"]:
        parameter["name"] = names.get(parameter["name"], parameter["name"])
    for item in page["paths"].values():
        for method, operation in item.items():
            if method != "servers":
                operation["responses"]["200"].pop("headers")
    for response in page["components"]["responses"].values():
        del response["content"]["application/problem+json"]
    for name in ("/live", "/ready", "/metrics"):
        page["paths"][name] = {"servers": [{"url": "http://127.0.0.1:9464"}],
                               "get": {"responses": {"200": {"content": {}}}}}
    page["paths"]["/ready"]["get"]["responses"]["503"] = {"content": {"application/json": {}}}


def broken(how, code=PROGRAMS):
    page = copy.deepcopy(PAGE)
    how(page)
    return findings(page, code)


def one(page):
    return page["paths"]["/feed"]["get"]


ALONE = {
    "no version 3": lambda page: page.update(openapi="2.0"),
    "is no semantic version": lambda page: page["info"].update(version="1.1"),
    "info.contact: no email": lambda page: page["info"]["contact"].pop("email"),
    "does not name the major version": lambda page: page["servers"][0].update(url="https://matcher.example"),
    "is not https": lambda page: page["servers"][0].update(url="http://matcher.example/v1"),
    "no UpperCamelCase": lambda page: page["components"]["schemas"].update(feed_page={}),
    "ends with a slash": lambda page: page["paths"].update({"/feed/": page["paths"].pop("/feed")}),
    "no kebab-case": lambda page: page["paths"].update({"/Feed": page["paths"].pop("/feed")}),
    "is no method of HTTP": lambda page: page["paths"]["/feed"].update(copy=one(page)),
    "is no camelCase": lambda page: one(page)["parameters"][0].update(name="the_cursor"),
    "cannot answer 400": lambda page: one(page)["responses"].pop("400"),
    "no API-Version": lambda page: one(page)["responses"]["200"].pop("headers"),
    "no application/problem+json": lambda page: page["components"]["responses"]["Error"]["content"].pop(
        "application/problem+json"),
    "a problem without title": lambda page: page["components"]["schemas"]["ErrorMessage"]["properties"].pop("title"),
}


def main():
    assert broken(lambda page: None) == []
    before = broken(as_before)
    for words, count in (("semantic version", 1), ("info.contact: no name", 1), ("major version", 1),
                         ("no API-Version", 7), ("no camelCase", 2), ("is not https", 3),
                         ("GET /ready -> 503: no application/problem+json", 1), ("-> 400: no application", 3),
                         ("-> 429: no application", 3)):
        assert sum(words in finding for finding in before) == count, (words, count, before)
    for words, how in ALONE.items():
        assert any(words in finding for finding in broken(how)), words
    assert broken(lambda page: None, PROGRAMS.replace("1.1.0", "1.2.0")), "another version in the programs"
    print(f"{len(ALONE) + 1} rules broken alone and {len(before)} findings of before, all refused")


if __name__ == "__main__":
    main()
