"""What a build writes for articles: every file that a snippet names, the same every time."""

import csv
import re
from pathlib import Path

import pytest

from tests.internals import EMBEDS, SNIPPETS, Chart, Entry, extras, gantt_chart
from timeline import Browser, read_events

TABLE = b"title,start,end,side,note\n=Assault,1953-06-10,1953-06-11,PVA,At dawn\n"


def entry(*embeds: str, **options: str) -> Entry:
    return Entry("june", "gantt", Path("june.csv"), ("html",), 2.0, {}, options, embeds)


def chart(theme: str = "light") -> Chart:
    return gantt_chart(read_events(TABLE), title="One June", theme=theme)


def test_an_entry_that_asks_for_nothing_gets_nothing() -> None:
    assert extras(entry(), chart()) == {}


def test_every_kind_has_an_ending_of_its_own() -> None:
    assert tuple(SNIPPETS) == EMBEDS
    assert len(set(SNIPPETS.values())) == len(SNIPPETS)


@pytest.mark.browser
def test_every_file_that_a_snippet_names_is_written() -> None:
    asked = entry(*EMBEDS)
    with Browser() as browser:
        made = extras(asked, chart(), browser=browser)
        assert extras(asked, chart(), browser=browser) == made

    texts = {name: data.decode() for name, data in made.items() if not name.endswith(".pdf")}
    snippets = [texts[f"june{end}"] for end in SNIPPETS.values()]
    named = set(re.findall(r"june\.(?:plot[.a-z]*\.(?:svg|pdf)|csv)", "".join(snippets)))
    assert named == set(made) - {f"june{end}" for end in SNIPPETS.values()}
    assert made["june.plot.pdf"].startswith(b"%PDF")
    for name in named - {"june.plot.pdf", "june.csv"}:
        assert re.search(r"<title[^>]*>One June</title>", texts[name])
        assert ">One June</text>" not in texts[name]
    rows = list(csv.reader(texts["june.csv"].splitlines()))
    assert rows[1][0] == "'=Assault"


@pytest.mark.browser
def test_a_dark_figure_has_no_twin() -> None:
    with Browser() as browser:
        made = extras(entry("html", theme="dark"), chart("dark"), browser=browser)
    assert sorted(made) == ["june.csv", "june.embed.html", "june.plot.slim.svg", "june.plot.svg"]
