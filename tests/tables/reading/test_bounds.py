"""Input that is too large, endless or damaged is refused at once, with the limit and advice."""

from __future__ import annotations

import gzip
import io
import os
import socket
import subprocess
import sys
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

import timeline
from timeline import ReadError, TimelineError, ValidationError, read_events

pytestmark = pytest.mark.slow

MADE = {
    "lines": r"b'title,start\n' + b'\n' * 100_000_000",
    "returns": r"b'title,start\n' + b'\r' * 100_000_000",
    "open quote": r"b'title,' + bytes([34]) + b'start\n' + b'a,1953\n' * 7_000_000",
    "one cell": r"b'title,' + bytes([34]) + b'start\n' + b'x' * 50_000_000",
    "open cell": r"b'title,start\nA,' + bytes([34]) + b'1953\n' + b'a,1953\n' * 7_000_000",
    "header": r"b'title,start' + b',a' * 20_000_000",
    "gzip": r"gzip.compress(bytes(1 << 26), 1) * 160",
    "set": r"b'title,start\nA,' + bytes([34]) + b'{' + b','.join(b'%d' % (1000 + n % 8000) "
    r"for n in range(20_000)) + b'}' + bytes([34])",
    "cells of a row": r"b'title,start\n' + b',' * 50_000_000",
    "one date": r"b'title,start\nA,' + b'1' * 5_000_000",
    "keys of JSON": r"b'[' + b','.join(b'{%cc%d%c:1}' % (34, n, 34) for n in range(5000)) + b']'",
    "columns": r"b','.join(b'c%d' % n for n in range(16_000)) + b'\n' + b'1,' * 15_999 + b'1\n'",
    "brackets": r"b'[{' + bytes([34]) + b'a' + bytes([34]) + b':' "
    r"+ b'[' * 3000 + b']' * 3000 + b'}]'",
}
#: A process that reads a table in two processors' worth of five seconds, and tells how much memory
#: it took: ``ru_maxrss`` would be that of the process which starts it, where that one took more.
READ = """
import gzip, re, resource, time
from pathlib import Path
import timeline
data = {made}
most = int(time.process_time()) + 11
resource.setrlimit(resource.RLIMIT_CPU, (most, most))
try:
    timeline.read_events(data)
    print("read")
except timeline.TimelineError as error:
    print(str(error)[:200])
print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc")
@pytest.mark.parametrize("name", MADE)
def test_huge_input_is_read_or_refused_within_limits(name: str) -> None:
    code = READ.format(made=MADE[name])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.returncode, done.stderr[-400:])
    *told, memory = done.stdout.splitlines()
    assert int(memory) < 1_000_000, told
    if name == "gzip":
        assert "holds more than 256,000,000 bytes (raise it by --max-bytes" in told[0]


def test_a_path_that_is_not_a_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(f"{tmp_path}/s")
        for path, kind in [("pipe.csv", "a pipe"), ("s", "a socket"), (".", "a folder")]:
            with pytest.raises(ReadError, match=f"is {kind}"):
                read_events(tmp_path / path)
    with pytest.raises(ReadError, match="is a device"):
        read_events("/dev/zero")
    (tmp_path / "a.csv").write_text("title,start\nA,1953\n")
    for given in ({"mapping": tmp_path / "pipe.csv"}, {"sources": tmp_path / "pipe.csv"}):
        with pytest.raises(TimelineError):
            read_events(tmp_path / "a.csv", **given)
    with pytest.raises(ReadError):
        timeline.build(tmp_path / "pipe.csv")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2,
                                    zipfile.ZIP_LZMA, 0])  # fmt: skip
def test_a_damaged_archive_of_any_method_is_a_read_error(method: int) -> None:
    table = b"title,start\n" + b"Harry,1953-06-10\n" * 50
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("a.csv", table)
    whole = file.getvalue() if method else gzip.compress(table)
    for at in range(0, len(whole), 3):
        data = bytearray(whole)
        data[at] ^= 0xFF
        for damaged in (bytes(data), whole[:at]):
            try:
                read_events(damaged)
            except TimelineError:
                continue


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_no_archive_is_unpacked_far_beyond_the_bound(method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("a.csv", bytes(200_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(ReadError, match=r"holds more than 1,000,000 bytes \(raise it by"):
            read_events(file.getvalue(), max_bytes=1_000_000)
        assert tracemalloc.get_traced_memory()[1] < 250_000_000
    finally:
        tracemalloc.stop()


def test_a_bound_can_be_raised() -> None:
    data = gzip.compress(b"title,start\nA,1953\n")
    with pytest.raises(ReadError, match="holds more than 10 bytes"):
        read_events(data, max_bytes=10)
    assert len(read_events(data, max_bytes=100)) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a = " + "[" * 3000 + "]" * 3000, "recursion|deep"),
        (f"a = {'9' * 5000}", "5000 digits"),
        (f"{'a.' * 20_000}a = 1", "a key has more than 100 parts"),
        ("b = {" + '"a".' * 20_000 + "a = 1}", "a key has more than 100 parts"),
    ],
    ids=["nested", "digits", "key", "quoted key"],
)
def test_settings_that_take_too_much_are_reported(tmp_path: Path, text: str, reason: str) -> None:
    deep = tmp_path / "deep.toml"
    deep.write_text(text)
    for way in (
        lambda: timeline.build(deep),
        lambda: timeline.themes(str(deep)),
        lambda: read_events(b"title,start", mapping=deep),
    ):
        with pytest.raises(ReadError, match=f"not valid TOML: .*(?:{reason})"):
            way()


@pytest.mark.parametrize("digits", [101, 308, 309, 5000])
def test_a_number_of_many_digits_is_too_large_as_one_with_an_exponent_is(digits: int) -> None:
    for value in ("9" * digits, f"-{'9' * digits}", f"{'9' * digits}.5", f"~{'9' * digits}"):
        table = f"title,start,measure,value\nA,1953,killed,{value}\n"
        with pytest.raises(ValidationError, match="is too large a number"):
            read_events(table.encode())


@pytest.mark.parametrize(
    "value", ["1e308", "-1e308", "1e101", "１２", "NaN", "inf", "-0", str(2**60)]
)
@pytest.mark.parametrize("how", [{}, {"combine": "sum"}, {"log": True}, {"period": "decade"},
                                 {"period": "year", "per_day": True}])  # fmt: skip
def test_extreme_numbers_are_reported_or_drawn(value: str, how: dict[str, object]) -> None:
    table = f"title,start,measure,value\nA,1953,killed,{value}\nB,1954,killed,3\n"
    with suppress(TimelineError):
        timeline.bars(read_events(table.encode()), measure="killed", **how)
