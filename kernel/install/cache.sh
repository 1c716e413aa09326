# shellcheck shell=bash
# Lets the kernel play its own front end once while the JVM records what it loads: starts that find the record are several times faster.

start_words() { # the kernel's own command for recording, one word a line, or fails if kernel.json names no cache
  # A record is used only under the very flags it was made with, so they are read from where Jupyter will read them.
  sed -n '/"argv"/,/\]/s/^ *"\(.*\)",\{0,1\}$/\1/p' "$spec/kernel.json" | awk -v folder="$spec" '
    function put(mark, text,   at) {
      while ((at = index($0, mark)) > 0) $0 = substr($0, 1, at - 1) text substr($0, at + length(mark))
    }
    /^-XX:AOTCache=/ { sub(/=/, "Output="); caches = 1 }
    { put("{resource_dir}", folder); put("{connection_file}", "--rehearse"); print }
    END { exit !caches }'
}

record_start() {
  [ "$cache" = yes ] || return 0
  local words=() word
  say "recording a start of the kernel, so that later ones are quick (up to a minute; --no-cache leaves it out)"
  while IFS= read -r word; do words+=("$word"); done < <(start_words)
  if CATNAP_CATS=local MALLOC_ARENA_MAX=2 "${words[@]}" >"$log" 2>&1 && [ -s "$spec/catnap.aot" ]; then
    say "wrote $spec/catnap.aot"
  else
    rm -f "$spec"/catnap.aot*
    say "that did not work; the kernel runs without it, and starts more slowly"
  fi
}
