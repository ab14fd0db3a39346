"""The browser's sandbox is on for a user who is not root, and its loss is told, never silent.

Root draws once, so that all is imported, then becomes nobody for good and draws again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

NOBODY = 65534

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or os.geteuid() != 0,
        reason="only root can become another user, and namespaces are Linux's",
    ),
]

PROGRAM = """
import ctypes, json, os, sys
from pathlib import Path
from timeline.export.driver.browser import Browser

FIGURE = {"data": [{"type": "bar", "y": [1, 2]}], "layout": {"title": {"text": "June"}}}

def below(pid):
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from below(child)

def state(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    told = dict(line.split(":", 1) for line in lines)
    command = Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\\0", " ")
    return {"seccomp": int(told["Seccomp"]), "uid": int(told["Uid"].split()[0]), "command": command}

def refuse_namespaces():
    # One of our own, in which no further one can be made; its users are those outside.
    ready, mapped = os.pipe(), os.pipe()
    child = os.fork()
    if child:
        os.read(ready[0], 1)
        for name in ("uid_map", "gid_map"):
            Path(f"/proc/{child}/{name}").write_text("0 0 65536")
        os.write(mapped[1], b"1")
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x10000000):
        os._exit(77)
    os.write(ready[1], b"1")
    os.read(mapped[0], 1)
    Path("/proc/sys/user/max_user_namespaces").write_text("0")

if "refused" in sys.argv:
    refuse_namespaces()
with Browser() as browser:
    before = browser.draw(FIGURE, {"png", "svg"})
os.environ["TMPDIR"] = os.environ["HOME"] = sys.argv[1]
import tempfile
tempfile.tempdir = None
os.setgroups([]); os.setgid(65534); os.setuid(65534)
with Browser() as browser:
    after = browser.draw(FIGURE, {"png", "svg"})
    found = [state(pid) for pid in below(os.getpid())]
    told = browser.describe()["sandbox"]
print(json.dumps({"same": before == after, "processes": found, "told": told}))
"""


def drawn_as_nobody(*asked: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, NOBODY, NOBODY)
        command = [sys.executable, "-c", PROGRAM, folder, *asked]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        left = [path.name for path in Path(folder).iterdir() if path.name.startswith("timeline")]
    if done.returncode == 77:
        pytest.skip("this system makes no user namespace for root either")
    assert done.returncode == 0, done.stderr
    assert not left
    return dict(json.loads(done.stdout))


def test_the_sandbox_is_on_for_nobody() -> None:
    found = drawn_as_nobody()
    if found["told"].startswith("off"):
        pytest.skip("this system refuses namespaces to its users")
    assert found["told"] == "on: the user is not root"
    assert found["same"]
    commands = [each["command"] for each in found["processes"]]
    assert {each["uid"] for each in found["processes"]} == {NOBODY}
    assert not any("--no-sandbox" in command for command in commands)
    renderers = [each for each in found["processes"] if "--type=renderer" in each["command"]]
    assert renderers
    assert {each["seccomp"] for each in renderers} == {2}


def test_where_the_system_refuses_the_sandbox_figures_are_drawn_and_it_is_told() -> None:
    found = drawn_as_nobody("refused")
    assert found["told"] == "off: the system refuses it to this user"
    assert found["same"]
    assert any("--no-sandbox" in each["command"] for each in found["processes"])
