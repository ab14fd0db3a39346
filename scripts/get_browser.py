"""See to a browser for the tests of pages: one that is there, else Debian's packages.

No picture needs one, and without it the tests marked "browser" fail. Exits 0 in every case.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from timeline.renderers.plotly.changed import find_browser


def is_there() -> bool:
    """Tell whether there is a browser, and say which."""
    path = find_browser()
    if path:
        print(f"browser: {path}")
    return bool(path)


def install() -> None:
    """Install Debian's package, where we are root and there is apt-get."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    apt_get("update")
    # The shell starts in half the time and draws the same bytes, but not every system has it.
    if not apt_get("install", "-y", "chromium-headless-shell"):
        apt_get("install", "-y", "chromium")


def apt_get(*words: str) -> bool:
    """Tell whether Debian's tool did what it was asked."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *words]
    return (
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0
    )


def main() -> None:
    """Look for a browser, and install one where there is none."""
    if is_there():
        return
    install()
    if not is_there():
        print("browser: none; the tests of pages will fail", file=sys.stderr)


if __name__ == "__main__":
    main()
