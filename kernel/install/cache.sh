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

# The record also says which methods were compiled, and how far, and a kernel follows it. So it is made with the quick
# compiler alone: what serves the learner (javac, messages, our own rooms) is then compiled early and cheaply, and stays so.
# What learners' own code is made of is left out of it and goes its usual way up to the optimising compiler.
recording() { # the flags for that, one a line; of the commands that match a method the last one counts
  local name
  printf -- '-XX:%s\n' TieredStopAtLevel=1 Tier0InvokeNotifyFreqLog=3 Tier3InvocationThreshold=20 \
    Tier3MinInvocationThreshold=10 Tier3CompileThreshold=200 CompileCommand=quiet
  printf -- '-XX:CompileCommand=CompileThresholdScaling,%s::*,%s\n' '*' 1000000.0
  for name in com.sun.tools catnap.kernel com.google.gson zmq org.zeromq org.dflib java.nio java.util \
    jdk.internal.classfile jdk.internal.jimage jdk.internal.jrtfs; do
    printf -- '-XX:CompileCommand=CompileThresholdScaling,%s.*::*,1.0\n' "$name"
  done
  printf -- '-XX:CompileCommand=CompileThresholdScaling,%s::*,%s\n' 'java.lang.String*' 1.0 'catnap.kernel.weave.StopCheck' 1000000.0
}

record_start() {
  [ "$cache" = yes ] || return 0
  local words=() flags=() word
  say "recording a start of the kernel, so that later ones are quick (up to a minute; --no-cache leaves it out)"
  while IFS= read -r word; do flags+=("$word"); done < <(recording)
  while IFS= read -r word; do
    [ "$word" != -jar ] || words+=("${flags[@]}") # the last one of its kind counts
    words+=("$word")
  done < <(start_words)
  if CATNAP_CATS=local MALLOC_ARENA_MAX=2 "${words[@]}" >"$log" 2>&1 && [ -s "$spec/catnap.aot" ]; then
    say "wrote $spec/catnap.aot"
  else
    rm -f "$spec"/catnap.aot*
    say "that did not work; the kernel runs without it, and starts more slowly"
  fi
}
