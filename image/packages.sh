#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the Debian packages of what is committed.
# Usage: image/packages.sh [OUT]        (OUT: where they go, default build/packages)
# Installs what building needs (image/packages/build.txt and package.txt), as root or through sudo.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
out=$(realpath -m "${1:-build/packages}")
image/install-packages.sh build package
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git archive --prefix=samen/ HEAD | tar -x -C "$work"
ln -s image/debian "$work/samen/debian"
# One version for packages and programs: that of the tree, a release by its tag.
version=$(sed -n 's/^project(samen VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
revision=$(git rev-list --count HEAD)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
SAMEN_COMMIT=$(git rev-parse --short=7 HEAD)
export SAMEN_COMMIT
sed -i "1s/([^)]*)/(${version}~$revision.$SAMEN_COMMIT)/; s/^ -- \(.*>\).*/ -- \1  $(date -R -u -d "@$SOURCE_DATE_EPOCH")/" \
  "$work/samen/image/debian/changelog"
(cd "$work/samen" && dpkg-buildpackage --build=binary --no-sign --jobs=auto >"$out/build.log" 2>&1) || {
  tail -n 40 "$out/build.log" >&2
  echo "The packages could not be built; the whole log is $out/build.log" >&2
  exit 1
}
rm -f "$out"/*.deb "$out"/*.ddeb
mv "$work"/*.deb "$out"/
for each in "$work"/*.changes "$work"/*.buildinfo; do mv "$each" "$out"/; done
ls -1 "$out"/*.deb
