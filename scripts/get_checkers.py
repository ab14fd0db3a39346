"""Install the checkers that the tests run: axe-core, eslint, Nu, LaTeX, qpdf and librsvg.

Missing programs are installed from Debian's packages if possible. If a checker is missing, its
tests fail and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "tests" / "browser"
PACKAGES = {
    "npm": "npm",
    "java": "default-jre-headless",
    "pdflatex": "texlive-latex-base",
    "qpdf": "qpdf",
    "rsvg-convert": "librsvg2-bin",
}


def install(package: str) -> None:
    """Install a Debian package, if we are root and apt-get exists."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", package]):
        subprocess.run(
            ["apt-get", "-qq", *words], check=False, env=quiet, stdout=subprocess.DEVNULL
        )


def main() -> None:
    """Install what is missing, then the npm packages that the lock file pins."""
    for program, package in PACKAGES.items():
        if not shutil.which(program):
            install(package)
        if not shutil.which(program):
            print(f"{program}: none; the tests that need it will fail", file=sys.stderr)
    if shutil.which("npm"):
        quiet = ["--silent", "--no-audit", "--no-fund"]
        subprocess.run(["npm", "ci", "--prefix", FOLDER, *quiet], check=False)


if __name__ == "__main__":
    main()
