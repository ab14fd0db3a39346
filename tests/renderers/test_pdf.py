"""A PDF contains text, not pictures of it, in reading order."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from pypdfium2 import PdfDocument

from tests.internals import Page, gantt_chart, pdf
from tests.renderers.scenes import SCENES
from timeline import render, save


def text_of(pdf: bytes) -> str:
    document = PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_texts_are_letters_of_our_font_that_can_be_searched() -> None:
    made = render(SCENES["gantt"](), {"pdf"})["pdf"]
    read = text_of(made)
    assert "Battle of the hill" in read
    assert b"Inter-Regular" in made
    assert b"Inter-SemiBold" in made
    assert b"/Subtype/Image" not in made.replace(b" ", b"")


FOREIGN = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="90" font-family="Inter">
<g transform="translate(10,5)" font-size="16" fill="#123456"><g font-weight="600">
<text x="0" y="15">First 上甘岭 <tspan>पहाड़ी</tspan></text></g>
<text x="380" y="35" text-anchor="end">Second 上 last</text>
<text x="190" y="55" text-anchor="middle"><tspan x="190">Third 上甘岭</tspan>
<tspan x="190" dy="1.3em">Fourth 💥</tspan></text></g></svg>"""


def test_letters_that_our_font_lacks_are_at_the_same_positions() -> None:
    """The reader of SVG in typst mixes up the glyphs of two fonts, and panics at emoji."""
    document = PdfDocument(pdf([Page(FOREIGN, 400, 90, foreign=True)]))
    page = document[0].get_textpage()
    text = page.get_text_range()
    begins = {word: text.index(word) for word in ("First", "Second", "last", "Third", "Fourth")}
    boxes = {word: page.get_charbox(at) for word, at in begins.items()}
    right = page.get_charbox(begins["last"] + 3)[2]
    document.close()
    assert boxes["First"][0] == pytest.approx(10 * 0.75, abs=1.5)
    assert right == pytest.approx(390 * 0.75, abs=1.0)
    baselines = {word: (90 * 0.75 - box[1]) / 0.75 for word, box in boxes.items()}
    expected = {"First": 20, "Second": 40, "last": 40, "Third": 60, "Fourth": 60 + 1.3 * 16}
    assert baselines == pytest.approx(expected, abs=0.6)


def test_no_space_is_set_between_ideographs_and_figures() -> None:
    ends = []
    for text in ("上1上1上19", "上上上1119"):
        svg = f"""<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40"
            font-size="16" fill="#123456"><text x="9" y="20">{text}</text></svg>"""
        document = PdfDocument(pdf([Page(svg, 400, 40, foreign=True)]))
        page = document[0].get_textpage()
        ends.append(page.get_charbox(page.get_text_range().index("9"))[2])
        document.close()
    assert ends[0] == pytest.approx(ends[1], abs=1.0)


def test_a_long_gantt_is_split_over_pages_of_paper(tmp_path: Path) -> None:
    rows = [{"title": f"Assault {n}", "start": "1953-06-10~", "id": f"e{n}"} for n in range(90)]
    chart = gantt_chart(pd.DataFrame(rows), title="One day", theme="dark")
    path = tmp_path / "pages.pdf"
    save(chart, path, tmp_path / "whole.svg", paper="a4-landscape")
    document = PdfDocument(path)
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    pages = len(document)
    document.close()
    assert pages == len(chart.pages("a4-landscape")) > 1
    assert sizes == {(842, 595)}
    printed = path.read_bytes()
    save(chart.plotly(), path, paper="a4-landscape")
    assert path.read_bytes() == printed


@pytest.mark.parametrize("name", ["gantt", "claims", "foreign-letters", "density"])
def test_a_pdf_is_sound(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    save(SCENES[name](), path)
    assert re.match(rb"%PDF-1\.\d", path.read_bytes())
    qpdf = shutil.which("qpdf")
    assert qpdf, "qpdf is missing: scripts/get_checkers.py installs it"
    checked = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
