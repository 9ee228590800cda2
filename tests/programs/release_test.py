#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads released programs and finds what image/hardening.cmake promises.

Usage: release_test.py BIN SOURCE            the programs in BIN, built from SOURCE with the release preset
       release_test.py BIN SOURCE --linked   of any preset: only what the linker does, and the version
       release_test.py --can-fail            small programs that each lack one thing are refused
"""
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

PROGRAMS = ("samen-kiosk", "samen-voice", "samen-print", "samen-sync", "samen-matcher")
COMPILED_WITH = ["-fstack-protector-strong", "-fstack-clash-protection"]
COMPILED_WITH += {"x86_64": ["-fcf-protection"], "aarch64": ["-mbranch-protection=standard"]}.get(
    platform.machine(), [])


def read(*command):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=True,
                          env={**os.environ, "LC_ALL": "C"}).stdout


def flaws(program, private_paths):
    """What this program lacks, one line each."""
    return link_flaws(program) + compile_flaws(program, private_paths)


def link_flaws(program):
    found = []
    dynamic, segments = read("readelf", "-dW", program), read("readelf", "-lW", program)
    if not re.search(r"Type:\s+DYN", read("readelf", "-hW", program)):
        found.append("is not position independent")
    if "GNU_RELRO" not in segments:
        found.append("has no read-only relocations (RELRO)")
    if not re.search(r"FLAGS.*(BIND_NOW|NOW)", dynamic):
        found.append("binds symbols late, so that RELRO is only partial")
    if re.search(r"GNU_STACK.*\bRWE\b", segments):
        found.append("has a stack that can be executed")
    if re.search(r"RPATH|RUNPATH", dynamic):
        found.append("looks for libraries in a folder of the build machine")
    if "TEXTREL" in dynamic:
        found.append("relocates its own code")
    return found


def compile_flaws(program, private_paths):
    found = []
    symbols = read("readelf", "--dyn-syms", "-W", program)
    if "__stack_chk_fail" not in symbols:
        found.append("does not check its stack")
    if not re.search(r"\b__\w+_chk\b", symbols.replace("__stack_chk_fail", "")):
        found.append("was not fortified")
    text = read("strings", "-a", program)
    compilers = [line for line in text.splitlines() if line.startswith("GNU C++")]
    if not compilers:
        found.append("does not say how it was compiled")
    for option in COMPILED_WITH:
        if any(option not in line for line in compilers):
            found.append(f"has objects compiled without {option}")
    found += [f"knows a path of the build machine: {path}" for path in private_paths if path in text]
    return found


def version_of(source):
    project = re.search(r"project\(samen VERSION (\S+)", (source / "CMakeLists.txt").read_text()).group(1)
    asked = subprocess.run(["git", "describe", "--always", "--dirty", "--exclude=*"], cwd=source,
                           capture_output=True, text=True)
    in_git = asked.returncode == 0 and (source / ".git").exists()
    return f"{project}+{asked.stdout.strip()}" if in_git else project


def check(folder, source, linked_only):
    found = []
    project = re.escape(version_of(source).split("+")[0])
    for name in PROGRAMS:
        program = str(folder / name)
        here = link_flaws(program) if linked_only else flaws(program, [str(source)])
        found += [f"{name} {flaw}" for flaw in here]
        if name == "samen-voice":
            continue
        said = read(program, "--version").strip()
        # Built before the last commit is no flaw of a working tree; of a release it is.
        expected = rf"{project}(\+[0-9a-f]{{7,}}(-dirty)?)?" if linked_only else re.escape(version_of(source))
        if not re.fullmatch(f"{name} {expected}", said):
            found.append(f"{name} --version says \"{said}\", the tree is {version_of(source)}")
    if not linked_only and "--automation" in read(str(folder / "samen-kiosk"), "--help"):
        found.append("samen-kiosk offers the automation seam")
    for line in found:
        print(line)
    print(f"{len(PROGRAMS)} programs read, {len(found)} flaws")
    return 1 if found else 0


GOOD = ["-O2", "-g1", "-fPIE", "-pie", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=2", "-Wl,-z,relro", "-Wl,-z,now",
        "-ffile-prefix-map=@=.", *COMPILED_WITH]
# what is added or taken away -> what must be said
SPOILT = {
    (): None,
    ("-no-pie", "-fno-pie"): "position independent",
    ("-Wl,-z,norelro",): "RELRO",
    ("-Wl,-z,lazy",): "late",
    ("-Wl,-z,execstack",): "executed",
    ("-Wl,-rpath,/nowhere",): "libraries in a folder",
    ("-fno-stack-protector",): "check its stack",
    ("-U_FORTIFY_SOURCE",): "fortified",
    ("-fno-stack-clash-protection",): "without -fstack-clash-protection",
    ("-ffile-prefix-map=nothing=x",): "a path",
}
PROGRAM = r"""
#include <cstdio>
#include <cstring>
int main(int argc, char** argv) {
  char text[40];
  std::snprintf(text, sizeof text, "%d", argc);
  std::strcpy(text + 1, argv[0]);
  return std::puts(text);
}
"""


def can_fail():
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "small.cpp"
        source.write_text(PROGRAM)
        for spoilt, expected in SPOILT.items():
            options = [option.replace("@", folder) for option in GOOD
                       if not (spoilt and spoilt[0].startswith("-ffile") and "prefix-map" in option)]
            if "-no-pie" in spoilt:
                options = [option for option in options if option not in ("-pie", "-fPIE")]
            subprocess.run(["g++", *options, *spoilt, "-o", f"{folder}/small", str(source)], check=True,
                           cwd=folder, capture_output=True)
            found = flaws(f"{folder}/small", [folder])
            if (expected is None and found) or (expected and not any(expected in flaw for flaw in found)):
                wrong += 1
                print(f"{' '.join(spoilt) or 'nothing spoilt'}: expected {expected}, got {found}")
    print(f"{len(SPOILT)} small programs judged, {wrong} not as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1] == "--can-fail":
        sys.exit(can_fail())
    sys.exit(check(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), "--linked" in sys.argv))
