# Shared by the checks; to be sourced by them from bash.

. "$(dirname "${BASH_SOURCE[0]}")/../../Scripts/lib.sh"
cd "$root"

# A folder that goes when the check ends.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A Python with the packages named, in an environment of its own; sets $python.
require_python() {
  local missing=()
  command -v python3 >/dev/null || missing+=(python3)
  python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
  if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
  local folder=$root/.build/ci-python
  python=$folder/bin/python
  [ -x "$python" ] || python3 -m venv "$folder"
  local package
  for package in "$@"; do
    "$python" -m pip show -q "$package" 2>/dev/null && continue
    say "Installing $package from PyPI into $folder."
    "$python" -m pip install -q --disable-pip-version-check "$package"
  done
}

# A set of all kinds in both languages; exit codes 0 and 3 are both fine.
write_set() {
  local code=0
  "$binary" generate --topic Transformers --topic Python --topic RAG --languages en,zh \
    --kinds open,multipleChoice,trueFalse,cloze,coding,scenario,interview "$@" || code=$?
  [ $code = 0 ] || [ $code = 3 ]
}
