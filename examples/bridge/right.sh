#!/bin/sh
# The right side of --into in shell: adds each line to a file, and says how many are there.
count=0
while IFS= read -r line; do
  printf '%s\n' "$line" >>"$1" || exit
  count=$((count + 1))
  echo "$count"
done
