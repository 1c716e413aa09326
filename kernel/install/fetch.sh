# shellcheck shell=bash
# Brings files and packages.

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
