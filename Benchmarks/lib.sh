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
  "$work/server" -p "$port" "$@" 2>"$work/stats" &
  server_pid=$!
  base=http://127.0.0.1:$port/v1
  local tries=0
  until curl -fs "http://127.0.0.1:$port/stats" >/dev/null; do
    kill -0 "$server_pid" 2>/dev/null || die "the server did not start; is port $port taken?"
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || die "the server does not answer"
    sleep 0.05
  done
}

# Ends it and shows its counters.
stop_server() {
  [ -n "$server_pid" ] || return 0
  kill "$server_pid" 2>/dev/null && wait "$server_pid" 2>/dev/null
  server_pid=
  if [ -s "$work/stats" ]; then printf 'server: %s\n' "$(cat "$work/stats")"; fi
}

port=${PORT:-18980}
