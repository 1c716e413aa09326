# shellcheck shell=bash
# Finds a Jupyter that works, or gets one: leaves $jupyter.

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

find_python() { # one that can make a virtual environment
  for python in "$(command -v python3 || true)" /usr/bin/python3; do
    if "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then return; fi
  done
  return 1
}

jupyter_by_pip() {
  local python
  if ! find_python; then
    is_root && command -v apt-get >/dev/null || return 1
    apt-get update -q >>"$log" 2>&1 || true
    { apt_install python3-venv && find_python; } || return 1
  fi
  say "fetching JupyterLab with pip"
  rm -rf "$state/jupyter"
  note tree "$state/jupyter"
  if "$python" -m venv "$state/jupyter" >>"$log" 2>&1 &&
    "$state/jupyter/bin/python" -m pip install -q --retries 1 --timeout 15 --disable-pip-version-check jupyterlab >>"$log" 2>&1; then
    say "wrote $state/jupyter"
  else
    rm -rf "$state/jupyter"
    say "pip could not fetch it"
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
    say "no working Jupyter found"
    : >"$log"
    jupyter_by_pip || jupyter_by_apt || true
    hash -r
    find_jupyter || fail_with_log 14 "no working Jupyter found, and neither pip (python3 with venv) nor apt (root) brought one; install JupyterLab and run this again"
  fi
  say "Jupyter: $jupyter"
}
