# shellcheck shell=bash
# What was written: one line each in $state/installed, `folder PATH` or `tree PATH`, read back by --uninstall.

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
