# Shared by the benchmarks; to be sourced by them from bash.

. "$(dirname "${BASH_SOURCE[0]}")/../Scripts/lib.sh"
benchmarks=$root/Benchmarks
driver=$root/.build/release/viva-benchmark
work=$(mktemp -d)
server_pid=
trap 'stop_server; rm -rf "$work"' EXIT

build_driver() {
  require_toolchain
  "$root/Scripts/embed-defaults"
  (cd "$root" && swift build "${release[@]}" --product viva-benchmark) >&2 || die "the build failed"
}

# Runs the driver and shows the command whose figures follow.
measure() {
  printf '\n$ viva-benchmark %s\n' "$*"
  rm -rf "$work/out"
  "$driver" "$@" "folder=$work/out"
}

# Starts the server that answers by stage; its options follow. $base is its URL then.
start_server() {
  [ -x "$work/server" ] || "${CC:-cc}" -O2 -std=gnu17 -o "$work/server" "$benchmarks/server/server.c"
  # It says where it listens once it does.
  local where
  rm -f "$work/where"
  mkfifo "$work/where"
  "$work/server" -p "${PORT:-0}" "$@" >"$work/where" 2>"$work/stats" &
  server_pid=$!
  if ! read -r where <"$work/where"; then
    wait "$server_pid" || true
    server_pid=
    die "the server did not start: $(cat "$work/stats")"
  fi
  base=$where/v1
}

# Ends it and shows its counters.
stop_server() {
  [ -n "$server_pid" ] || return 0
  kill "$server_pid" 2>/dev/null || true
  wait "$server_pid" 2>/dev/null || true
  server_pid=
  if [ -s "$work/stats" ]; then printf 'server: %s\n' "$(cat "$work/stats")"; fi
}
