"""Fetch plotly's basic bundle, with its licence, from its npm package.

The bundle is in git and in the wheel; ``--check`` compares it with the package, writes nothing,
and exits 1 if it differs. To upgrade, set the version and the hashes here and in
``timeline.html.assets``, and run this; it needs npm. Exits 1 without changing anything if the
hash of the tarball or script is not the pinned one.
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

from timeline.files import write_files
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
LICENSE_FILE = BASIC_FILE.with_name("plotly-basic.LICENSE.txt")
#: Our files by their names in the tarball.
MEMBERS = {f"package/{BASIC_FILE.name}": BASIC_FILE, "package/LICENSE": LICENSE_FILE}


def main() -> int:
    """Fetch the bundle."""
    try:
        files = fetch_files()
        wrong = [path.name for path, data in files.items() if path.read_bytes() != data]
        if wrong and "--check" in sys.argv[1:]:
            raise ValueError(f"{', '.join(wrong)}: differs from the package")
        write_files(files if wrong else {})
    except (OSError, subprocess.SubprocessError, ValueError, tarfile.TarError) as error:
        print(f"plotly's basic bundle: {error}", file=sys.stderr)
        return 1
    print(f"{BASIC_PACKAGE} {BASIC_VERSION}: {BASIC_FILE.stat().st_size / 1e6:.1f} MB")
    return 0


def fetch_files() -> dict[Path, bytes]:
    """Return the script and licence from the npm package, after checking their hashes."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        package = f"{BASIC_PACKAGE}@{BASIC_VERSION}"
        command = [npm, "pack", package, "--silent", "--pack-destination", folder]
        subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=folder)
        tarball = next(Path(folder).glob("*.tgz"))
        return files_of(tarball)


def files_of(tarball: Path) -> dict[Path, bytes]:
    """Return our files from an npm tarball.

    Raises
    ------
    ValueError
        If the tarball or the script does not have the pinned hash.
    """
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if digest != TARBALL_SHA512:
        raise ValueError(f"{tarball.name} does not have the pinned hash")
    files = {}
    with tarfile.open(tarball) as archive:
        for name, path in MEMBERS.items():
            member = archive.extractfile(name)
            files[path] = member.read() if member else b""
    if integrity(files[BASIC_FILE]) != BASIC_INTEGRITY:
        raise ValueError(f"{BASIC_FILE.name} does not have the pinned hash")
    return files


if __name__ == "__main__":
    sys.exit(main())
