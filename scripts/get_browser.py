"""Find a browser for the tests of pages, or install Debian's package.

Pictures need no browser, but the tests marked "browser" fail without one. Always exits 0.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from timeline.renderers.plotly.changed import find_browser


def has_browser() -> bool:
    """Tell whether there is a browser, and print its path."""
    path = find_browser()
    if path:
        print(f"browser: {path}")
    return bool(path)


def install() -> None:
    """Install Debian's package, if we are root and apt-get exists."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    apt_get("update")
    # The headless shell starts twice as fast and draws the same bytes; not every release has it.
    if not apt_get("install", "-y", "chromium-headless-shell"):
        apt_get("install", "-y", "chromium")


def apt_get(*words: str) -> bool:
    """Run apt-get, and tell whether it succeeded."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *words]
    return (
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0
    )


def main() -> None:
    """Look for a browser, and install one if there is none."""
    if has_browser():
        return
    install()
    if not has_browser():
        print("browser: none; the tests of pages will fail", file=sys.stderr)


if __name__ == "__main__":
    main()
