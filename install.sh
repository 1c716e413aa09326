#!/usr/bin/env bash
# Builds the Catnap kernel and installs it for Jupyter. Says each thing it writes; `./install.sh --help` tells the rest.
# Runs under bash 3.2 (macOS) too: no associative arrays, no mapfile, no ${name,,}.
set -euo pipefail

jdk_floor=25
maven_version=3.9.16
maven_sha512=831a8591fe20c8243b1dbe7d71e3244f31d1665b0804b2e825e38cbbe5ce0cafb8338851f90780735568773e0a6cd07bbec107cda0b896b008b861075358b6f6
maven_url=https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/$maven_version/apache-maven-$maven_version-bin.tar.gz
adoptium_api=https://api.adoptium.net/v3/assets/latest/$jdk_floor/hotspot
first_notebook=notebooks/02-coroutines.ipynb

usage() {
  cat <<'END'
usage: ./install.sh [--yes] [--prefix DIR] [--no-check | --check-course]
       ./install.sh --uninstall [--prefix DIR]

Finds JDK 25 or newer and Jupyter (or gets them), builds the kernel, installs it, and runs a notebook to see that it works.
Running it again does no harm.

  --prefix DIR    install below DIR (default: ~/.local, and the kernel where Jupyter keeps yours)
  --yes           agree to fetch what is missing: a JDK (apt, else adoptium.net), and packages that need sudo
  --no-check      skip the notebook
  --check-course  run every notebook of the course, not just one
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

# --- what was written: one line each, `folder PATH` or `tree PATH`, read back by --uninstall

note() { # KIND PATH
  grep -qxF "$1 $2" "$state/installed" 2>/dev/null || printf '%s %s\n' "$1" "$2" >>"$state/installed"
}

make_folders() { # FOLDER: mkdir -p that notes each folder it had to make
  local folder=$1 missing=''
  while [ ! -d "$folder" ]; do
    missing="$folder
$missing"
    folder=$(dirname "$folder")
  done
  mkdir -p "$1" 2>/dev/null || fail 15 "cannot write to $folder; choose another place with --prefix"
  printf '%s' "$missing" | while read -r folder; do note folder "$folder"; done
}

wrote() { grep -qxF "tree $spec" "$state/installed" 2>/dev/null; }

uninstall() {
  local kind path folders=''
  if [ ! -f "$state/installed" ]; then say "nothing to remove: there is no $state/installed"; return; fi
  while read -r kind path; do
    case $kind:$path in
      tree:*/catnap | tree:*/jdk | tree:*/maven | tree:*/jupyter)
        if [ -e "$path" ]; then rm -rf "$path" && say "removed $path"; fi ;;
      folder:*) folders="$path
$folders" ;;
    esac
  done <"$state/installed"
  rm -f "$state/installed"
  # Deepest first; a folder in which somebody else has put something stays.
  printf '%s' "$folders" | sort -r | while read -r path; do
    if rmdir "$path" 2>/dev/null; then say "removed $path"; fi
  done
  say "left alone: the build in kernel/*/target, Maven's cache in ~/.m2, and packages that came by apt"
}

# --- fetching

fetch() { # URL FILE, with whatever is here: at worst the JDK's own client
  if command -v curl >/dev/null; then
    curl -fsSL --retry 2 --connect-timeout 20 -o "$2" "$1" 2>>"$log"
  elif command -v wget >/dev/null; then
    wget -q --tries=2 --timeout=20 -O "$2" "$1" 2>>"$log"
  elif [ -n "${jdk:-}" ]; then
    cat >"$work/Fetch.java" <<'END'
void main(String[] arguments) throws Exception {
    try (var in = java.net.URI.create(arguments[0]).toURL().openStream()) {
        java.nio.file.Files.copy(in, java.nio.file.Path.of(arguments[1]));
    }
}
END
    "$jdk/bin/java" -Djava.net.useSystemProxies=true "$work/Fetch.java" "$1" "$2" 2>>"$log"
  else
    echo "neither curl nor wget is here" >>"$log"
    return 1
  fi
}

same_sum() { # BITS EXPECTED FILE
  local sum
  if command -v "sha${1}sum" >/dev/null; then sum=$("sha${1}sum" "$3"); else sum=$(shasum -a "$1" "$3"); fi
  [ "${sum%% *}" = "$2" ]
}

unpack() { # ARCHIVE FOLDER: puts what the archive's one top folder holds into FOLDER
  make_folders "$state"
  rm -rf "$2"
  mkdir "$2" && note tree "$2"
  tar -xzf "$1" -C "$2" --strip-components 1 2>>"$log"
}

has_candidate() { [ -n "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: \([^(]\)/\1/p')" ]; }

is_root() { [ "$(id -u)" = 0 ]; }

as_root() { if is_root; then "$@"; else sudo "$@"; fi; }

apt_install() { # PACKAGE ...
  say "installing with apt: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1
}

# --- the JDK

remember() { # DESCRIPTION: for the message when none fits
  if [ "$passed_over" -lt 3 ]; then found_jdks="$found_jdks${found_jdks:+, }$1"; fi
  passed_over=$((passed_over + 1))
}

consider() { # HOME: takes it if it is a JDK that is new enough and whole
  { [ -n "$1" ] && [ -x "$1/bin/java" ]; } || return 1
  local real version major modules
  real=$(cd "$1" && pwd -P)
  case $seen_jdks in *"|$real|"*) return 1 ;; esac
  seen_jdks="$seen_jdks|$real|"
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release" 2>/dev/null || true)
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' || true)
  major=${version%%[!0-9]*}
  if [ "${major:-0}" -lt "$jdk_floor" ]; then remember "${version:-something} in $1"; return 1; fi
  if [ ! -x "$1/bin/javac" ]; then remember "$version in $1, which lacks javac"; return 1; fi
  modules=$("$1/bin/java" --list-modules 2>/dev/null || true)
  case $modules in *jdk.compiler@*jdk.jshell@*) ;; *) remember "$version in $1, which lacks jdk.jshell or does not run"; return 1 ;; esac
  jdk=$1
  jdk_version=$version
}

find_jdk() {
  local home
  seen_jdks='' found_jdks='' passed_over=0
  consider "${JAVA_HOME:-}" && return
  home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p' || true)
  consider "$home" && return
  home=$(/usr/libexec/java_home -v "$jdk_floor+" 2>/dev/null || true)
  consider "$home" && return
  for home in "$state"/jdk{,/Contents/Home} /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
    ~/.jdks/* ~/.sdkman/candidates/java/* ~/.asdf/installs/java/* ~/.local/share/mise/installs/java/* \
    {,~}/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    consider "$home" && return
  done
  return 1
}

fetch_jdk() {
  local package=openjdk-$jdk_floor-jdk-headless
  if is_root && command -v apt-get >/dev/null; then
    apt-get update -q >>"$log" 2>&1 || true
    if has_candidate "$package"; then
      apt_install "$package" || fail_with_log 11 "apt could not install $package"
      return
    fi
  fi
  fetch_temurin
}

fetch_temurin() {
  local os arch package link
  case $(uname -s) in Linux) os=linux ;; Darwin) os=mac ;; *) fail 11 "no JDK to fetch for $(uname -s); install JDK $jdk_floor by hand" ;; esac
  if [ "$os" = linux ] && ls /lib/ld-musl-* >/dev/null 2>&1; then os=alpine-linux; fi
  case $(uname -m) in x86_64 | amd64) arch=x64 ;; arm64 | aarch64) arch=aarch64 ;; *) arch=$(uname -m) ;; esac
  fetch "$adoptium_api?os=$os&architecture=$arch&image_type=jdk&vendor=eclipse" "$work/jdk.json" ||
    fail_with_log 11 "cannot reach adoptium.net to fetch JDK $jdk_floor; install one by hand and set JAVA_HOME"
  # An asset may describe an installer beside the package: the archive's link and sum are the package's.
  package=$(tr -d ' \n\t' <"$work/jdk.json" | sed -n 's/.*"package":{\([^}]*\)}.*/\1/p')
  link=$(printf '%s' "$package" | sed -n 's/.*"link":"\([^"]*\)".*/\1/p')
  [ -n "$link" ] || fail 11 "adoptium.net offers no JDK $jdk_floor for $os on $arch; install one by hand and set JAVA_HOME"
  say "fetching $link"
  fetch "$link" "$work/jdk.tar.gz" || fail_with_log 11 "the download of the JDK broke off"
  same_sum 256 "$(printf '%s' "$package" | sed -n 's/.*"checksum":"\([^"]*\)".*/\1/p')" "$work/jdk.tar.gz" ||
    fail 11 "the JDK's checksum is wrong: nothing was unpacked"
  unpack "$work/jdk.tar.gz" "$state/jdk" || fail_with_log 11 "the JDK could not be unpacked"
  say "wrote $state/jdk"
}

need_jdk() {
  local missing
  if ! find_jdk; then
    missing="no JDK $jdk_floor or newer found (${found_jdks:+found }${found_jdks:-no java at all})"
    agreed "$missing; fetch one?" || fail 10 "$missing; install one from https://adoptium.net or run ./install.sh --yes"
    fetch_jdk
    find_jdk || fail 11 "fetched a JDK, but still no JDK $jdk_floor or newer is found ($found_jdks)"
  fi
  say "JDK $jdk_version: $jdk"
}

# --- Maven and the build

maven_works() { # MVN: runs on our JDK and is new enough for the plugins
  local version minor
  version=$(JAVA_HOME=$jdk "$1" -B --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' || true)
  minor=${version#*.}
  case $version in 3.*) [ "${minor%%.*}" -ge 8 ] ;; [4-9].*) true ;; *) false ;; esac
}

need_maven() {
  local candidate
  for candidate in "$(command -v mvn || true)" "$state/maven/bin/mvn"; do
    if [ -x "$candidate" ] && maven_works "$candidate"; then mvn=$candidate; return; fi
  done
  say "no Maven 3.8 or newer found: fetching Maven $maven_version from Maven Central"
  fetch "$maven_url" "$work/maven.tar.gz" || fail_with_log 12 "cannot fetch Maven from Maven Central; install Maven 3.8 or newer"
  same_sum 512 "$maven_sha512" "$work/maven.tar.gz" || fail 12 "Maven's checksum is wrong: nothing was unpacked"
  unpack "$work/maven.tar.gz" "$state/maven" || fail_with_log 12 "Maven could not be unpacked"
  mvn=$state/maven/bin/mvn
  say "wrote $state/maven"
}

build() {
  say "building (the first time it downloads its libraries: some minutes)"
  (cd "$here" && JAVA_HOME=$jdk "$mvn" -B -ntp -q -pl kernel/jupyter -am -Dmaven.test.skip=true package) >"$log" 2>&1 ||
    fail_with_log 13 "the build failed: $(sed -n 's/^\[ERROR\] *//p' "$log" | grep -v '^COMPILATION ERROR' | head -1 | cut -c1-200)"
  grep -qF '"@JAVA@"' "$built/kernel.json" 2>/dev/null || fail 13 "the build left no $built/kernel.json with a place for the JDK"
}

# --- Jupyter

jupyter_works() { # JUPYTER: a shim or a half installation may be first on the PATH
  "$1" kernelspec --version >/dev/null 2>&1 && "$1" nbconvert --version >/dev/null 2>&1
}

find_jupyter() {
  local candidate
  while read -r candidate; do
    if [ -x "$candidate" ] && jupyter_works "$candidate"; then jupyter=$candidate; return; fi
  done <<END
$(type -ap jupyter || true)
$state/jupyter/bin/jupyter
$HOME/.local/bin/jupyter
/usr/bin/jupyter
END
  return 1
}

jupyter_by_pip() {
  local python=
  for python in "$(command -v python3 || true)" /usr/bin/python3; do
    if "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then break; fi
    python=
  done
  [ -n "$python" ] || return 1
  say "no Jupyter found: fetching JupyterLab with pip"
  rm -rf "$state/jupyter"
  note tree "$state/jupyter"
  if "$python" -m venv "$state/jupyter" >>"$log" 2>&1 &&
    "$state/jupyter/bin/python" -m pip install -q --retries 1 --timeout 15 --disable-pip-version-check jupyterlab >>"$log" 2>&1; then
    say "wrote $state/jupyter"
  else
    rm -rf "$state/jupyter"
    return 1
  fi
}

jupyter_by_apt() {
  local desk
  command -v apt-get >/dev/null || return 1
  is_root || { command -v sudo >/dev/null && agreed "install Jupyter with sudo apt-get?"; } || return 1
  as_root apt-get update -q >>"$log" 2>&1 || true
  if has_candidate jupyterlab; then desk=jupyterlab; else desk="jupyter-notebook"; fi # Debian 12 has no JupyterLab
  apt_install "$desk" jupyter-client jupyter-nbconvert
}

need_jupyter() {
  if ! find_jupyter; then
    : >"$log"
    jupyter_by_pip || jupyter_by_apt || true
    hash -r
    find_jupyter || fail_with_log 14 "no working Jupyter found, and neither pip (python3 with venv) nor apt (root) brought one; install JupyterLab and run this again"
  fi
  say "Jupyter: $jupyter"
}

# --- the kernel

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

execute() { # NOTEBOOK: runs it from top to bottom; the result goes to $work/executed.ipynb
  # On a busy machine nbconvert's own limits (a minute to start, four seconds for the last output) are too short.
  JUPYTER_PATH=$data${JUPYTER_PATH:+:$JUPYTER_PATH} "$jupyter" nbconvert --to notebook --execute \
    --ExecutePreprocessor.timeout=600 --ExecutePreprocessor.startup_timeout=300 --ExecutePreprocessor.iopub_timeout=60 \
    --output-dir "$work" --output executed.ipynb "$1" >"$log" 2>&1 ||
    fail_with_log 16 "$(basename "$1") did not run: $(sed $'s/\033\\[[0-9;]*m//g' "$log" | grep -v '^ *$' | tail -1 | cut -c1-200)"
}

facts() { # counts the cat facts in the executed notebook: the lines printed by the cells tagged `facts`
  local python
  for python in "$(dirname "$jupyter")/python3" "$(command -v python3 || true)" /usr/bin/python3; do
    if "$python" -c 'import json' >/dev/null 2>&1; then break; fi
  done
  "$python" - "$work/executed.ipynb" <<'END'
import json, sys
cells = [cell for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
def printed(cell):
    return "".join("".join(out["text"]) for out in cell["outputs"] if out["output_type"] == "stream").splitlines()
facts = sum(len(printed(cell)) for cell in cells if "facts" in cell["metadata"].get("tags", []))
origin = [line for cell in cells for line in printed(cell) if line.lower().startswith("cat facts")]
print("%d cells" % len(cells) + (", %d facts" % facts if facts else "") + (" (%s)" % origin[0] if origin else ""))
END
}

check() {
  local notebook
  case $check in
    none) return ;;
    first) set -- "$here/$first_notebook" ;;
    course) set -- "$here"/notebooks/*.ipynb ;;
  esac
  for notebook in "$@"; do
    [ -f "$notebook" ] || fail 16 "no notebook to run: $notebook is not there"
    execute "$notebook"
    say "ran $(basename "$notebook"): $(facts)"
  done
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

main() {
  local action=install
  prefix='' yes='' check=first
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help) usage; exit ;;
      -y | --yes) yes=yes ;;
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
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
  built=$here/kernel/jupyter/target/kernel
  "$action"
}

install() {
  need_jdk
  make_folders "$state"
  need_jupyter
  choose_place
  need_maven
  build
  install_kernel
  check
  how_to_open
}

failed=''
work=$(mktemp -d "${TMPDIR:-/tmp}/catnap.XXXXXX")
log=$work/log
: >"$log"
trap tidy_up EXIT
main "$@"
