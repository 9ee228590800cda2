#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what image/packages/<list>.txt names and this machine lacks.
# Usage: image/install-packages.sh LIST...        (LIST: build, runtime, test, develop)
# As root or through sudo; without either it prints the one command to run and exits 3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -eq 0 ]; then
  sed -n '3,5s/^# //p' "$0"
  exit 2
fi

if ! command -v apt-get >/dev/null; then
  echo "This script needs Debian (apt-get). On another system, install the equivalents of the" >&2
  echo "packages in image/packages/*.txt by hand." >&2
  exit 3
fi

wanted=()
for list in "$@"; do
  file="$here/packages/$list.txt"
  if [ ! -r "$file" ]; then
    echo "There is no package list $file. Lists: $(cd "$here/packages" && echo *.txt)" >&2
    exit 2
  fi
  while read -r package; do
    [ -n "$package" ] && wanted+=("$package")
  done < <(sed 's/#.*//; s/[[:space:]]//g' "$file")
done

missing=()
for package in "${wanted[@]}"; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

command="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
  as_root=(sudo)
else
  echo "These Debian packages are missing, and installing needs root. Run this once, then try again:" >&2
  echo "  su -c '$command'" >&2
  exit 3
fi

echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" >>"$log" 2>&1
}
if ! { install update && install install -y --no-install-recommends "${missing[@]}"; }; then
  tail -n 20 "$log" >&2
  echo "Installing failed. Mend what apt says above (often: no network), then try again." >&2
  exit 1
fi
