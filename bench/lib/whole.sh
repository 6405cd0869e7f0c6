# What the benches of whole processes share: sourced, with $root, $work, $sandbox and $rounds set.
# A line of $work/figures is: program round wall cpu memory broker.

broker_ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$sandbox/stat"; }
ticks_per_second=$(getconf CLK_TCK)

# The quickest and the slowest beside the median: single runs on a shared machine say little.
table() { # TITLE BASE: of $work/figures, with ratios to the program BASE
  awk -v title="$1" -v n="$rounds" -v base="$2" '
    function sorted(from, count, to,  i, j, t) {
      for (i = 1; i <= count; i++) to[i] = from[i]
      for (i = 2; i <= count; i++) for (j = i; j > 1 && to[j - 1] > to[j]; j--) { t = to[j]; to[j] = to[j - 1]; to[j - 1] = t }
    }
    function median(from, count,  s) {
      sorted(from, count, s)
      return count % 2 ? s[(count + 1) / 2] : (s[count / 2] + s[count / 2 + 1]) / 2
    }
    function column(program, which,  i, c) {
      for (i = 1; i <= n; i++) c[i] = figure[program, i, which]
      sorted(c, n, low)
      return median(c, n)
    }
    function spread(program, which,  m) {
      m = column(program, which)
      return sprintf("%.2f (%.2f-%.2f)", m, low[1], low[n])
    }
    function ratio(program, to, which,  i, c) {
      if (!((to, 1, which) in figure)) return "     "
      for (i = 1; i <= n; i++) c[i] = figure[program, i, which] / (figure[to, i, which] > 0.01 ? figure[to, i, which] : 0.01)
      return sprintf("%.2f", median(c, n))
    }
    { if (!($1 in seen)) { seen[$1] = 1; order[++programs] = $1 }
      for (w = 3; w <= 6; w++) figure[$1, $2, w] = $w }
    END {
      printf "| %s, n=%d | wall s | CPU s | MB | broker | wall, CPU of %s |\n|---|---|---|---|---|---|\n", title, n, base
      for (i = 1; i <= programs; i++) {
        p = order[i]
        wall = spread(p, 3); cpu = spread(p, 4); column(p, 5); memory = low[n]
        printf "| %s | %s | %s | %d | %.2f | %s, %s |\n", p, wall, cpu, memory, column(p, 6), ratio(p, base, 3), ratio(p, base, 4)
      }
      print ""
    }' "$work/figures"
}

archived() { # waits until the archives of classes are made, which first runs make in the background
  for ((i = 0; i < 150; i++)); do
    [ -n "$(find "${XDG_CACHE_HOME:-$HOME/.cache}/kafka-mqtt" -name '*.lock' 2>/dev/null)" ] || return 0
    sleep 0.2
  done
}
