"""Snippets of a gallery's figures, and the files that they need."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from tests.internals import (
    DARK,
    EMBEDS,
    PDF,
    PICTURES,
    SLIM,
    SLIM_DARK,
    SNIPPETS,
    WIDE,
    Chart,
    Entry,
    extras,
    gantt_chart,
)
from tests.internals import EMBED_KINDS as KINDS
from timeline import UsageError, embed, read_events

TABLE = "title,start,end,side,note\nAssault,1953-06-10,1953-06-11,PVA,At dawn\n"


@pytest.fixture
def gallery(tmp_path: Path) -> Any:
    def writer(*lines: str) -> Path:
        (tmp_path / "events.csv").write_text(TABLE)
        own = 'name = "june"\nchart = "gantt"\ntable = "events.csv"\ntitle = "One June"\n'
        path = tmp_path / "figures.toml"
        path.write_text("[[figure]]\n" + own + "\n".join(lines))
        return path

    return writer


def test_the_kinds_of_a_gallery_are_those_that_we_write() -> None:
    assert tuple(KINDS) == EMBEDS


@pytest.mark.parametrize("kind", EMBEDS)
def test_every_kind_names_files_of_the_build(gallery: Any, kind: str) -> None:
    text = embed("june", kind=kind, gallery=gallery('embed = ["html", "latex"]'), base="img/")
    assert "One June" in text
    file = {"iframe": "june.html", "latex": "june.plot.pdf"}.get(kind, "june.plot.svg")
    assert ("" if kind == "wikitext" else "img/") + file in text


def test_html_has_the_notes_the_data_and_links_to_files(gallery: Any) -> None:
    lines = ('embed = ["html"]', 'formats = ["html", "svg"]')
    text = embed("june", gallery=gallery(*lines))
    assert re.search(r"<li[^>]*>.*At dawn.*</li>", text)
    assert '<a href="june.csv">CSV</a> · <a href="june.svg">SVG</a>' in text
    assert ">HTML</a>" in text
    assert (
        len(re.findall(r'<details class="timeline-lazy [^"]*"><summary>[^<]+</summary>', text)) == 2
    )


def test_a_dark_figure_is_dark_for_everybody(gallery: Any) -> None:
    text = embed("june", gallery=gallery('embed = ["html"]', 'theme = "dark"'))
    assert 'class="timeline timeline-figure timeline-embed timeline-dark ' in text
    assert "prefers-color-scheme" not in text


@pytest.mark.parametrize(
    ("lines", "kind", "message"),
    [
        ((), "html", 'its pictures are not built (add embed = ["html"])'),
        ((), "markdwn", 'kind "markdwn" is not known (did you mean "markdown"?)'),
        (('formats = ["svg"]',), "iframe", 'its page is not built (add "html" to its formats)'),
        (('embed = ["html"]',), "latex", 'its PDF is not built (add "latex" to its key embed)'),
        (('embed = ["htm"]',), "html", 'embed "htm" is not known (did you mean "html"?)'),
        (("embed = 1",), "html", "embed must be a list"),
    ],
)
def test_formats_that_no_build_writes_are_refused(
    gallery: Any, lines: tuple[str, ...], kind: str, message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        embed("june", kind=kind, gallery=gallery(*lines))
    assert message in str(refused.value)


def test_an_unknown_figure_is_reported_with_the_nearest(gallery: Any) -> None:
    with pytest.raises(UsageError, match=r'there is no figure "jun" \(did you mean "june"\?\)'):
        embed("jun", gallery=gallery())


EXTRAS_TABLE = b"title,start,end,side,note\n=Assault,1953-06-10,1953-06-11,PVA,At dawn\n"


def entry(*embeds: str, **options: str) -> Entry:
    return Entry("june", "gantt", Path("june.csv"), ("html",), 2.0, {}, options, embeds)


def chart(theme: str = "light") -> Chart:
    return gantt_chart(read_events(EXTRAS_TABLE), title="One June", theme=theme)


def test_an_entry_that_asks_for_nothing_gets_nothing() -> None:
    assert extras(entry(), chart()) == {}


def test_every_kind_has_an_ending_of_its_own() -> None:
    assert tuple(SNIPPETS) == EMBEDS
    assert len(set(SNIPPETS.values())) == len(SNIPPETS)
    assert set(PICTURES) == {WIDE, DARK, SLIM, SLIM_DARK, PDF}


def test_every_file_that_a_snippet_names_is_written() -> None:
    asked = entry(*EMBEDS)
    made = extras(asked, chart())
    assert extras(asked, chart()) == made

    texts = {name: data.decode() for name, data in made.items() if not name.endswith(".pdf")}
    snippets = [texts[f"june{end}"] for end in SNIPPETS.values()]
    named = set(re.findall(r"june\.(?:plot[.a-z]*\.(?:svg|pdf)|csv)", "".join(snippets)))
    assert named == set(made) - {f"june{end}" for end in SNIPPETS.values()} - {"june.embed.js"}
    assert "'=Assault" not in texts["june.embed.js"]
    assert "=Assault" in texts["june.embed.js"]
    assert made["june.plot.pdf"].startswith(b"%PDF")
    for name in named - {"june.plot.pdf", "june.csv"}:
        assert re.search(r"<title[^>]*>One June</title>", texts[name])
        assert ">One June</text>" not in texts[name]
    rows = list(csv.reader(texts["june.csv"].splitlines()))
    assert rows[1][0] == "'=Assault"


def test_a_dark_figure_has_no_twin() -> None:
    made = extras(entry("html", theme="dark"), chart("dark"))
    pictures = ["june.plot.slim.svg", "june.plot.svg"]
    assert sorted(made) == ["june.csv", "june.embed.html", "june.embed.js", *pictures]
