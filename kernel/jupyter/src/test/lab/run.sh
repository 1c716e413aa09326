#!/usr/bin/env bash
# Runs notebooks in JupyterLab, inside a Debian 13 root, driven by a real browser from outside.
#   run.sh ROOT SHOTS [NOTEBOOK ...]
# First it does what a learner does there (learner.mjs): Stop, restart, Tab, Shift-Tab, an input box.
# ROOT has jupyterlab and JDK 25 (DESIGN's lab13 makes one), SHOTS gets the screenshots. The kernel is KERNEL, or the one
# that `mvn package` left in kernel/jupyter/target/kernel. Needs superuser (chroot), node, npm and chromium.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
kernel=${KERNEL:-$here/../../../target/kernel}
lab13=${LAB13:-$here/../../../../../../shared/tools/lab13}
[ $# -ge 2 ] || { sed -n '2,6p' "$0"; exit 2; }
root=$(cd "$1" && pwd -P) shots=$2
shift 2

desk=$(mktemp -d "$root/tmp/lab.XXXXXX") # what JupyterLab sees: its home, our kernel, copies of the notebooks
inside=${desk#"$root"}
server=''
# shellcheck disable=SC2317 # the trap calls it
leave() {
  if [ -n "$server" ] && kill "$server" 2>/dev/null; then
    for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$server" 2>/dev/null || true
  fi
  rm -rf "$desk"
}
trap leave EXIT

mkdir -p "$desk/jupyter/kernels" "$desk/notebooks" "$shots"
if [ -d "$kernel" ]; then
  java=$(chroot "$root" readlink -f /usr/bin/java)
  cp -R "$kernel" "$desk/jupyter/kernels/catnap"
  sed "s|@JAVA@|$java|" "$kernel/kernel.json" >"$desk/jupyter/kernels/catnap/kernel.json"
fi
for notebook in "$@"; do # with the data that stands beside it
  tar -C "$(dirname "$notebook")" --exclude=node_modules -cf - . | tar -C "$desk/notebooks" -xf -
done
settings=$desk/.jupyter/lab/user-settings/@jupyterlab/apputils-extension
mkdir -p "$settings"
echo '{"fetchNews": "false", "checkForUpdates": false}' >"$settings/notification.jupyterlab-settings"
[ -d "$here/node_modules/playwright-core" ] || npm --prefix "$here" ci --no-audit --no-fund --silent

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
"$lab13" in "$root" env HOME="$inside" JUPYTER_PATH="$inside/jupyter" JUPYTER_TOKEN="$token" CATNAP_CATS=local \
  jupyter lab --allow-root --no-browser --ip=127.0.0.1 --port="$port" --ServerApp.port_retries=0 \
  --ServerApp.root_dir="$inside/notebooks" --expose-app-in-browser >"$shots/server.log" 2>&1 &
server=$!
for _ in $(seq 600); do
  kill -0 "$server" 2>/dev/null || { tail -5 "$shots/server.log" >&2; exit 1; }
  node -e "fetch('http://127.0.0.1:$port/api/status?token=$token').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))" && break
  sleep 0.2
done

failed=0
node "$here/learner.mjs" "http://127.0.0.1:$port" "$token" "$shots" || failed=1
for notebook in "$@"; do
  node "$here/lab.mjs" "http://127.0.0.1:$port" "$token" "$(basename "$notebook")" "$shots" || failed=1
done
exit "$failed"
