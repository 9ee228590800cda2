#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""image/sbom.py names what the programs are made of: no end of a relation is missing, every package has
a version, and libraries that we know to be in a program are found there. Usage: sbom_test.py BIN SOURCE
"""
import json
import subprocess
import sys

KNOWN = {("samen-kiosk", "libsodium"), ("samen-kiosk", "libharfbuzz"), ("samen-sync", "libcurl"),
         ("samen-matcher", "libssl"), ("samen-voice", "libespeak"), ("samen-print", "libcups")}
FREE_OF = {("samen-kiosk", "libcups"), ("samen-kiosk", "libcurl")}  # it opens no socket

done = subprocess.run([sys.executable, f"{sys.argv[2]}/image/sbom.py", sys.argv[1]], capture_output=True, text=True, check=True)
bill = json.loads(done.stdout)
ids = {package["SPDXID"] for package in bill["packages"]} | {"SPDXRef-DOCUMENT"}
problems = [f"no package {end}" for relation in bill["relationships"]
            for end in (relation["spdxElementId"], relation["relatedSpdxElement"]) if end not in ids]
problems += [f"{package['name']} has no version" for package in bill["packages"]
             if package["versionInfo"] in ("", "not installed")]
linked = [(relation["spdxElementId"].removeprefix("SPDXRef-"), relation["relatedSpdxElement"].removeprefix("SPDXRef-"))
          for relation in bill["relationships"] if relation["relationshipType"] == "DYNAMIC_LINK"]
problems += [f"{program} loads {library}, and the bill does not say so" for program, library in KNOWN
             if not any(name == program and other.startswith(library) for name, other in linked)]
problems += [f"{program} loads {library}" for program, library in FREE_OF
             if any(name == program and other.startswith(library) for name, other in linked)]
for problem in problems:
    print(problem)
print(f"{len(bill['packages'])} packages, {len(bill['relationships'])} relations, {len(problems)} problems")
sys.exit(1 if problems else 0)
