"""Files are written completely or not at all, and errors say why."""

from __future__ import annotations

import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import FORMATS, check_outputs, format_of, write_files
from timeline import ExportError, UsageError


@pytest.mark.parametrize(("name", "suffixes"), FORMATS.items())
def test_every_suffix_asks_for_its_format(name: str, suffixes: tuple[str, ...]) -> None:
    assert {format_of(f"a.b{suffix.upper()}") for suffix in suffixes} == {name}
    assert {format_of("-", suffix) for suffix in suffixes} == {name}


@pytest.mark.parametrize(
    ("path", "format", "message"),
    [
        ("x.pgn", None, 'x.pgn: ".pgn" is not a supported format; use one of .html'),
        ("x.pgn", None, '(did you mean ".png"?)'),
        ("x", None, "x: the name has no suffix"),
        ("-", None, "standard output needs a format"),
        ("x.png", "svgg", '"svgg" is not a supported format; use one of html'),
        ("x.png", "svgg", '(did you mean "svg"?)'),
    ],
)
def test_an_unknown_format_names_the_known_ones(
    path: str, format: str | None, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(path, format)
    assert message in str(caught.value)


@given(st.dictionaries(st.sampled_from(["a.svg", "b.png", "ü 上.pdf"]), st.binary(), min_size=1))
def test_written_files_hold_their_bytes(files: dict[str, bytes]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        write_files({Path(folder, name): data for name, data in files.items()})
        assert {path.name: path.read_bytes() for path in Path(folder).iterdir()} == files


def test_a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    (tmp_path / "shared.svg").write_bytes(b"old")
    (tmp_path / "shared.svg").chmod(0o604)
    write_files({tmp_path / "new.svg": b"1", tmp_path / "shared.svg": b"2"})
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert rights["new.svg"] == rights["plain"]
    assert rights["shared.svg"] == 0o604


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.svg").write_bytes(b"old")
    (tmp_path / "link.svg").symlink_to("real.svg")
    write_files({tmp_path / "link.svg": b"new"})
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "real.svg").read_bytes() == b"new"


def test_an_existing_file_is_kept_without_the_overwrite_option(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(b"old")
    with pytest.raises(UsageError, match="already exists"):
        check_outputs([path], overwrite=False)
    with pytest.raises(UsageError, match="already exists"):
        write_files({path: b"new"}, overwrite=False)
    write_files({tmp_path / "b.svg": b"new"}, overwrite=False)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "a.svg": b"old",
        "b.svg": b"new",
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [("none/a.svg", "there is no folder"), ("", "is a folder; name a file in it")],
)
def test_a_target_that_cannot_be_is_refused_before_work(
    tmp_path: Path, name: str, message: str
) -> None:
    with pytest.raises((UsageError, ExportError), match=message):
        check_outputs([tmp_path / name])
    with pytest.raises(ExportError, match="cannot be written"):
        write_files({tmp_path / "none/a.svg": b""})


def _in_child(code: str, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


WRITE = """
import sys
from timeline.files import check_outputs, write_files
from timeline.errors import TimelineError
try:
    check_outputs(sys.argv[1:3])
    write_files({sys.argv[1]: b"new", sys.argv[2]: b"n" * 100_000})
except TimelineError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.slow
def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    small, large = tmp_path / "a.svg", tmp_path / "b.svg"
    small.write_bytes(b"old")
    limit = (50_000, 50_000)
    done = _in_child(
        WRITE,
        str(small),
        str(large),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    assert done.stdout.startswith(f"ExportError {large}: cannot be written: file too large")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.svg": b"old"}


@pytest.mark.slow
def test_a_folder_that_is_read_only_is_reported(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    nobody = "import os, sys; os.chdir(sys.argv.pop()); os.geteuid() or os.setuid(65534)"
    code = WRITE.replace("try:", f"{nobody}\ntry:", 1)
    done = _in_child(code, "a.svg", "b.svg", str(tmp_path))
    told = 'ExportError a.svg: the folder "." cannot be written to'
    assert done.stdout.strip() == told, done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_standard_output_takes_bytes(tmp_path: Path) -> None:
    code = "from timeline.files import write_files; write_files({'-': b'\\x89PNG'})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"\x89PNG"
    write_files({"/dev/null": b"gone"})
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
