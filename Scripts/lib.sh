# Shared by the scripts; to be sourced by them from bash.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
binary=$root/.build/release/viva

say() { printf '%s\n' "$*" >&2; }

die() {
  say "Error: $*"
  exit 1
}

# Installs Debian packages, or says how to.
install_packages() {
  local command=(apt-get install -y --no-install-recommends "$@")
  local shown="apt-get update && apt-get install -y $*"
  if ! command -v apt-get >/dev/null; then
    die "missing: $*. Install what your system calls these packages (their Debian names are given)."
  fi
  if [ "$(id -u)" = 0 ]; then
    say "Installing $* with apt-get."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${command[@]}"; } >&2 ||
      die "apt-get failed. Run: $shown"
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    say "Installing $* with sudo apt-get."
    { sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive "${command[@]}"; } >&2 ||
      die "apt-get failed. Run as root: $shown"
  else
    die "missing: $*. Run as root: $shown"
  fi
}

# Makes sure of Swift and of the headers of the system's libraries.
require_toolchain() {
  if ! command -v swift >/dev/null; then
    die "Swift is missing. Install 6.1 or newer: https://www.swift.org/install"
  fi
  if [ "$(uname -s)" = Darwin ]; then
    if ! command -v pkg-config >/dev/null; then
      die "pkg-config is missing. Run: brew install pkg-config curl sqlite zlib"
    fi
    return
  fi
  local missing=()
  if command -v pkg-config >/dev/null; then
    pkg-config --exists libcurl || missing+=(libcurl4-openssl-dev)
    pkg-config --exists sqlite3 || missing+=(libsqlite3-dev)
    pkg-config --exists zlib || missing+=(zlib1g-dev)
  else
    missing=(pkg-config libcurl4-openssl-dev libsqlite3-dev zlib1g-dev)
  fi
  if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
}

# Options of every release build, alike so that none builds anew what another has built. On Linux the Swift runtime goes into
# the program, which then works where no toolchain is and starts faster; macOS has the runtime already.
# The defaults go into it packed: they would be a quarter of its size (Scripts/embed-defaults).
release=(-c release -Xcc -DVIVA_PACKED_DEFAULTS)
if [ "$(uname -s)" != Darwin ] && command -v swift >/dev/null \
  && [ -d "$(dirname "$(readlink -f "$(command -v swift)")")/../lib/swift_static" ]; then
  # Nobody loads a program's own functions by their names, and the names take a megabyte.
  release+=(--static-swift-stdlib -Xlinker --no-export-dynamic)
fi

# Builds the release binary, if anything that it is made of is newer than the last build.
build_release() {
  local stamp=$root/.build/release-built
  if [ -x "$binary" ] && [ -e "$stamp" ] && [ -z "$(
    cd "$root" && find Package.swift Sources Config Prompts -newer "$stamp" -print -quit
  )" ]; then
    return
  fi
  require_toolchain
  mkdir -p "$root/.build"
  "$root/Scripts/embed-defaults"
  # What changes while the build runs is newer than this.
  touch "$stamp.new"
  say "Building viva; the first time takes some minutes."
  (cd "$root" && swift build "${release[@]}" --product viva) >&2 || die "the build failed"
  mv "$stamp.new" "$stamp"
}
