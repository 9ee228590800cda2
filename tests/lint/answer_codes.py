#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every code that the matcher can answer stands in openapi.yaml with its status, and the other way round.

Usage: answer_codes.py ROOT. Reads the calls that make an answer; a call whose status or code it cannot
read is a finding too, so a new way of answering does not get past it.
"""
import pathlib
import re
import sys

CODES = "shared/protocol/openapi.yaml"
MADE = re.compile(r'(?:error_response|\brefuse)\(\s*(\d{3}),\s*(?:full \? )?"(\w+)"(?: : "(\w+)")?'
                  r'|FramingRefusal\{(\d{3}), "(\w+)"|return \{(\d{3}), "(\w+)"')
CALL = re.compile(r"\berror_response\(|FramingRefusal\{")
# Calls that pass on what another call has named, and the definition.
PASSED_ON = re.compile(r"error_response\((?:status, code, message|refusal\.status, refusal\.code"
                       r"|int status, std::string_view code)")
OF_RECORDS = re.compile(r'(?:ReceiptStatus::\w+,|answer\.error =)\s*\{\s*"(\w+)"')
RECORD_CALL = re.compile(r"return refuse\(\s*envelope|answer\.error =(?! std::move\(why\);)")


def codes_in(files):
    """({(status, code)}, {codes of records}, [what cannot be read])"""
    whole, records, unread = set(), set(), []
    for name, text in files.items():
        found = list(MADE.finditer(text))
        for match in found:
            parts = [part for part in match.groups() if part]
            whole |= {(parts[0], code) for code in parts[1:]}
        for call in CALL.finditer(text):
            read = any(match.start() <= call.start() < match.end() for match in found)
            if not read and not PASSED_ON.match(text, call.start()):
                unread.append(f"{name}: {text[call.start():call.start() + 60]!r}")
        of_records = OF_RECORDS.findall(text)
        records |= set(of_records)
        if len(of_records) != len(RECORD_CALL.findall(text)):
            unread.append(f"{name}: a record is answered in a way this lint does not read")
    return whole, records, unread


def codes_of(contract):
    text = contract[contract.index("Codes of whole answers:"):]
    of_whole, _, rest = text.partition("Codes of single records:")
    of_records = rest[:rest.index(".\n")]
    whole = set()
    for names, status in re.findall(r"([a-z_,\s]+?)\s*\((\d{3})\)", of_whole.partition(":")[2]):
        whole |= {(status, code) for code in re.findall(r"[a-z_]+", names)}
    records = {code for names in re.findall(r"([a-z_,\s]+?)\s*\(\w+\)", of_records)
               for code in re.findall(r"[a-z_]+", names)}
    return whole, records


def findings(files, contract):
    whole, records, unread = codes_in(files)
    named_whole, named_records = codes_of(contract)
    for status, code in sorted(whole - named_whole):
        yield f"the matcher answers {status} {code}, which {CODES} does not name"
    for status, code in sorted(named_whole - whole):
        yield f"{CODES} names {code} ({status}), which the matcher never answers"
    for code in sorted(records ^ named_records):
        where = "only the matcher" if code in records else f"only {CODES}"
        yield f"{where} names the code {code} of a record"
    yield from unread


def can_fail(files, contract):
    some = next(name for name in files if name.endswith("envelopes.cpp"))
    for changed in (
            {**files, "x.cpp": 'return error_response(418, "teapot", "words");'},
            {**files, "x.cpp": "return error_response(pick(), name, words);"},
            {**files, "x.cpp": 'return FramingRefusal{501, "coding", "words"};'},
            {**files, some: files[some].replace('"unreadable"', '"sealed_oddly"')},
            {**files, some: files[some] + 'answer.error = why();'}):
        if not list(findings(changed, contract)):
            sys.exit("this lint does not see a code that the contract lacks")
    for gone in ("unreadable", "too_much_today", "second_identity", "expectation (417)"):
        if not list(findings(files, contract.replace(gone, "", 1).replace(gone, "", 1))):
            sys.exit(f"this lint does not miss {gone} in the contract")
    if not list(findings(files, contract.replace("bad_key (400)", "bad_key, odd (400)"))):
        sys.exit("this lint does not see a code that nobody answers")


def main():
    root = pathlib.Path(sys.argv[1])
    files = {str(path.relative_to(root)): path.read_text(encoding="utf-8")
             for folder in ("api", "http")
             for path in sorted((root / "sync" / "server" / folder).glob("*.?pp"))}
    contract = (root / CODES).read_text(encoding="utf-8")
    wrong = list(findings(files, contract))
    print(*wrong, sep="\n")
    can_fail(files, contract)
    whole, records, _ = codes_in(files)
    print(f"{len(files)} files: {len(whole)} answers, {len(records)} codes of records")
    sys.exit(1 if wrong or len(whole) < 15 or len(records) < 5 else 0)


if __name__ == "__main__":
    main()
