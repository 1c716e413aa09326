# shellcheck shell=bash
# Finds a JDK that can run the kernel, or fetches one if that is agreed: leaves $jdk and $jdk_version.

jdk_floor=25
adoptium_api=https://api.adoptium.net/v3/assets/latest/$jdk_floor/hotspot

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
  case $modules in *jdk.compiler@*) ;; *) remember "$version in $1, which lacks jdk.compiler or does not run"; return 1 ;; esac
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
