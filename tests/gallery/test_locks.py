"""One build at a time: the second waits, and takes over from one that died."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.internals import lock_folder
from timeline import ExportError

pytest.importorskip("fcntl")

HOLD = """
import sys, time
from pathlib import Path
from timeline.gallery.folder_lock import lock_folder
with lock_folder(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_is_told_if_the_first_does_not_end(tmp_path: Path) -> None:
    with (
        lock_folder(tmp_path),
        pytest.raises(ExportError) as caught,
        lock_folder(tmp_path, patience=0),
    ):
        pass
    told = "another build has been writing to it for 0 seconds; try again when it is done"
    assert str(caught.value) == f"{tmp_path}: {told}"
    assert not list(tmp_path.iterdir())


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    order = []

    def second() -> None:
        with lock_folder(tmp_path):
            order.append("second")

    waiting = threading.Thread(target=second)
    with lock_folder(tmp_path):
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_a_holder_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ExportError), lock_folder(tmp_path, patience=0):
            pass
        holder.kill()
        holder.wait()
    with lock_folder(tmp_path, patience=0):
        pass


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(ExportError, match="the folder cannot be opened: no such file"),
        lock_folder(tmp_path / "none"),
    ):
        pass
