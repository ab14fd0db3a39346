"""The author's page lists every figure, and what is sent to it cannot break it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.internals import index, message

ENTRY = """\
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
    path.write_text("".join(ENTRY.format(name=name, kinds=kinds) for name, kinds in entries))
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
