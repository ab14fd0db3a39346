"""Bundle the page script: the modules of ``timeline/html/script`` as one minified file.

Run ``make script`` after changing a module, and commit ``timeline/html/figure.min.js`` with it.
Needs Node.js, and esbuild from ``tests/browser`` (``npm ci --prefix tests/browser``).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from timeline.files import write_files
from timeline.html.assets import FOLDER, SCRIPT

ENTRY = FOLDER / "script" / "main.js"
ESBUILD = Path(__file__).parents[1] / "tests" / "browser" / "node_modules" / "esbuild"
BANNER = "/*! battle-timeline: MIT license */"
#: Browsers since 2023 have all functions of the web platform that the modules use.
TARGET = "es2022"


def main() -> int:
    """Write the built script; exit 1 if it cannot be built."""
    try:
        write_files({SCRIPT: bundle()})
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{SCRIPT.name}: {getattr(error, 'stderr', '') or error}", file=sys.stderr)
        return 1
    print(f"{SCRIPT.name}: {SCRIPT.stat().st_size / 1000:.1f} kB")
    return 0


def bundle() -> bytes:
    """Return the bundled script.

    Raises
    ------
    FileNotFoundError
        If Node.js or esbuild is missing.
    subprocess.CalledProcessError
        If a module has an error; its ``stderr`` names the line.
    """
    node, esbuild = shutil.which("node"), ESBUILD / "bin" / "esbuild"
    if node is None or not esbuild.is_file():
        raise FileNotFoundError("Node.js or esbuild is missing: npm ci --prefix tests/browser")
    command = [
        str(esbuild), str(ENTRY), "--bundle", "--minify", "--format=iife", f"--target={TARGET}",
        "--charset=utf8", "--legal-comments=none", f"--banner:js={BANNER}", "--log-level=warning",
    ]  # fmt: skip
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout


if __name__ == "__main__":
    sys.exit(main())
