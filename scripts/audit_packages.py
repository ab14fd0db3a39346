"""Look for known vulnerabilities of the installed packages, where an index knows them.

Exits 1 if there is one. Without a network, or with an index that has no such list, it says in
one line that nothing was looked up, and exits 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

COMMAND = (
    sys.executable, "-m", "pip_audit", "--format", "json", "--skip-editable",
    "--progress-spinner", "off", "--timeout", "5",
)  # fmt: skip
SECONDS = 120


def main() -> int:
    """Print what is known of the packages."""
    packages = looked_up()
    if not packages:
        print("pip-audit: skipped, as no index answers")
        return 0
    found = [
        f"{package['name']} {package['version']}: {flaw['id']} "
        f"(mended in {', '.join(flaw['fix_versions']) or 'no version yet'})"
        for package in packages
        for flaw in package["vulns"]
    ]
    print("\n".join(found) or f"pip-audit: no known vulnerability in {len(packages)} packages")
    return bool(found)


def looked_up() -> list[dict[str, Any]]:
    """Return the packages that an index knows, with their vulnerabilities."""
    try:
        done = subprocess.run(COMMAND, capture_output=True, text=True, timeout=SECONDS, check=False)
        packages = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return []
    return [package for package in packages if "skip_reason" not in package]


if __name__ == "__main__":
    sys.exit(main())
