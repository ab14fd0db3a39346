"""See to a browser: one that is there, else kaleido's own download, else Debian's packages.

Exits 0 in every case: without a browser the figures are still built as HTML,
and the build says what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from timeline.errors import BrowserError
from timeline.export.driver.installed import find_browser


def found() -> bool:
    """Tell whether there is a browser, and say which."""
    try:
        path = find_browser()
        told = subprocess.run([path, "--version"], timeout=30, check=True, capture_output=True)
    except (BrowserError, OSError, subprocess.SubprocessError):
        return False
    print(f"browser: {path} ({told.stdout.decode().strip()})")
    return True


def download() -> None:
    """Ask kaleido for its own browser; without that network it fails within a minute."""
    getter = Path(sys.executable).with_name("kaleido_get_chrome")
    try:
        subprocess.run([getter], timeout=180, check=False, capture_output=True)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"browser: not downloaded: {error}", file=sys.stderr)


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
    """Try the three ways in turn."""
    for get in (None, download, install):
        if get:
            get()
        if found():
            return
    print("browser: none; figures will be built as HTML only", file=sys.stderr)


if __name__ == "__main__":
    main()
