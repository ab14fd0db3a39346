"""Pages in hidden elements that are shown later, and on paper."""

import base64
import re
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from tests.articles import figures
from tests.html.test_dense import frame
from tests.internals import embed_data, gantt_chart, shared_files
from tests.internals import embed_snippet as embed
from tests.window import Window
from timeline import read_events, render

pytestmark = pytest.mark.browser

HIDDEN = ("<div hidden>{}</div>", "<details><summary>Figure</summary>{}</details>")
SHOW = """(() => {
  document.querySelector("div[hidden]")?.removeAttribute("hidden");
  const details = document.querySelector("details");
  if (details) details.open = true;
  return new Promise((done) => setTimeout(done, 400));
})()"""
#: What a reader of a figure that can be zoomed finds.
PARTS = """["timeline-interactive", "timeline-toolbar", "timeline-overlay"].map((name) =>
  [...document.querySelectorAll(`.${name}`)].filter((one) => one.checkVisibility()).length)"""


@pytest.mark.parametrize("around", HIDDEN)
def test_a_figure_in_a_hidden_element_is_whole_once_it_is_shown(
    window: Window, tmp_path: Path, around: str
) -> None:
    article = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>War</title></head>'
        f"<body><main>{around.format(embed(figures(), name='a'))}</main></body></html>"
    )
    (tmp_path / "article.html").write_text(article, encoding="utf-8")
    (tmp_path / "a.embed.js").write_text(embed_data(figures()))
    for name, data in shared_files(figures().values()).items():
        (tmp_path / name).write_bytes(data)
    window.open((tmp_path / "article.html").as_uri(), width=720)
    window.ask(SHOW)
    assert window.ask(PARTS) == [1, 1, 1]
    low, high = window.ask("timelineFigures.figures[0].zoom.window")
    window.ask("document.querySelector('.timeline-toolbar button').click()")
    start, end = window.ask("timelineFigures.figures[0].zoom.window")
    assert end - start == pytest.approx((high - low) / 2)
    hidden = [fault for fault in window.complaints if ".svg" not in fault]
    assert [fault for fault in hidden if "ERR_FILE_NOT_FOUND" not in fault] == []


@pytest.mark.parametrize("theme", ["dark", "auto"])
@pytest.mark.parametrize("many", [40, 3000], ids=["bars", "density"])
def test_a_dark_page_is_legible_on_paper_without_backgrounds(
    window: Window, tmp_path: Path, theme: str, many: int
) -> None:
    chart = gantt_chart(read_events(frame(many)), title="Raids", theme=theme)
    path = tmp_path / "dark.html"
    path.write_bytes(render(chart, {"html"})["html"])
    window.open(path.as_uri(), width=720, prefers_color_scheme="dark")
    printed = window.send("Page.printToPDF", printBackground=False)["data"]
    assert faint(printed) == []


def faint(printed: str) -> list[str]:
    """Return the texts of a printed page with low contrast."""
    document = pypdfium2.PdfDocument(base64.b64decode(printed))
    page = document[0]
    pixels = np.asarray(page.render(scale=2).to_pil().convert("RGB"), dtype=float)
    height = page.get_height()
    words = page.get_textpage()
    found = []
    for n in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(n)
        text = words.get_text_bounded(left, bottom, right, top).strip()
        part = pixels[
            int(2 * (height - top)) : int(2 * (height - bottom)) + 1,
            int(2 * left) : int(2 * right) + 1,
        ]
        if not re.search(r"\w", text) or part.size == 0:
            continue
        light = (part / 255) ** 2.2 @ (0.2126, 0.7152, 0.0722)
        ratio = (light.max() + 0.05) / (light.min() + 0.05)
        if ratio < 3:
            found.append(f"{text}: {ratio:.1f} to 1")
    return found
