#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a build was made of, as SPDX 2.3 (JSON) on standard output.

usage: image/sbom.py BIN > samen.spdx.json

The programs in BIN with their digests; every Debian package whose library they load; and the packages
of image/packages/build.txt that were compiled or linked into them. Versions are those of this machine.
"""
import datetime
import functools
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAMS = ("samen-kiosk", "samen-voice", "samen-print", "samen-sync", "samen-matcher")
TOOLS = {"g++", "cmake", "ninja-build", "pkg-config", "python3"}  # they make, they are not in it


def out_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@functools.cache
def owner_of(library):
    """The Debian package of a library. On a merged /usr dpkg may know the file by either name."""
    for name in (str(pathlib.Path(library).resolve()), library, library.removeprefix("/usr")):
        owner = out_of("dpkg-query", "-S", name).split(": ")[0]
        if owner:
            return owner.split(",")[0].split(":")[0]
    return None


def loaded_packages(program):
    libraries = re.findall(r"(?:=>\s*)?(/\S+)\s+\(0x", out_of("ldd", str(program)))
    return {owner_of(library) for library in libraries} - {None}


def built_in_packages():
    lines = (ROOT / "image/packages/build.txt").read_text(encoding="utf-8").splitlines()
    return {line.split("#")[0].strip() for line in lines} - TOOLS - {""}


def package(name):
    version = out_of("dpkg-query", "-W", "-f=${Version}", name)
    return {"SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name), "name": name,
            "versionInfo": version or "not installed", "supplier": "Organization: Debian",
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": "NOASSERTION",
            "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION",
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                              "referenceLocator": f"pkg:deb/debian/{name}@{version}"}]}


def program_entry(path):
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    said = out_of(str(path), "--version").split() if path.name != "samen-voice" else []
    return {"SPDXID": f"SPDXRef-{path.name}", "name": path.name, "versionInfo": said[-1] if said else "as samen-kiosk",
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": "Apache-2.0",
            "licenseDeclared": "Apache-2.0", "copyrightText": "NOASSERTION",
            "checksums": [{"algorithm": "SHA256", "checksumValue": digest}]}


def document(folder):
    programs = [folder / name for name in PROGRAMS if (folder / name).is_file()]
    loads = {program.name: loaded_packages(program) for program in programs}
    built_in = built_in_packages()
    packages = [package(name) for name in sorted(built_in.union(*loads.values()))]

    def relation(start, kind, end):
        end = re.sub(r"[^A-Za-z0-9.-]", "-", end)
        return {"spdxElementId": f"SPDXRef-{start}", "relationshipType": kind, "relatedSpdxElement": f"SPDXRef-{end}"}

    relations = [relation("DOCUMENT", "DESCRIBES", program.name) for program in programs]
    relations += [relation(name, "DYNAMIC_LINK", other) for name, others in loads.items() for other in sorted(others)]
    relations += [{"spdxElementId": re.sub(r"[^A-Za-z0-9.-]", "-", f"SPDXRef-{name}"),
                   "relationshipType": "BUILD_DEPENDENCY_OF", "relatedSpdxElement": f"SPDXRef-{program.name}"}
                  for program in programs for name in sorted(built_in)]
    return {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "samen",
            "documentNamespace": f"https://spdx.org/spdxdocs/samen-{uuid.uuid4()}",
            "creationInfo": {"created": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
                             "creators": ["Tool: image/sbom.py"]},
            "packages": [program_entry(program) for program in programs] + packages, "relationships": relations}


if __name__ == "__main__":
    if len(sys.argv) != 2 or not any((pathlib.Path(sys.argv[1]) / name).is_file() for name in PROGRAMS):
        sys.exit(__doc__.split("\n\n")[1])
    json.dump(document(pathlib.Path(sys.argv[1]).resolve()), sys.stdout, indent=1)
    print()
