"""The gallery server: local requests only, with live updates."""

from __future__ import annotations

import json
import re
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from itertools import chain
from pathlib import Path

import pytest

from tests.internals import Built, Show, index, message, saved
from timeline import ReadError, UsageError, ValidationError, serve, watch

pytestmark = pytest.mark.slow

ENTRY = 'out = "made"\n[[figure]]\nname = "a"\nchart = "gantt"\ntable = "events.csv"\n'


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Show]:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "a.html").write_text("<html><body>June</body></html>")
    (tmp_path / "made" / "a.svg").write_text("<svg/>")
    (tmp_path / "made" / ".hidden").write_text("secret")
    (tmp_path / "secret.svg").write_text("secret")
    (tmp_path / "made" / "link.svg").symlink_to("../secret.svg")
    (tmp_path / "figures.toml").write_text(ENTRY)
    with Show(tmp_path / "figures.toml", tmp_path / "made", 0) as show:
        yield show


@contextmanager
def asked(show: Show, path: str, host: str = "localhost") -> Iterator[HTTPResponse]:
    connection = HTTPConnection("127.0.0.1", show.server_address[1], timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{show.server_address[1]}"})
    with closing(connection), connection.getresponse() as answer:
        yield answer


def body(show: Show, path: str) -> bytes:
    with asked(show, path) as answer:
        assert answer.status == 200
        return answer.read()


def test_pages_are_sent_with_the_reload_script_and_files_unchanged(show: Show) -> None:
    assert body(show, "/a.html") == (
        b'<html><body>June<script src="/_live.js"></script></body></html>'
    )
    assert body(show, "/a.svg") == b"<svg/>"
    assert b'<iframe src="a.html"' in body(show, "/")
    assert b'fetch("/_news")' in body(show, "/_live.js")
    assert (show.folder / "a.html").read_text() == "<html><body>June</body></html>"


@pytest.mark.parametrize(
    "path",
    ["/none.html", "/../figures.toml", "/%2e%2e%2ffigures.toml", "/..%5cfigures.toml", "/.hidden",
     "/made/a.svg", "//etc/passwd", "/%00", "/link.svg"],
)  # fmt: skip
def test_nothing_but_the_files_of_the_gallery_is_sent(show: Show, path: str) -> None:
    with asked(show, path) as answer:
        assert answer.status == 404
        assert b"secret" not in answer.read()


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", ""])
def test_a_page_of_elsewhere_gets_nothing(show: Show, host: str) -> None:
    with asked(show, "/a.svg", host) as answer:
        assert answer.status == 403


def news(show: Show) -> dict[str, str]:
    told: dict[str, str] = json.loads(body(show, "/_news"))
    return told


def test_every_build_is_news(show: Show) -> None:
    assert news(show) == {"build": "", "problem": ""}
    show.follow(ReadError("events.csv: there is no such file"))
    assert news(show) == {"build": "", "problem": "events.csv: there is no such file"}
    (show.folder / "figures.lock.json").write_text("built")
    show.follow(Built())
    told = news(show)
    assert told["problem"] == ""
    assert len(told["build"]) == 64


def raw(show: Show, request: bytes) -> bytes:
    with socket.create_connection(show.server_address[:2], timeout=5) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        found = b""
        while part := line.recv(65536):
            found += part
        return found


def get(show: Show, path: bytes, host: bytes = b"127.0.0.1", method: bytes = b"GET") -> bytes:
    return raw(show, method + b" " + path + b" HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")


@pytest.mark.parametrize(
    "host",
    [b"localhost:8000:evil.org", b"127.0.0.1:80@evil.org", b"evil.org", b"", b"[::1]evil",
     b"localhost.evil.org", b"127.0.0.1:x"],
)  # fmt: skip
def test_another_host_is_refused(show: Show, host: bytes) -> None:
    assert get(show, b"/", host).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize("host", [b"127.0.0.1", b"localhost", b"localhost:80", b"[::1]:8000"])
def test_this_machine_is_served_at_any_port_by_name(show: Show, host: bytes) -> None:
    assert get(show, b"/", host).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "path",
    [b"/" + b"a" * 300, b"/" + b"a" * 40_000, b"/%00", b"/..%2fevents.csv", b"/%2e%2e", b"/C%3a",
     b"/..%5cevents.csv", b"//etc/passwd", b"/\xff\xfe"],
)  # fmt: skip
def test_names_that_no_file_has_are_answered(
    show: Show, path: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert get(show, path)[:12] in (b"HTTP/1.1 404", b"HTTP/1.1 414", b"HTTP/1.1 400")
    assert get(show, b"/").startswith(b"HTTP/1.1 200")
    assert capfd.readouterr().err == ""


def test_only_get_and_head_are_answered(show: Show) -> None:
    head = get(show, b"/", method=b"HEAD")
    assert head.startswith(b"HTTP/1.1 200")
    assert head.endswith(b"\r\n\r\n")
    for method in (b"POST", b"PUT", b"DELETE", b"OPTIONS", b"TRACE"):
        assert get(show, b"/", method=method)[:12] == b"HTTP/1.1 501"


def test_silent_and_disconnecting_clients_do_not_block_others(
    show: Show, capfd: pytest.CaptureFixture[str]
) -> None:
    silent = [socket.create_connection(show.server_address[:2]) for _ in range(40)]
    for number, line in enumerate(silent):
        line.sendall(b"GET / HTTP/1.1\r\nHos"[:number])
        if number % 2:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()
    for _ in range(12):  # more pages than a browser has lines for one server
        assert news(show) == {"build": "", "problem": ""}
    for line in silent:
        line.close()
    assert capfd.readouterr().err == ""


def test_only_this_machine_is_served(show: Show) -> None:
    assert show.server_address[0] == "127.0.0.1"


def test_a_port_in_use_is_reported(show: Show) -> None:
    port = show.server_address[1]
    with pytest.raises(UsageError, match=f"port {port} cannot be had: address already in use"):
        Show(show.gallery, show.folder, port)


@pytest.mark.browser
def test_a_gallery_is_built_and_served_with_its_errors(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("title,start\nAssault,1953-06-10\n")
    (tmp_path / "figures.toml").write_text(ENTRY)
    addresses: list[str] = []
    results: list[object] = []
    pages: list[bytes] = []

    def until() -> bool:
        if not results:
            return False
        port = int(addresses[0].rstrip("/").rpartition(":")[2])
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request("GET", "/a.html")
            pages.append(connection.getresponse().read())
        return True

    serve(tmp_path / "figures.toml", port=0, opened=addresses.append, told=results.append,
          until=until)  # fmt: skip
    assert pages[0].endswith(b'<script src="/_live.js"></script></body>\n</html>\n')


TABLE = "title,start\nAssault,1953-06-10\n"
WATCH_ENTRY = '[[figure]]\nname = "a"\nchart = "gantt"\ntable = "events.csv"\n'


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    (tmp_path / "events.csv").write_text(TABLE)
    path = tmp_path / "figures.toml"
    path.write_text('out = "made"\n' + WATCH_ENTRY)
    return path


def test_each_file_of_a_gallery_is_seen_when_it_is_saved(gallery: Path) -> None:
    folder = gallery.parent
    before = saved(gallery)
    assert saved(gallery) == before
    for name in ("events.csv", "events.sources.csv", "datapackage.json", "figures.toml"):
        path = folder / name
        path.write_text(path.read_text() + " \n" if path.exists() else "")
        after = saved(gallery)
        assert {path for path in after if after[path] != before.get(path)} == {folder / name}
        before = after
    (folder / "datapackage.json").unlink()
    assert saved(gallery) != before


@pytest.mark.browser
def test_saved_files_are_built_and_errors_are_reported_and_survived(gallery: Path) -> None:
    results: list[object] = []

    def steps() -> Iterator[bool]:
        table = gallery.with_name("events.csv")
        for text in (TABLE + "Relief,1953-06-12\n", "title,start\nAssault,soon\n", TABLE):
            seen = len(results)
            table.write_text(text)
            while len(results) == seen:
                yield False
        yield True

    step = steps()

    def until() -> bool:
        return bool(results) and next(step)

    watch(gallery, told=results.append, until=until)
    first, second, wrong, back = results
    for built in (first, second, back):
        assert isinstance(built, Built)
        assert [path.name for path in built.written] == ["a.html"]
    assert isinstance(wrong, ValidationError)
    assert '"soon"' in str(wrong)


def test_an_invalid_gallery_at_the_start_stops_the_watch(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        watch(tmp_path / "none.toml")


LIVEPAGE_ENTRY = """\
[[figure]]
name = "{name}"
chart = "gantt"
table = "a.csv"
title = "<b>"
formats = {kinds}
"""


def test_every_figure_is_listed_with_its_files(tmp_path: Path) -> None:
    path = tmp_path / "figures.toml"
    entries = [("a&b", '["html", "svg"]'), ("c d", '["pdf", "png"]'), ("e", '["pdf"]')]
    path.write_text(
        "".join(LIVEPAGE_ENTRY.format(name=name, kinds=kinds) for name, kinds in entries)
    )
    text = index(path)
    assert "<h2>a&amp;b</h2>" in text
    assert '<iframe src="a%26b.html" title="&lt;b&gt;"' in text
    assert '<img src="c%20d.png" alt="&lt;b&gt;">' in text
    assert '<a href="e.pdf">PDF</a>' in text
    assert "<b>" not in text


def test_a_wrong_description_is_shown(tmp_path: Path) -> None:
    (tmp_path / "figures.toml").write_text("[[")
    assert "not valid TOML" in index(tmp_path / "figures.toml")


def test_a_message_is_always_one_line() -> None:
    told = message("ab", "two\nlines\r\n\u2028三")
    assert b"\n" not in told
    assert json.loads(told) == {"build": "ab", "problem": "two\nlines\r\n\u2028三"}


def served(gallery: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "timeline", "build", gallery, "--serve", "--port", str(port)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=gallery.parent
    )


def test_an_interrupt_as_soon_as_it_is_served_ends_the_server_at_once(gallery: Path) -> None:
    work = served(gallery, 0)
    assert work.stdout is not None
    assert work.stderr is not None
    lines = chain(iter(work.stdout.readline, ""), iter(work.stderr.readline, ""))
    next(line for line in lines if "serving" in line)
    work.send_signal(signal.SIGINT)
    said = work.communicate(timeout=20)
    assert work.returncode in (130, -signal.SIGINT)  # a shell tells both as 130
    assert "Traceback" not in "".join(said)


INTERRUPTED = """
import os, signal, sys
from timeline.__main__ import run
class Finder:
    def find_spec(self, name, *rest):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
run()
"""


def test_an_interrupt_before_the_command_line_is_imported_ends_it_without_a_word() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_port_80_is_served_or_refused_in_one_sentence(gallery: Path) -> None:
    work = served(gallery, 80)
    assert work.stdout is not None
    assert work.stderr is not None
    lines = chain(iter(work.stdout.readline, ""), iter(work.stderr.readline, ""))
    told = next(line for line in lines if "80" in line)
    work.send_signal(signal.SIGINT)
    work.communicate(timeout=20)
    refused = r"port 80 cannot be had: (permission denied|address already in use) \(give another.*"
    assert re.fullmatch(rf"serving at http://127\.0\.0\.1:80/|{refused}", told.strip())
