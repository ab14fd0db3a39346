"""The scripts of our pages: no slip that a linter sees, and of plotly the public part alone."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECKERS = ROOT / "tests" / "browser"
#: What plotly.js's function reference and its documentation of events name, and its exporter.
PUBLIC = {"Fx", "newPlot", "purge", "react", "relayout", "Snapshot"}
SCRIPTS = sorted(
    path for path in (ROOT / "timeline").rglob("*.js") if not path.name.endswith(".min.js")
)


def slips(*paths: Path) -> str:
    """Return what the linter says of these files."""
    linter = CHECKERS / "node_modules" / "eslint" / "bin" / "eslint.js"
    assert linter.is_file(), "eslint is missing: npm ci --prefix tests/browser"
    node = shutil.which("node")
    assert node, "eslint needs Node.js: apt-get install npm"
    command = [node, str(linter), "--config", str(CHECKERS / "eslint.config.mjs")]
    folder = paths[0].parents[-2]  # it looks at no file outside the folder it is run in
    done = subprocess.run(
        [*command, "--no-ignore", *map(str, paths)], capture_output=True, text=True, check=False,
        cwd=folder, timeout=120,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_no_script_has_a_slip() -> None:
    assert len(SCRIPTS) > 8
    assert slips(*SCRIPTS) == ""


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        ("drawn = 1;", "no-undef"),
        ("(() => { const drawn = 1; })();", "no-unused-vars"),
        ("(() => { if (window.name == 1) console.log(1); })();", "eqeqeq"),
    ],
)
def test_a_slip_is_seen(tmp_path: Path, script: str, rule: str) -> None:
    path = tmp_path / "slip.js"
    path.write_text(f'"use strict";\n{script}\n')
    assert rule in slips(path)


def test_our_scripts_use_what_plotly_documents() -> None:
    called = {
        name for path in SCRIPTS for name in re.findall(r"\bPlotly\.(\w+)", path.read_text("utf-8"))
    }
    assert called <= PUBLIC
    # Kept in plotly's own hands: nothing of ours reads what a drawn figure holds inside.
    pages = "".join(path.read_text("utf-8") for path in SCRIPTS if path.parent.name == "html")
    assert not re.findall(r"_full(?:Data|Layout)|_context|calcdata|\.gl-container", pages)
