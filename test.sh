#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and runs every test. Ends with the names of what failed and a line
# of counts; exit 0 only if nothing failed. Needs no display and nothing but Debian, git and a shell.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'EOF'
Usage: ./test.sh [options]

  --full           also everything under the address sanitizer, the thread sanitizer over the rooms
                   that start threads, the released programs, read for hardening, and, as advice, what
                   clang-tidy says of the files that changed (about an hour on two cores)
  --quick          only the dev build with every test, no sanitizer
  --label L        only tests with this label (unit, integration, e2e, lint, fuzz, ...), dev build
  --help           this text

Without options: how every C++ file is laid out (clang-format); every test once: on the dev build, those of the rooms that
hold secrets or read what comes from outside under address and undefined behaviour sanitizers; and
./run.sh's whole journey.
Campaigns of hours are targets of their own (tests/README.md).
EOF
}
quick=no full=no label=""
while [ $# -gt 0 ]; do
  case "$1" in
    --full) full=yes ;;
    --quick) quick=yes ;;
    --label) label=${2:?--label needs a value}; quick=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "test.sh: unknown option $1; see ./test.sh --help" >&2; exit 2 ;;
  esac
  shift
done

passed=0 failed=0 started=$SECONDS failures_by_name=""
step() { printf '\n== %s (%d min %02d s)\n' "$1" $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)); }

# count XML: adds what ctest wrote there to ours, and the names of what failed.
count() {
  local xml=$1
  if [ ! -s "$xml" ]; then
    echo "ctest ended without $xml"
    failed=$((failed + 1))
    failures_by_name+="failed: everything of $xml, which ctest did not write"$'\n'
    return
  fi
  local tests failures
  tests=$(sed -n 's/.*<testsuite .*tests="\([0-9]*\)".*/\1/p; s/^[[:space:]]*tests="\([0-9]*\)".*/\1/p' "$xml" | head -1)
  failures=$(sed -n 's/^[[:space:]]*failures="\([0-9]*\)".*/\1/p; s/.*<testsuite .*failures="\([0-9]*\)".*/\1/p' "$xml" | head -1)
  passed=$((passed + tests - failures))
  failed=$((failed + failures))
  failures_by_name+=$(sed -n 's/.*<testcase name="\([^"]*\)".*status="fail".*/failed: \1/p' "$xml")
  [ "$failures" -eq 0 ] || failures_by_name+=$'\n'
}

# run_ctest PRESET [ctest options]: adds its counts to ours; shows the output of what failed. One test more
# than there are cores: a quarter of the time of all of them is waiting.
run_ctest() {
  local preset=$1 xml="build/$1/results.xml"
  shift
  rm -f "$xml"
  ctest --preset "$preset" --output-junit "$PWD/$xml" -j$(($(nproc) + 1)) "$@" || true
  count "$xml"
}

# check WHAT COMMAND...: one more test, that command.
check() {
  local what=$1
  step "$what"
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    failures_by_name+="failed: $what"$'\n'
  fi
}

every_check=OFF  # ON: pointer checks in every target, for --full

# build PRESET WATCHED [build options]: WATCHED OFF leaves out the tests of the rooms that the address
# sanitizer watches, which run under it.
build() {
  local preset=$1 watched=$2
  shift 2
  mkdir -p "build/$preset"
  if ! cmake --preset "$preset" "-DSAMEN_WATCHED_ROOMS=$watched" "-DSAMEN_EVERY_CHECK=$every_check" \
    >"build/$preset/configure.log" 2>&1; then
    cat "build/$preset/configure.log"
    exit 1
  fi
  cmake --build "build/$preset" "$@" -- --quiet
}

image/install-packages.sh build runtime test
# Stores are flushed to the disk some hundred thousand times in a run, on a busy disk for most of its time.
# What a killed process leaves is the same in memory; what a lost disk leaves, simulation.* plays itself.
# --full goes to the disk.
if [ "$full" = no ] && [ "$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)" -gt 4000000 ] 2>/dev/null; then
  memory=$(mktemp -d /dev/shm/samen-tests.XXXXXX)
  trap 'rm -rf "$memory"' EXIT
  chmod 755 "$memory"  # a mail server and others run as users of their own
  cp /bin/true "$memory/"
  if "$memory/true"; then export TMPDIR=$memory; fi  # tests run programs there
fi
check "layout: clang-format" tests/lint/style.sh format
step "dev: build"
if [ "$quick" = yes ]; then build dev ON; else build dev OFF; fi
step "dev: tests"
if [ -n "$label" ]; then
  run_ctest dev -L "$label"
elif [ "$quick" = yes ]; then
  run_ctest dev
else
  run_ctest dev -LE waits
  # Beside the compilers, not before them.
  rm -f build/dev/waits.xml
  ctest --preset dev --output-junit "$PWD/build/dev/waits.xml" -L waits >build/waits.log 2>&1 &
  waits=$!
  step "asan: build of the rooms that read outside data or hold secrets"
  build asan ON --target asan_tests
  step "asan: tests"
  run_ctest asan -R "$(cat build/asan/asan_tests.regex)"
  check "run.sh: the whole journey" ./run.sh --offscreen --fresh --build-dir build/dev \
    --data build/journey/data --screenshots build/journey/screenshots
  step "dev: tests that mostly wait, which ran beside the build"
  wait "$waits" || true
  cat build/waits.log
  count build/dev/waits.xml
fi
if [ "$full" = yes ]; then
  step "advice of clang-tidy, which fails nothing"
  tests/lint/style.sh tidy build/dev 2 || true
  step "asan: everything"
  every_check=ON
  build asan ON
  run_ctest asan -LE e2e
  step "tsan: build of the rooms with threads"
  build tsan ON --target tsan_tests
  step "tsan: tests"
  run_ctest tsan -R "$(cat build/tsan/tsan_tests.regex)"
  step "release: build of the programs"
  build release OFF
  check "release: hardening, version, no traces" python3 tests/programs/release_test.py build/release/bin .
fi
step "done"
printf '%s' "$failures_by_name"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
