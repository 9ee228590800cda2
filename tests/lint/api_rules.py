#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""openapi.yaml keeps the API Design Rules of the Dutch government, and names the version that programs say.

Usage: api_rules.py ROOT. The rules that can be read off a document, as https://logius-standaarden.github.io/API-Design-Rules
words them; their own linter needs npm: spectral lint -r https://static.developer.overheid.nl/adr/ruleset.yaml
shared/protocol/openapi.yaml
"""
import pathlib
import re
import sys

import yaml

API = "shared/protocol/openapi.yaml"
CODE = "shared/protocol/api_version.hpp"
METHODS = {"get", "put", "post", "delete", "patch"}
BESIDE_METHODS = {"parameters", "servers"}
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
PATH = re.compile(r"(/([a-z0-9-]+|\{[^}]+\}))+")
CAMEL = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")
PASCAL = re.compile(r"([A-Z][a-z\d]*)+")
PROBLEM = "application/problem+json"
PROBLEM_MEMBERS = {"status", "title", "detail"}


def resolved(document, node):
    while isinstance(node, dict) and "$ref" in node:
        target = document
        for name in node["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        node = target
    return node


def operations(document):
    """("POST /enrol", operation) of each."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method not in BESIDE_METHODS:
                yield f"{method.upper()} {path}", operation


def of_the_whole(document):
    info = document["info"]
    if not re.fullmatch(r"3(\.\d+){1,2}", str(document.get("openapi", ""))):
        yield "openapi: no version 3"
    if not SEMVER.fullmatch(str(info.get("version", ""))):
        yield f"info.version: {info.get('version')} is no semantic version"
    for field in ("name", "url", "email"):
        if field not in info.get("contact", {}):
            yield f"info.contact: no {field}"
    for server in document["servers"]:
        if not re.search(r"/v\d+", server["url"]):
            yield f"servers: {server['url']} does not name the major version"
    for server in document["servers"] + [one for item in document["paths"].values()
                                         for one in item.get("servers", [])]:
        if not server["url"].startswith("https://"):
            yield f"servers: {server['url']} is not https"
    for name in document["components"]["schemas"]:
        if not PASCAL.fullmatch(name):
            yield f"components.schemas.{name}: no UpperCamelCase"


def of_paths(document):
    for path, item in document["paths"].items():
        if path.endswith("/"):
            yield f"{path}: ends with a slash"
        elif not PATH.fullmatch(path):
            yield f"{path}: no kebab-case"
        for method in item.keys() - METHODS - BESIDE_METHODS:
            yield f"{path}: {method} is no method of HTTP that may be used"


def of_questions(document):
    for where, operation in operations(document):
        parameters = operation.get("parameters", [])
        for parameter in parameters:
            if parameter["in"] == "query" and not CAMEL.fullmatch(parameter["name"]):
                yield f"{where}: {parameter['name']} is no camelCase"
        reads = where.startswith(("GET", "DELETE"))
        if (parameters or not reads) and "400" not in operation["responses"]:
            yield f"{where}: cannot answer 400 to what is wrong"


def of_answers(document):
    for where, operation in operations(document):
        for status, response in operation["responses"].items():
            response = resolved(document, response)
            if status[0] in "23" and "API-Version" not in response.get("headers", {}):
                yield f"{where} -> {status}: no API-Version"
            if status[0] not in "45":
                continue
            if PROBLEM not in response.get("content", {}):
                yield f"{where} -> {status}: no {PROBLEM}"
                continue
            schema = resolved(document, response["content"][PROBLEM]["schema"])
            missing = PROBLEM_MEMBERS - schema.get("properties", {}).keys()
            if missing:
                yield f"{where} -> {status}: a problem without {', '.join(sorted(missing))}"


def of_programs(document, code):
    said = re.search(r'kApiVersion = "([^"]*)"', code)
    if not said or said.group(1) != document["info"].get("version"):
        yield f"{CODE}: says another version than info.version"


def findings(document, code):
    return [finding for rule in (of_the_whole, of_paths, of_questions, of_answers) for finding in rule(document)] + list(
        of_programs(document, code))


def main():
    root = pathlib.Path(sys.argv[1])
    document = yaml.safe_load((root / API).read_text(encoding="utf-8"))
    found = findings(document, (root / CODE).read_text(encoding="utf-8"))
    for finding in found:
        print(f"{API}: {finding}")
    print(f"{len(list(operations(document)))} operations read, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
