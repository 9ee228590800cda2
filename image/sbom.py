#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a build was made of, as SPDX 2.3 (JSON) on standard output.

usage: image/sbom.py BIN > samen.spdx.json

The programs in BIN with their digests; every Debian package whose library they load; and the packages
of image/packages/build.txt that were compiled or linked into them. Versions are those of this machine.
"""
import datetime
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


def loaded_libraries(program):
    return re.findall(r"(?:=>\s*)?(/\S+)\s+\(0x", out_of("ldd", str(program)))


def names_of(library):
    """On a merged /usr dpkg may know the file by either name."""
    return [str(pathlib.Path(library).resolve()), library, library.removeprefix("/usr")]


def owners_of(libraries):
    """The Debian package of each. One question for all of them: dpkg reads all its lists for each."""
    names = sorted({name for library in libraries for name in names_of(library)})
    owner = {}
    for line in out_of("dpkg-query", "-S", *names).splitlines() if names else []:
        packages, _, path = line.partition(": ")
        owner[path] = packages.split(",")[0].split(":")[0]
    return {library: next((owner[name] for name in names_of(library) if name in owner), None)
            for library in libraries}


def versions_of(names):
    said = out_of("dpkg-query", "-W", "-f=${Package} ${Version}\n", *names)
    return dict(line.split(" ", 1) for line in said.splitlines() if " " in line)


def built_in_packages():
    lines = (ROOT / "image/packages/build.txt").read_text(encoding="utf-8").splitlines()
    return {line.split("#")[0].strip() for line in lines} - TOOLS - {""}


def package(name, version):
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
    libraries = {program.name: loaded_libraries(program) for program in programs}
    owner = owners_of({library for of_one in libraries.values() for library in of_one})
    loads = {name: {owner[library] for library in of_one} - {None} for name, of_one in libraries.items()}
    built_in = built_in_packages()
    names = sorted(built_in.union(*loads.values()))
    version = versions_of(names)
    packages = [package(name, version.get(name, "")) for name in names]

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
