"""Writes notebooks as web pages and as slides, opens each in a headless browser, and looks that the pictures are there.

What a picture is: an image in the HTML of an output. It is in place if the browser could draw it and it has words for those
who do not see it.
"""

import html
import json
import re
import subprocess
import tempfile
from pathlib import Path

from compare import joined
from notebook import code_cells, read

PICTURE = re.compile(r"<img\b")
LOOK = """<script>addEventListener("load", () => {
  const pictures = [...document.images].filter(image => image.src.startsWith("data:image/svg+xml"));
  const seen = pictures.filter(image => image.naturalWidth > 0 && image.alt.length > 10);
  const slides = document.querySelectorAll(".reveal .slides section").length;
  setTimeout(() => {
    const ready = document.querySelector(".reveal.ready") !== null;
    document.documentElement.dataset.seen = JSON.stringify({pictures: seen.length, slides, ready});
  }, 5000);
});</script>"""
SEEN = re.compile(r'data-seen="([^"]*)"')


def problems(path, folder, options):
    """What is wrong with the two exports of a notebook."""
    return [
        f"as {kind}: {problem}"
        for kind in ("html", "slides")
        for problem in complaints(
            kind,
            expected_pictures(kind, read(path)),
            looked_at(written(kind, path, folder, options), options.browser),
            bool(options.library),
        )
    ]


def written(kind, path, folder, options):
    command = [options.jupyter, "nbconvert", "--to", kind, "--output-dir", str(folder)]
    if kind == "slides":
        command.append("--SlidesExporter.reveal_scroll=True")  # long outputs would be cut off
    if kind == "slides" and options.library:
        library = options.library.resolve().as_uri()
        command += [
            f"--SlidesExporter.reveal_url_prefix={library}/reveal.js",
            f"--SlidesExporter.require_js_url={library}/requirejs/require.js",
            f"--SlidesExporter.jquery_url={library}/jquery/dist/jquery.min.js",
        ]
    run = subprocess.run(
        [*command, str(path)], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
    if run.returncode != 0:
        raise SystemExit(f"nbconvert --to {kind} {path.name}: {run.stderr.strip()}")
    return Path(folder) / f"{path.stem}.{'html' if kind == 'html' else 'slides.html'}"


def complaints(kind, expected, seen, has_library):
    """What the browser should have seen and has not."""
    wrong = []
    if seen["pictures"] != expected:
        wrong.append(f"{seen['pictures']} pictures of {expected} are in place")
    if (kind == "slides") != (seen["slides"] > 0):
        wrong.append(f"{seen['slides']} slides")
    if kind == "slides" and has_library and not seen["ready"]:
        wrong.append("reveal.js did not start")
    return wrong


def expected_pictures(kind, notebook):
    return sum(pictures(cell) for cell in code_cells(notebook) if kind == "html" or on_slides(cell))


def pictures(cell):
    shown = [joined(out.get("data", {}).get("text/html", "")) for out in cell["outputs"]]
    return sum(len(PICTURE.findall(text)) for text in shown)


def on_slides(cell):
    return cell["metadata"].get("slideshow", {}).get("slide_type") not in ("skip", "notes")


def looked_at(page, browser):
    """What the browser made of the page: how many pictures and slides it has."""
    with tempfile.TemporaryDirectory() as profile:
        copy = Path(profile) / page.name
        copy.write_text(page.read_text(encoding="utf-8").replace("</body>", LOOK + "</body>"), encoding="utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}/profile"]
        run = subprocess.run(
            [*command, "--virtual-time-budget=20000", "--dump-dom", copy.as_uri()],
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", timeout=300, check=False,
        )
    seen = SEEN.search(run.stdout)
    if seen is None:
        raise SystemExit(f"{browser} could not open {page.name}: {run.stderr.strip()[-300:]}")
    return json.loads(html.unescape(seen[1]))
