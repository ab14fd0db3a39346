"""See to the checkers that the tests run: axe-core, eslint and Nu, LaTeX, qpdf and librsvg.

Where npm, Java or another program is missing and Debian's packages can be installed, they are.
A checker that cannot be had makes its own test fail, and that test says so.
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
    """Install a Debian package, where we are root and there is apt-get."""
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
