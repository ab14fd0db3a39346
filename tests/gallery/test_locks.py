"""One build at a time: the second waits, and takes over from one that died."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.internals import lock_folder, main
from timeline import ExportError

pytest.importorskip("fcntl")

HOLD = """
import sys, tempfile, time
from pathlib import Path
from timeline.files import temporary_prefix
from timeline.export.files import lock_folder
Path(tempfile.mkdtemp(prefix=temporary_prefix()), "spilled").touch()
Path(sys.argv[1], f".{temporary_prefix()}half.tmp").touch()
with lock_folder(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.mark.slow
def test_nothing_of_a_killed_run_stays_beyond_the_start_of_the_next(
    temporary: Path, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    running = [temporary / f"timeline-{os.getpid()}-x", made / f".timeline-{os.getpid()}-x.tmp"]
    for path in running:
        path.touch()
    # Of a killed run that had the number of this one, as processes of containers have.
    same = made / f".timeline-{os.getpid()}-old.tmp"
    same.touch()
    os.utime(same, (0, 0))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(made)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with lock_folder(tmp_path):
            pass
        here = {path.name.split("-")[1] for path in temporary.iterdir() if path.is_dir()}
        assert here == {str(holder.pid)}
        assert len(list(temporary.glob("*.lock"))) == 2
        assert len(list(made.iterdir())) == 3
        holder.kill()
    assert CliRunner().invoke(main, ["new", str(made)]).exit_code == 0
    assert CliRunner().invoke(main, ["build", str(made / "figures.toml")]).exit_code == 0
    guard = [path for path in temporary.iterdir() if path not in running]
    assert [path.name for path in guard] == [f"timeline-{tmp_path.stat().st_uid}.lock"]
    assert [path for path in made.glob(".*") if path not in running] == []
    assert all(path.exists() for path in running)


@pytest.mark.slow
def test_many_builds_at_once_hold_a_folder_one_at_a_time(tmp_path: Path) -> None:
    inside = []
    most = []

    def build() -> None:
        for _ in range(5):
            with lock_folder(tmp_path):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.001)
                inside.pop()

    builds = [threading.Thread(target=build) for _ in range(6)]
    for one in builds:
        one.start()
    for one in builds:
        one.join()
    assert (set(most), len(most)) == ({1}, 30)


def test_a_second_build_is_refused_if_the_first_does_not_end(tmp_path: Path) -> None:
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


@pytest.mark.slow
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


def test_a_folder_that_is_missing_is_reported(tmp_path: Path) -> None:
    with (
        pytest.raises(ExportError, match="the folder cannot be opened: no such file"),
        lock_folder(tmp_path / "none"),
    ):
        pass
