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

from tests.internals import Built, GalleryServer, file_states, index, message
from timeline import ReadError, UsageError, ValidationError, serve, watch

pytestmark = pytest.mark.slow

ENTRY = 'out = "made"\n[[figure]]\nname = "a"\nchart = "gantt"\ntable = "events.csv"\n'

TABLE = "title,start\nAssault,1953-06-10\n"


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    (tmp_path / "events.csv").write_text(TABLE)
    path = tmp_path / "figures.toml"
    path.write_text(ENTRY)
    return path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GalleryServer]:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "a.html").write_text("<html><body>June</body></html>")
    (tmp_path / "made" / "a.svg").write_text("<svg/>")
    (tmp_path / "made" / ".hidden").write_text("secret")
    (tmp_path / "figures.toml").write_text(ENTRY)
    with GalleryServer(tmp_path / "figures.toml", tmp_path / "made", 0) as server:
        yield server


@contextmanager
def asked(server: GalleryServer, path: str, host: str = "localhost") -> Iterator[HTTPResponse]:
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{server.server_address[1]}"})
    with closing(connection), connection.getresponse() as answer:
        yield answer


def body(server: GalleryServer, path: str) -> bytes:
    with asked(server, path) as answer:
        assert answer.status == 200
        return answer.read()


def test_pages_are_sent_with_the_reload_script_and_files_unchanged(server: GalleryServer) -> None:
    assert body(server, "/a.html") == (
        b'<html><body>June<script src="/_live.js"></script></body></html>'
    )
    assert body(server, "/a.svg") == b"<svg/>"
    assert b'<iframe src="a.html"' in body(server, "/")
    assert b'fetch("/_news")' in body(server, "/_live.js")
    assert (server.folder / "a.html").read_text() == "<html><body>June</body></html>"


@pytest.mark.parametrize(
    "path",
    ["/none.html", "/../figures.toml", "/%2e%2e%2ffigures.toml", "/..%5cfigures.toml", "/.hidden",
     "/made/a.svg", "//etc/passwd", "/%00"],
)  # fmt: skip
def test_nothing_but_the_files_of_the_gallery_is_sent(server: GalleryServer, path: str) -> None:
    with asked(server, path) as answer:
        assert answer.status == 404
        assert b"secret" not in answer.read()


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", ""])
def test_a_page_of_elsewhere_gets_nothing(server: GalleryServer, host: str) -> None:
    with asked(server, "/a.svg", host) as answer:
        assert answer.status == 403


def news(server: GalleryServer) -> dict[str, str]:
    told: dict[str, str] = json.loads(body(server, "/_news"))
    return told


def test_every_build_is_news(server: GalleryServer) -> None:
    assert news(server) == {"build": "", "problem": ""}
    server.report(ReadError("events.csv: there is no such file"))
    assert news(server) == {"build": "", "problem": "events.csv: there is no such file"}
    (server.folder / "figures.lock.json").write_text("built")
    server.report(Built())
    told = news(server)
    assert told["problem"] == ""
    assert len(told["build"]) == 64


def raw(server: GalleryServer, request: bytes) -> bytes:
    with socket.create_connection(server.server_address[:2], timeout=5) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        found = b""
        while part := line.recv(65536):
            found += part
        return found


def get(
    server: GalleryServer, path: bytes, host: bytes = b"127.0.0.1", method: bytes = b"GET"
) -> bytes:
    return raw(server, method + b" " + path + b" HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")


@pytest.mark.parametrize(
    "host",
    [b"localhost:8000:evil.org", b"127.0.0.1:80@evil.org", b"evil.org", b"", b"[::1]evil",
     b"localhost.evil.org", b"127.0.0.1:x"],
)  # fmt: skip
def test_another_host_is_refused(server: GalleryServer, host: bytes) -> None:
    assert get(server, b"/", host).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize("host", [b"127.0.0.1", b"localhost", b"localhost:80", b"[::1]:8000"])
def test_this_machine_is_served_at_any_port_by_name(server: GalleryServer, host: bytes) -> None:
    assert get(server, b"/", host).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "path",
    [b"/" + b"a" * 300, b"/" + b"a" * 40_000, b"/%00", b"/..%2fevents.csv", b"/%2e%2e", b"/C%3a",
     b"/..%5cevents.csv", b"//etc/passwd", b"/\xff\xfe"],
)  # fmt: skip
def test_names_that_no_file_has_are_answered(
    server: GalleryServer, path: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert get(server, path)[:12] in (b"HTTP/1.1 404", b"HTTP/1.1 414", b"HTTP/1.1 400")
    assert get(server, b"/").startswith(b"HTTP/1.1 200")
    assert capfd.readouterr().err == ""


def test_only_get_and_head_are_answered(server: GalleryServer) -> None:
    head = get(server, b"/", method=b"HEAD")
    assert head.startswith(b"HTTP/1.1 200")
    assert head.endswith(b"\r\n\r\n")
    for method in (b"POST", b"PUT", b"DELETE", b"OPTIONS", b"TRACE"):
        assert get(server, b"/", method=method)[:12] == b"HTTP/1.1 501"


def test_silent_and_disconnecting_clients_do_not_block_others(
    server: GalleryServer, capfd: pytest.CaptureFixture[str]
) -> None:
    silent = [socket.create_connection(server.server_address[:2]) for _ in range(40)]
    for number, line in enumerate(silent):
        line.sendall(b"GET / HTTP/1.1\r\nHos"[:number])
        if number % 2:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()
    for _ in range(12):  # more pages than a browser has lines for one server
        assert news(server) == {"build": "", "problem": ""}
    for line in silent:
        line.close()
    assert capfd.readouterr().err == ""


def test_only_this_machine_is_served(server: GalleryServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_in_use_is_reported(server: GalleryServer) -> None:
    port = server.server_address[1]
    with pytest.raises(UsageError, match=f"port {port} cannot be used: address already in use"):
        GalleryServer(server.gallery, server.folder, port)


@pytest.mark.browser
def test_a_gallery_is_built_and_served_with_its_errors(gallery: Path) -> None:
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

    serve(gallery, port=0, on_start=addresses.append, on_build=results.append,
          until=until)  # fmt: skip
    assert pages[0].endswith(b'<script src="/_live.js"></script></body>\n</html>\n')


def test_each_file_of_a_gallery_is_seen_when_it_is_saved(gallery: Path) -> None:
    folder = gallery.parent
    before = file_states(gallery)
    assert file_states(gallery) == before
    for name in ("events.csv", "events.sources.csv", "datapackage.json", "figures.toml"):
        path = folder / name
        path.write_text(path.read_text() + " \n" if path.exists() else "")
        after = file_states(gallery)
        assert {path for path in after if after[path] != before.get(path)} == {folder / name}
        before = after
    (folder / "datapackage.json").unlink()
    assert file_states(gallery) != before


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

    watch(gallery, on_build=results.append, until=until)
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
    refused = r"port 80 cannot be used: (permission denied|address already in use) \(give another.*"
    assert re.fullmatch(rf"serving at http://127\.0\.0\.1:80/|{refused}", told.strip())
