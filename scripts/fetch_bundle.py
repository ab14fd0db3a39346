"""Build the plotly script of our pages, and the licences of its parts, from the npm package.

Script and licences are in git and in the wheel; ``--check`` compares them, writes nothing, and
exits 1 if they differ. To upgrade, set the versions in ``tests/browser/package.json`` and, with
the hash of the basic bundle at the CDN, in ``timeline.html.assets``; run ``npm install --prefix
tests/browser`` and this. Needs Node.js and the packages of ``tests/browser``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from timeline.files import write_files
from timeline.html.assets import BARS_FILE, PLOTLY_VERSION

BUILD = Path(__file__).parent / "bundle" / "build.mjs"
PACKAGES = Path(__file__).parents[1] / "tests" / "browser"
LICENSE_FILE = BARS_FILE.with_name("plotly-bars.LICENSE.txt")


def main() -> int:
    """Build the script."""
    try:
        files = built_files()
        wrong = [path.name for path, data in files.items() if path.read_bytes() != data]
        if wrong and "--check" in sys.argv[1:]:
            raise ValueError(f"{', '.join(wrong)}: differs from what its package makes")
        write_files(files if wrong else {})
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        print(f"plotly's script: {getattr(error, 'stderr', '') or error}", file=sys.stderr)
        return 1
    print(f"plotly.js {PLOTLY_VERSION}: {BARS_FILE.stat().st_size / 1e6:.2f} MB")
    return 0


def built_files() -> dict[Path, bytes]:
    """Return script and licences, built from the npm package.

    Raises
    ------
    FileNotFoundError
        If Node.js or the package is missing.
    """
    node = shutil.which("node")
    if node is None or not (PACKAGES / "node_modules" / "plotly.js").is_dir():
        raise FileNotFoundError("Node.js or plotly.js is missing: npm ci --prefix tests/browser")
    with tempfile.TemporaryDirectory() as folder:
        made = {path: Path(folder) / path.name for path in (BARS_FILE, LICENSE_FILE)}
        command = [node, str(BUILD), *map(str, made.values())]
        subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=300, cwd=PACKAGES
        )
        return {path: file.read_bytes() for path, file in made.items()}


if __name__ == "__main__":
    sys.exit(main())
