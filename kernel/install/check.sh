# shellcheck shell=bash
# Runs notebooks through the installed kernel, headless: one to see that it works, or the whole course.

first_notebook=notebooks/02-coroutines.ipynb

need_any_python() { # Jupyter's own stands beside it, or else it is the system's
  for python in "$(dirname "$jupyter")/python3" "$(command -v python3 || true)" /usr/bin/python3; do
    if "$python" -c 'import json' >/dev/null 2>&1; then return; fi
  done
}

execute() { # NOTEBOOK: runs it from top to bottom; the result goes to $work/executed.ipynb
  # On a busy machine nbconvert's own limits (a minute to start, four seconds for the last output) are too short.
  "$jupyter" nbconvert --to notebook --execute \
    --ExecutePreprocessor.timeout=600 --ExecutePreprocessor.startup_timeout=300 --ExecutePreprocessor.iopub_timeout=60 \
    --output-dir "$work" --output executed.ipynb "$1" >"$log" 2>&1 ||
    fail_with_log 16 "$(basename "$1") did not run: $(sed $'s/\033\\[[0-9;]*m//g' "$log" | grep -v '^ *$' | tail -1 | cut -c1-200)"
}

facts() { # counts the cat facts in the executed notebook (what its cells tagged `facts` print) and says where they came from
  "$python" - "$work/executed.ipynb" <<'END'
import json, sys
cells = [cell for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
def printed(cell):
    return "".join("".join(out["text"]) for out in cell["outputs"] if out["output_type"] == "stream").splitlines()
origin = [line for cell in cells for line in printed(cell) if line.startswith("Cat facts come ")]
told = [line for cell in cells if "facts" in cell["metadata"].get("tags", []) for line in printed(cell)]
facts = len([line for line in told if line not in origin])
print("%d cells" % len(cells) + (", %d fact%s" % (facts, "s"[facts == 1:]) if facts else "") + "".join(". " + line for line in origin))
END
}

run_first() {
  local notebook=$here/$first_notebook
  [ -f "$notebook" ] || fail 16 "no notebook to run: $notebook is not there"
  execute "$notebook"
  say "ran $(basename "$notebook"): $(facts)"
}

run_course() { # every notebook and every solution, compared with what is stored in them
  "$python" "$here/kernel/course/course.py" check --jobs 2 --jupyter "$jupyter" 2>"$log" || {
    sed 's/^/  /' "$log" >&2
    fail_with_log 16 "the course does not run as it should"
  }
  say "ran the course, and it is as stored"
}

check() {
  [ "$check" != none ] || return 0
  local python path=$data${JUPYTER_PATH:+:$JUPYTER_PATH}
  need_any_python
  case $check in
    first) JUPYTER_PATH=$path run_first ;;
    course) JUPYTER_PATH=$path run_course ;;
  esac
}
