# Runs the script of a page: bash prelude.sh SCRIPT PAGE FOLDER. What fails is told as PAGE:LINE on standard error.
set -eEo pipefail
page=$2 shown=$3/shown interrupted=$3/interrupted limit=60
trap 'failed=$?; { set +x; } 2>/dev/null; echo "$page:$LINENO: status $failed: $BASH_COMMAND" >&2; exit $failed' ERR

# same: whether the last block wrote what standard input says; a line or part of one that is ... stands for anything.
same() {
  { set +x; } 2>/dev/null
  local expected line found pattern
  mapfile -t expected
  mapfile -t found <"$shown"
  local at=0 skip=
  for line in "${expected[@]}"; do
    if [ "$line" = ... ]; then
      skip=yes
      continue
    fi
    printf -v pattern %q "$line"
    pattern=${pattern//.../*}
    while [ -n "$skip" ] && [ $at -lt ${#found[@]} ] && ! like "${found[$at]}" "$pattern"; do at=$((at + 1)); done
    skip=
    if [ $at -ge ${#found[@]} ] || ! like "${found[$at]}" "$pattern"; then
      printf '%s\n' "the page shows: $line" "but it wrote: ${found[$at]-nothing more}" "all of it:" "${found[@]}" >&2
      return 1
    fi
    at=$((at + 1))
  done
  if [ -z "$skip" ] && [ $at -lt ${#found[@]} ]; then
    printf '%s\n' "the page does not show: ${found[$at]}" >&2
    return 1
  fi
  set -x
}
like() { eval "case \$1 in $2) return 0 ;; esac"; return 1; }

# until_interrupted CONDITION: runs the block of standard input until the condition holds (or it has written something), then
# sends it Ctrl-C.
until_interrupted() {
  { set +x; } 2>/dev/null
  local condition=$1 block child status=0 deadline=$((SECONDS + limit))
  block=$(cat)
  : >"$interrupted"
  set -m
  bash -eo pipefail -c "$block" >"$interrupted" 2>&1 </dev/null &
  child=$!
  set +m
  until (eval "${condition:-test -s '$interrupted'}") >/dev/null 2>&1 </dev/null; do
    if [ $SECONDS -ge $deadline ] || ! kill -0 $child 2>/dev/null; then
      kill -KILL -- -$child 2>/dev/null || true
      printf '%s\n' "$block" "was not seen to work: ${condition:-it wrote nothing}. It wrote:" >&2
      cat "$interrupted" >&2
      return 1
    fi
    sleep 0.2
  done
  kill -INT -- -$child
  wait $child || status=$?
  case $status in
    0 | 130) ;;
    *)
      printf '%s\n' "$block" "ended with $status after Ctrl-C. It wrote:" >&2
      cat "$interrupted" >&2
      return 1
      ;;
  esac
  set -x
}

PS4="+ $page:\$LINENO: "
set -x
. "$1"
