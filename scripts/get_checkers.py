"""Install what the tests run: a browser, axe-core, eslint, Nu, LaTeX, qpdf and librsvg.

Missing programs are installed from Debian's packages if possible. If one is missing, its tests fail
and say so; pictures need none of them. Always exits 0.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from timeline.renderers.plotly.changed import find_browser

FOLDER = Path(__file__).parents[1] / "tests" / "browser"
#: Debian packages by program. The headless shell starts twice as fast as chromium and draws the
#: same bytes, but not every release has it.
PACKAGES = {
    "browser": ("chromium-headless-shell", "chromium"),
    "npm": ("npm",),
    "java": ("default-jre-headless",),
    "pdflatex": ("texlive-latex-base",),
    "qpdf": ("qpdf",),
    "rsvg-convert": ("librsvg2-bin",),
}


def find(program: str) -> str | None:
    """Return the path of a program, or None."""
    return find_browser() if program == "browser" else shutil.which(program)


def apt_get(*words: str) -> None:
    """Run apt-get, if we are root and it exists."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "-qq", *words]
        subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL)


def main() -> None:
    """Install what is missing, then the npm packages that the lock file pins."""
    missing = [program for program in PACKAGES if not find(program)]
    if missing:
        apt_get("update")
    for program in missing:
        for package in PACKAGES[program]:
            if not find(program):
                apt_get("install", "-y", "--no-install-recommends", package)
        if not find(program):
            print(f"{program}: none; the tests that need it will fail", file=sys.stderr)
    if shutil.which("npm"):
        quiet = ["--silent", "--no-audit", "--no-fund"]
        subprocess.run(["npm", "ci", "--prefix", FOLDER, *quiet], check=False)


if __name__ == "__main__":
    main()
