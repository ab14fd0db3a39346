"""What is served: the figures of the gallery, to this machine alone, and the news of builds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.internals import Built, Show, index, message, saved
from timeline import ReadError, UsageError, ValidationError, serve, watch

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
def test_what_is_saved_is_built_and_an_error_is_told_and_outlived(gallery: Path) -> None:
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


def test_a_description_that_is_wrong_at_the_start_is_no_watch(tmp_path: Path) -> None:
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
    assert "is no TOML" in index(tmp_path / "figures.toml")


def test_a_message_is_one_line_whatever_it_tells() -> None:
    told = message("ab", "two\nlines\r\n\u2028三")
    assert b"\n" not in told
    assert json.loads(told) == {"build": "ab", "problem": "two\nlines\r\n\u2028三"}
