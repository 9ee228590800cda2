#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Layout of every C++ file (clang-format), and what clang-tidy says about the files that changed.
# Usage: tests/lint/style.sh format | tests/lint/style.sh tidy BUILD_DIR [MINUTES]
#
# Changed means: against the merge base with origin's main branch, or, where that is HEAD itself as on
# main, in the last ten commits; and what is not committed. clang-tidy looks at one file after the other,
# the smallest first, until its minutes are over, and says how many it read. It fails on what
# WarningsAsErrors of .clang-tidy names; the rest is advice.
set -euo pipefail
cd "$(dirname "$0")/../.."
format=clang-format-19 tidy=clang-tidy-19

case "${1:-}" in
  format)
    git ls-files -z '*.cpp' '*.hpp' | xargs -0 -n 50 "$format" --dry-run -Werror
    echo "every C++ file lies as .clang-format says"
    ;;
  tidy)
    build=${2:?the build folder with compile_commands.json} minutes=${3:-4}
    base=$(git merge-base HEAD origin/HEAD 2>/dev/null || git merge-base HEAD origin/main 2>/dev/null || true)
    if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then
      base=$(git rev-parse --verify --quiet HEAD~10 || git rev-list --max-parents=0 HEAD | tail -1)
    fi
    mapfile -t files < <(git diff --name-only --diff-filter=d "$base" -- 'kiosk/*.cpp' 'shared/*.cpp' 'sync/*.cpp' |
      xargs -r -d '\n' ls -Sr --)
    end=$((SECONDS + minutes * 60)) read=0 bad=0
    for file in "${files[@]}"; do
      left=$((end - SECONDS))
      [ "$left" -gt 0 ] || break
      code=0
      timeout "$left" "$tidy" --quiet --extra-arg=-Wno-unknown-warning-option -p "$build" "$file" || code=$?
      [ "$code" -ne 124 ] || break
      read=$((read + 1))
      [ "$code" -eq 0 ] || bad=$((bad + 1))
    done
    echo "clang-tidy: $read of ${#files[@]} changed files read in $minutes minutes, $bad with findings"
    [ "$bad" -eq 0 ]
    ;;
  *) sed -n '3,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
