"""Put plotly's basic bundle into the package: a quarter of the full script's size.

Takes the package of ``timeline.html.assets`` from npm, checks tarball and file by their
pinned hashes, and writes the one file that pages need into ``timeline/html``. It is
not in git, because it is built elsewhere; without it, pages hold the full script.

Run by ``make`` before charts and tests; needs npm. Exits 1, and changes nothing, if
the bundle cannot be had.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from timeline.export.files import write_files
from timeline.html.assets import (
    BASIC_FILE,
    BASIC_INTEGRITY,
    BASIC_PACKAGE,
    BASIC_VERSION,
    integrity,
)

TARBALL_SHA512 = (
    "1oNF8PeQx2hv/y7tqEVWKD3JGwn/MGEMQ8mL9HUwsaqG9FGy/OU5FHUHvzqbqxN4mnwZGI9abTiE775C4kkjMQ=="
)
MEMBER = f"package/{BASIC_FILE.name}"


def main() -> int:
    """Fetch the bundle, unless it is there already."""
    if BASIC_FILE.is_file() and integrity(BASIC_FILE.read_bytes()) == BASIC_INTEGRITY:
        return 0
    try:
        write_files({BASIC_FILE: fetched()})
    except (OSError, subprocess.SubprocessError, ValueError, tarfile.TarError) as error:
        print(f"plotly's basic bundle: {error}; pages will hold the full one", file=sys.stderr)
        return 1
    print(f"{BASIC_PACKAGE} {BASIC_VERSION}: {BASIC_FILE.stat().st_size / 1e6:.1f} MB")
    return 0


def fetched() -> bytes:
    """Return the script from its npm package, checked twice."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        package = f"{BASIC_PACKAGE}@{BASIC_VERSION}"
        command = [npm, "pack", package, "--silent", "--pack-destination", folder]
        subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=folder)
        tarball = next(Path(folder).glob("*.tgz"))
        return script_of(tarball)


def script_of(tarball: Path) -> bytes:
    """Return the script that a tarball of npm holds, if both are the pinned ones."""
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if digest != TARBALL_SHA512:
        raise ValueError(f"{tarball.name} has another hash than the pinned one")
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(MEMBER)
        data = member.read() if member else b""
    if integrity(data) != BASIC_INTEGRITY:
        raise ValueError(f"{MEMBER} has another hash than the pinned one")
    return data


if __name__ == "__main__":
    sys.exit(main())
