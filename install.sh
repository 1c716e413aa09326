#!/usr/bin/env bash
# Builds the Catnap kernel and installs it for Jupyter. Says each thing it writes; `./install.sh --help` tells the rest.
# Runs under bash 3.2 (macOS) too: no associative arrays, no mapfile, no ${name,,}.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

usage() {
  cat <<'END'
usage: ./install.sh [--yes] [--prefix DIR] [--no-cache] [--no-check | --check-course]
       ./install.sh --uninstall [--prefix DIR]

Finds JDK 25 or newer and Jupyter (or gets them), builds the kernel, installs it, and runs a notebook to see that it works.
Running it again does no harm.

  --prefix DIR    install below DIR (default: ~/.local, and the kernel where Jupyter keeps yours)
  --yes           agree to fetch what is missing: a JDK (apt, else adoptium.net), and packages that need sudo
  --no-cache      do not record a start of the kernel, which makes later starts quick (up to a minute, 40 MB)
  --no-check      skip the notebook
  --check-course  run the whole course with its solutions, offline, and compare with what is stored (some minutes)
  --uninstall     remove what this script wrote, and nothing else
  --help          this page

exit codes: 0 done · 1 stopped unexpectedly · 2 wrong option · 10 no JDK · 11 the JDK could not be fetched · 12 no Maven
            13 the build failed · 14 no Jupyter · 15 the kernel could not be written · 16 the check failed
END
}

say() { printf 'install.sh: %s\n' "$*"; }

fail() { # CODE MESSAGE
  failed=yes
  printf 'install.sh: %s\n' "$2" >&2
  exit "$1"
}

fail_with_log() { # CODE MESSAGE: keeps the log of the step that failed
  local kept
  kept=$(mktemp "${TMPDIR:-/tmp}/catnap-install.XXXXXX")
  cp "$log" "$kept"
  fail "$1" "$2 (everything it said: $kept)"
}

tidy_up() {
  local code=$?
  rm -rf "$work"
  [ "$code" = 0 ] || [ -n "$failed" ] || printf 'install.sh: stopped unexpectedly (exit %s)\n' "$code" >&2
}

agreed() { # QUESTION: yes by option, or by an answer on the terminal
  [ -z "$yes" ] || return 0
  [ -t 0 ] || return 1
  local answer
  printf 'install.sh: %s [y/N] ' "$1"
  read -r answer || return 1
  case $answer in [yY]*) return 0 ;; *) return 1 ;; esac
}

choose_place() { # before the build, so that an obstacle shows early
  if [ -n "$prefix" ]; then data=$prefix/share/jupyter; else data=$("$jupyter" --data-dir); fi
  spec=$data/kernels/catnap
  if [ -e "$spec" ] && ! wrote; then fail 15 "$spec is there already and this script did not write it: move it away first"; fi
  make_folders "$data/kernels"
}

install_kernel() {
  local java
  java=$(printf '%s' "$jdk/bin/java" | sed 's/[&|\\]/\\&/g')
  rm -rf "$state/kernel"
  { cp -R "$built" "$state/kernel" && sed "s|@JAVA@|$java|" "$built/kernel.json" >"$state/kernel/kernel.json" &&
    note tree "$spec" && rm -rf "$spec" && mv "$state/kernel" "$spec"; } 2>"$log" || fail_with_log 15 "cannot write $spec"
  say "wrote $spec"
}

searched() { # whether Jupyter looks for kernels there by itself
  "$jupyter" kernelspec list 2>/dev/null | grep -F "$spec" >/dev/null
}

how_to_open() {
  local open=$jupyter root=
  if [ "$open" = "$(command -v jupyter || true)" ]; then open=jupyter; fi
  if is_root; then root=' --allow-root'; fi
  if ! searched; then say "Jupyter does not look there by itself: export JUPYTER_PATH='$data'"; fi
  if "$jupyter" lab --version >/dev/null 2>&1; then
    say "done. Open the course with: $open lab$root '$here/notebooks'"
  elif "$jupyter" notebook --version >/dev/null 2>&1; then
    say "done. Open the course with: $open notebook$root '$here/notebooks'"
  else
    say "done. This Jupyter has neither JupyterLab nor Notebook: add one, then: $open lab$root '$here/notebooks'"
  fi
}

# What one step leaves for the next is a plain global in lower case: jdk, jupyter, mvn, spec …
# shellcheck source=kernel/install/notes.sh
. "$here/kernel/install/notes.sh"
# shellcheck source=kernel/install/fetch.sh
. "$here/kernel/install/fetch.sh"
# shellcheck source=kernel/install/jdk.sh
. "$here/kernel/install/jdk.sh"
# shellcheck source=kernel/install/jupyter.sh
. "$here/kernel/install/jupyter.sh"
# shellcheck source=kernel/install/build.sh
. "$here/kernel/install/build.sh"
# shellcheck source=kernel/install/cache.sh
. "$here/kernel/install/cache.sh"
# shellcheck source=kernel/install/check.sh
. "$here/kernel/install/check.sh"

install() {
  need_jdk
  make_folders "$state"
  need_jupyter
  choose_place
  need_maven
  build
  install_kernel
  record_start
  check
  how_to_open
}

main() {
  local action=install
  prefix='' yes='' cache=yes check=first
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help) usage; exit ;;
      -y | --yes) yes=yes ;;
      --no-cache) cache=no ;;
      --no-check) check=none ;;
      --check-course) check=course ;;
      --uninstall) action=uninstall ;;
      --prefix) [ -n "${2:-}" ] || fail 2 "--prefix needs a folder"; prefix=$2; shift ;;
      --prefix=?*) prefix=${1#--prefix=} ;;
      *) fail 2 "unknown option $1; ./install.sh --help lists them" ;;
    esac
    shift
  done
  case $prefix in '' | /*) ;; *) prefix=$PWD/$prefix ;; esac
  state=${prefix:-$HOME/.local}/share/catnap
  built=$here/kernel/jupyter/target/unchecked/kernel
  "$action"
}

failed=''
work=$(mktemp -d "${TMPDIR:-/tmp}/catnap.XXXXXX")
log=$work/log
: >"$log"
trap tidy_up EXIT
main "$@"
