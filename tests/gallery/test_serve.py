"""What is served: the figures of the gallery, to this machine alone, and the news of builds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.internals import Built, Show
from timeline import ReadError, UsageError, serve

ENTRY = 'out = "made"\n[[figure]]\nname = "a"\nchart = "gantt"\ntable = "events.csv"\n'


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Show]:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "a.html").write_text("<html><body>June</body></html>")
    (tmp_path / "made" / "a.svg").write_text("<svg/>")
    (tmp_path / "made" / ".hidden").write_text("secret")
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


def test_pages_are_sent_with_what_keeps_them_live_and_files_as_they_are(show: Show) -> None:
    assert body(show, "/a.html") == (
        b'<html><body>June<script src="/_live.js"></script></body></html>'
    )
    assert body(show, "/a.svg") == b"<svg/>"
    assert b'<iframe src="a.html"' in body(show, "/")
    assert b"EventSource" in body(show, "/_live.js")
    assert (show.folder / "a.html").read_text() == "<html><body>June</body></html>"


@pytest.mark.parametrize(
    "path",
    ["/none.html", "/../figures.toml", "/%2e%2e%2ffigures.toml", "/..%5cfigures.toml", "/.hidden",
     "/made/a.svg", "//etc/passwd", "/%00"],
)  # fmt: skip
def test_nothing_but_the_files_of_the_gallery_is_sent(show: Show, path: str) -> None:
    with asked(show, path) as answer:
        assert answer.status == 404
        assert b"secret" not in answer.read()


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", ""])
def test_a_page_of_elsewhere_gets_nothing(show: Show, host: str) -> None:
    with asked(show, "/a.svg", host) as answer:
        assert answer.status == 403


def news(answer: HTTPResponse) -> dict[str, str]:
    line = answer.readline()
    assert answer.readline() == b"\n"
    told: dict[str, str] = json.loads(line.removeprefix(b"data: "))
    return told


def test_every_build_is_news(show: Show) -> None:
    with asked(show, "/_news") as answer:
        assert answer.headers["Content-Type"] == "text/event-stream"
        assert news(answer) == {"build": "", "problem": ""}
        show.follow(ReadError("events.csv: there is no such file"))
        assert news(answer) == {"build": "", "problem": "events.csv: there is no such file"}
        (show.folder / "figures.lock.json").write_text("built")
        show.follow(Built())
        told = news(answer)
        assert told["problem"] == ""
        assert len(told["build"]) == 64


def test_only_this_machine_is_served(show: Show) -> None:
    assert show.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_told(show: Show) -> None:
    port = show.server_address[1]
    with pytest.raises(UsageError, match=f"port {port} cannot be had: address already in use"):
        Show(show.gallery, show.folder, port)


@pytest.mark.browser
def test_a_gallery_is_built_and_served_and_what_went_wrong_is_news(tmp_path: Path) -> None:
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
