#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds Samen and opens a kiosk with a courier and a matcher of its own, on this machine only.
set -euo pipefail
root=$(cd "$(dirname "$0")" && pwd)
cd "$root"

# The tags of the catalogues: what the kiosk really speaks.
languages() {
  local tags=("$root"/assets/locales/*.json)
  tags=("${tags[@]##*/}")
  echo "${tags[@]%.json}"
}

usage() {
  cat <<EOF
Usage: ./run.sh [options]

Builds the three programs, starts a matcher on loopback with TLS, enrols a kiosk at a demo centre,
starts the courier and opens the kiosk's window. A round runs every minute; what people sign up on
the screen comes back as proposals on the staff page, and on the office's web page, whose address is
printed with a link for an account. Ctrl-C ends everything.

Without a display it walks one whole journey through the same programs by itself, writes the
screenshots, prints the round as a table with one proposal in full, and ends.

  --fresh              start with empty data (default: keep what is there)
  --offscreen          walk the journey even if there is a display
  --language TAG       language of the first screen: $(languages)
                       (default nl)
  --size WxH           window size in pixels                            (default 1280x800)
  --text-size N        1 to 4                                           (default 1)
  --population N       synthetic households in the demo store; 0: none  (default 60)
  --port N             port of a new matcher; 0: a free one             (default 0)
  --office-port N      port of the office's web page; 0: a free one     (default 0)
  --data DIR           where the demo keeps its data                    (default demo/data)
  --screenshots DIR    where the journey puts its pictures              (default demo/screenshots)
  --round-every N      seconds between rounds while the window is open  (default 60)
  --build-dir DIR      use programs that are built already
  --help               this text

The staff page of the demo opens with PIN 246810. Every synthetic household and group says that it
is synthetic. Nothing leaves this machine.
EOF
}

fresh=no offscreen=auto language=nl size=1280x800 text_size=1 population=60 port=0 office_port=0
data="$root/demo/data" screenshots="$root/demo/screenshots" round_every=60 build_dir=""
need() { [ $# -ge 2 ] && [ -n "$2" ] || { echo "run.sh: $1 needs a value; see ./run.sh --help" >&2; exit 2; }; }
number() { case "$2" in '' | *[!0-9]*) echo "run.sh: $1 takes a whole number, not '$2'" >&2; exit 2 ;; esac; }
while [ $# -gt 0 ]; do
  case "$1" in
    --fresh) fresh=yes ;;
    --offscreen) offscreen=yes ;;
    --language) need "$@"; language=$2; shift ;;
    --size) need "$@"; size=$2; shift ;;
    --text-size) need "$@"; number "$@"; text_size=$2; shift ;;
    --population) need "$@"; number "$@"; population=$2; shift ;;
    --port) need "$@"; number "$@"; port=$2; shift ;;
    --office-port) need "$@"; number "$@"; office_port=$2; shift ;;
    --data) need "$@"; data=$(realpath -m "$2"); shift ;;
    --screenshots) need "$@"; screenshots=$(realpath -m "$2"); shift ;;
    --round-every) need "$@"; number "$@"; round_every=$2; shift ;;
    --build-dir) need "$@"; build_dir=$(realpath -m "$2"); shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "run.sh: unknown option $1; see ./run.sh --help" >&2; exit 2 ;;
  esac
  shift
done
case "$size" in [0-9]*x[0-9]*) ;; *) echo "run.sh: --size takes WIDTHxHEIGHT, such as 800x480" >&2; exit 2 ;; esac
case " $(languages) " in
  *" $language "*) ;;
  *) echo "run.sh: there is no catalogue for '$language'; there are: $(languages)" >&2; exit 2 ;;
esac
if [ "$offscreen" = auto ]; then
  offscreen=no
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || offscreen=yes
fi

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

image/install-packages.sh build runtime
if [ -z "$build_dir" ]; then
  build_dir="$root/build/demo"
  [ -x "$build_dir/bin/samen-kiosk" ] || say "Building (about five minutes on two cores, the first time)"
  mkdir -p "$build_dir"
  [ -f "$build_dir/build.ninja" ] || cmake --preset demo >"$build_dir/configure.log" 2>&1 || {
    cat "$build_dir/configure.log" >&2
    exit 1
  }
  cmake --build "$build_dir" --target samen-kiosk samen-sync samen-matcher -- --quiet
fi
kiosk="$build_dir/bin/samen-kiosk" courier="$build_dir/bin/samen-sync" matcher="$build_dir/bin/samen-matcher"

if [ "$offscreen" = yes ]; then
  mode=()
  [ "$fresh" = yes ] && mode+=(--fresh)
  exec python3 tests/support/demo_journey.py --bin "$build_dir/bin" --data "$data" \
    --screenshots "$screenshots" --size "$size" --language "$language" --text-size "$text_size" \
    --population "$population" --port "$port" "${mode[@]}"
fi

if [ "$fresh" = yes ]; then
  [ ! -e "$data" ] || [ -e "$data/.samen-demo" ] || {
    echo "run.sh: $data was not made by this script; remove it yourself if that is what you want" >&2
    exit 1
  }
  rm -rf "$data"
fi
umask 077
mkdir -p "$data" && touch "$data/.samen-demo"
exec 9>"$data/.lock"
flock -n 9 || { echo "run.sh: another demo is using $data" >&2; exit 1; }

pids=()
finish() {
  trap - EXIT INT TERM
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
}
trap finish EXIT
trap 'exit 130' INT TERM

if [ ! -d "$data/matcher" ]; then
  say "A matcher of its own"
  [ "$port" -ne 0 ] || port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  "$matcher" init --data "$data/matcher" --listen "127.0.0.1:$port"
  if [ "$population" -gt 0 ]; then
    "$matcher" populate --data "$data/matcher" --centre "Buurthuis De Linde" \
      --municipality Almere --households "$population" --groups $((population * 5 / 4))
  fi
fi
rm -f "$data/matcher.ready"
"$matcher" serve --data "$data/matcher" --ready-file "$data/matcher.ready" \
  --office "127.0.0.1:$office_port" --assets "$root/assets" \
  9>&- 2>>"$data/matcher.log" >"$data/matcher.said" &
pids+=($!)
for _ in $(seq 100); do [ -s "$data/matcher.ready" ] && break; kill -0 "${pids[0]}" 2>/dev/null || break; sleep 0.1; done
[ -s "$data/matcher.ready" ] || { echo "The matcher did not start:" >&2; tail -n 5 "$data/matcher.log" >&2; exit 1; }
url=$(cat "$data/matcher.ready")
echo "The matcher listens at $url"
say "The office for caseworkers: $(sed -n 's/^office //p' "$data/matcher.said")"
if "$matcher" office accounts --data "$data/matcher" | grep -q '^demo,'; then
  echo "Sign in as demo. Another telephone or a lost password: $matcher office reset --data $data/matcher demo"
else
  "$matcher" office invite --data "$data/matcher" demo --role coordinator
fi
echo "Its certificate is this demo's own, so a browser asks whether you trust it. \"demo\" is the account's name."

if [ ! -e "$data/kiosk/enrolled" ]; then
  say "A kiosk at Buurthuis De Linde, Almere"
  [ -d "$data/kiosk" ] || printf '246810\n' | "$kiosk" init --data "$data/kiosk"
  code=$("$matcher" enrol --data "$data/matcher" --centre "Buurthuis De Linde" --municipality Almere --code-only)
  "$courier" enrol --data "$data/kiosk" --server "$url" --code "$code"
  touch "$data/kiosk/enrolled"
fi
"$courier" run --data "$data/kiosk" --interval 5 9>&- 2>>"$data/courier.log" >/dev/null &
pids+=($!)
(
  trap 'kill "$!" 2>/dev/null; exit 0' TERM # or its sleep would stay behind
  while :; do
    sleep "$round_every" &
    wait "$!"
    "$matcher" round --data "$data/matcher" >>"$data/rounds.log" 2>&1 &
    wait "$!" || true
  done
) 9>&- &
pids+=($!)
"$matcher" round --data "$data/matcher" >>"$data/rounds.log" 2>&1 || true

say "The kiosk (staff PIN 246810; logs in $data)"
"$kiosk" --data "$data/kiosk" --assets "$root/assets" --size "$size" --language "$language" \
  --text-size "$text_size" 9>&- 2>>"$data/kiosk.log" &
pids+=($!)
wait "${pids[-1]}"
