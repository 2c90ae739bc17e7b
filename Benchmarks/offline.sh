# Shared by the benchmarks of the offline writer; to be sourced by them from bash.

. "$(dirname "${BASH_SOURCE[0]}")/../Scripts/lib.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# All fields of the knowledge pack, and all kinds.
fields='Python
Classical machine learning
Deep learning
Transformers
RAG
Agents
NLP and computer vision
Evaluation and statistics
MLOps and deployment
Data and feature engineering
Algorithms and system design for ML'
kinds=open,multipleChoice,trueFalse,cloze,coding,scenario,interview

# $binary is the program that is measured: the one that VIVA names, so that versions can be compared, else a fresh build.
prepare() {
  if [ -n "${VIVA:-}" ]; then binary=$VIVA; else build_release; fi
}

# Shows a command and runs the helper that prints the figures.
figures() { "${PYTHON:-python3}" "$root/Benchmarks/sets.py" "$@"; }

# Writes a set over all fields: write_set FOLDER OPTION…; a set that ends short (3) is a result, too.
write_set() {
  local folder=$1
  shift
  printf '$ viva generate --topics fields %s\n' "$*"
  printf '%s\n' "$fields" >"$work/fields"
  local status=0
  figures run "$work/usage.json" "$binary" generate --home "$root" --topics "$work/fields" --quiet --out "$folder" "$@" \
    >/dev/null || status=$?
  [ "$status" = 0 ] || [ "$status" = 3 ] || die "generate ended with $status"
}

# Judges items anew, as somebody else's: judge INPUT FOLDER. No ledger and no score of the set's own comes in.
judge() {
  printf '$ viva evaluate %s\n' "$(basename "$1")"
  "$binary" evaluate --home "$root" "$1" --quiet --out "$2" >/dev/null || [ $? = 3 ] || die "evaluate failed"
}
