"""Whatever interrupts a build, its folder has complete files, and the next build finishes."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from timeline import ExportError, UsageError, build

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc"),
]

COUNT = 40
KILLS = 10


def described(folder: Path, count: int, formats: str) -> Path:
    """Describe figures that differ, of one small table."""
    rows = [f"Event {n},1953-06-{n % 28 + 1:02},{'US' if n % 2 else 'PVA'}" for n in range(count)]
    (folder / "events.csv").write_text("\n".join(["title,start,side", *rows, ""]))
    entries = [
        f'[[figure]]\nname = "f{n}"\nchart = "gantt"\ntable = "events.csv"\nwidth = 360\n'
        f'title = "Figure {n}"\nuntil = "1953-06-{n % 28 + 2:02}"\n'
        for n in range(count)
    ]
    path = folder / "figures.toml"
    path.write_text(f'out = "made"\nformats = {formats}\n' + "".join(entries))
    return path


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder with a short name: sockets in it have a limit."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def started(
    gallery: Path, out: Path, before: Callable[[], None] | None = None, *, jobs: int = 2
) -> subprocess.Popen[str]:
    rooms = gallery.parent / "rooms"
    rooms.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "timeline", "build", str(gallery), "--out", str(out),
         "--jobs", str(jobs)],
        env={**os.environ, "TMPDIR": str(rooms)},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
    )  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def below(pid: int) -> Iterator[int]:
    """Return the processes that a process has started, and they in turn."""
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from below(int(child))


@pytest.mark.parametrize("jobs", [1, 4])
def test_a_build_killed_ten_times_at_random_is_complete_in_the_end(jobs: int, folder: Path) -> None:
    gallery = described(folder, COUNT, '["svg", "png"]')
    assert build(gallery, out=folder / "quiet").failed == {}
    whole = contents(folder / "quiet")
    chance = random.Random(1953)
    for _ in range(KILLS):
        work = started(gallery, folder / "killed", jobs=jobs)
        assert work.stderr is not None
        line = f"{chance.randint(1, 4)}/"
        next((told for told in work.stderr if told.startswith(line)), None)
        time.sleep(chance.random() / 10)
        work.kill()
        work.communicate()
        for name, data in contents(folder / "killed").items():
            assert name not in whole or not name.startswith("f") or data == whole[name], name
    work = started(gallery, folder / "killed", jobs=jobs)
    assert work.communicate()[1]
    assert work.returncode == 0
    assert contents(folder / "killed") == whole


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize(("line", "jobs"), [("1/", 4), ("7/", 1), ("7/", 4)])
def test_a_signal_ends_a_build_and_the_next_one_completes_it(
    folder: Path, number: int, code: int, line: str, jobs: int
) -> None:
    gallery = described(folder, 12, '["html", "svg", "png"]')
    work = started(gallery, folder / "made", jobs=jobs)
    assert work.stderr is not None
    next(told for told in work.stderr if told.startswith(line))
    work.send_signal(number)
    said = work.communicate(timeout=20)[1]
    assert work.returncode == code
    assert "Traceback" not in said
    left = [path.name for path in (folder / "rooms").iterdir() if path.suffix != ".lock"]
    assert left == []
    stopped = contents(folder / "made") if (folder / "made").exists() else {}
    assert not [name for name in stopped if name.endswith(".tmp")]
    if line == "7/":  # what was built before is recorded, and is not built again
        assert len(build(gallery, out=folder / "made").written) < 12 * 3
    build(gallery, out=folder / "made")
    build(gallery, out=folder / "whole")
    assert contents(folder / "made") == contents(folder / "whole")
    assert all(data == contents(folder / "whole")[name] for name, data in stopped.items()
               if name != "figures.lock.json")  # fmt: skip


def test_two_builds_at_once_in_one_folder_are_as_one(folder: Path) -> None:
    gallery = described(folder, 6, '["html", "svg"]')
    both = [started(gallery, folder / "made") for _ in range(2)]
    said = [work.communicate(timeout=60)[1] for work in both]
    assert [work.returncode for work in both] == [0, 0]
    assert sorted("nothing has changed" in one for one in said) == [False, True]
    build(gallery, out=folder / "alone")
    assert contents(folder / "made") == contents(folder / "alone")


def test_the_bytes_are_the_same_in_any_order_company_and_number_at_once(folder: Path) -> None:
    gallery = described(folder, 8, '["html", "svg", "png", "pdf"]')
    gallery.write_text('embed = ["html", "latex"]\n' + gallery.read_text())
    build(gallery, out=folder / "first", jobs=1)
    build(gallery, out=folder / "two", jobs=2)
    text = gallery.read_text()
    head, *entries = text.split("[[figure]]\n")
    gallery.write_text(head + "".join(f"[[figure]]\n{one}" for one in reversed(entries)))
    build(gallery, out=folder / "turned", jobs=4)
    for name in ("f5", "f0"):
        build(gallery, out=folder / "alone", only=[name])
    first = contents(folder / "first")
    assert len(first) > 9 * 8
    assert contents(folder / "two") == first
    assert contents(folder / "turned") == first
    alone = contents(folder / "alone")
    for shared in ("figures.lock.json", "manifest.json"):
        del alone[shared]
    assert {name: first[name] for name in alone} == alone


def test_build_messages_are_in_the_order_of_figures(folder: Path) -> None:
    gallery = described(folder, 6, '["html", "svg"]')
    gallery.write_text(gallery.read_text().replace('title = "Figure 3"', 'color_by = "none"'))
    begun: list[tuple[int, int]] = []
    built = build(gallery, jobs=4, progress=lambda _, number, count: begun.append((number, count)))
    assert begun == [(number, 6) for number in range(1, 7)]
    assert list(built.failed) == ["f3"]
    assert 'no column "none"' in str(built.failed["f3"])
    assert [path.name for path in built.written] == [
        f"f{n}.{end}" for n in (0, 1, 2, 4, 5) for end in ("html", "svg")
    ]


def test_a_build_that_is_broken_off_begins_no_more_figures(folder: Path) -> None:
    begun: list[str] = []

    def told(name: str, number: int, count: int) -> None:
        begun.append(name)
        if number == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(described(folder, 30, '["html"]'), jobs=2, progress=told)
    assert len(begun) < 10
    made = contents(folder / "made")
    assert {name for name in made if name.endswith(".tmp")} == set()
    assert len(build(folder / "figures.toml", jobs=2).written) > 20


def test_several_numbers_at_once_are_not_a_number(folder: Path) -> None:
    with pytest.raises(UsageError, match="jobs is 0; it must be at least 1"):
        build(described(folder, 1, '["html"]'), jobs=0)


def test_a_full_disk_is_reported_and_the_old_file_stays(folder: Path) -> None:
    gallery = described(folder, 1, '["html"]')
    gallery.write_text('script = "inline"\n' + gallery.read_text())
    build(gallery)
    before = contents(folder / "made")
    with (folder / "events.csv").open("a") as table:
        table.write("One more,1953-06-02,US\n")
    full = (100_000, 100_000)  # no file may be longer: as where no space is left
    work = started(
        gallery, folder / "made", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, full)
    )
    said = work.communicate(timeout=60)[1]
    assert work.returncode == 1
    assert "f0.html: cannot be written: file too large" in said
    assert "Traceback" not in said
    assert contents(folder / "made") == before


def test_a_folder_that_cannot_be_written_is_reported(folder: Path) -> None:
    gallery = described(folder, 1, '["html"]')
    with pytest.raises(ExportError, match="/proc/none: the folder cannot be made"):
        build(gallery, out="/proc/none")
    failed = build(gallery, out="/proc/self/task").failed["f0"]
    assert "cannot be written" in str(failed)
