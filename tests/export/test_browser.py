"""The browser draws the same bytes in whatever order and company, in every format."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from tests.export.browsers import HOSTILE, SVG, figure, figures, processes, svg
from tests.internals import Session, finish_pdf, needs_full_script, work_of
from timeline import Browser, ExportError

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are read from /proc"),
]


def test_the_order_and_the_company_of_a_figure_change_no_byte(browser: Browser) -> None:
    wanted = figures(60)
    formats = {"svg", "png"}
    forwards = [browser.draw(each, formats, scale=1) for each in wanted]
    backwards = [browser.draw(each, formats, scale=1) for each in reversed(wanted)]
    assert forwards == backwards[::-1]
    assert len({drawn["svg"] for drawn in forwards}) == len(wanted)
    with Browser() as fresh:
        assert [fresh.draw(wanted[n], formats, scale=1) for n in (59, 7)] == [
            forwards[n] for n in (59, 7)
        ]


async def each_in_a_new_tab(wanted: list[dict[str, Any]]) -> list[bytes]:
    session, drawn = Session(), []
    await session.open()
    try:
        for each in wanted:
            page = await session.another()
            text, options = work_of(each, {"svg"})
            if needs_full_script(each, text):
                await page.reload(full=True)
            drawn.append((await page.call("draw", [text, options]))["svg"].encode())
            await page._send("Page.close")
    finally:
        await session.end(5)
        await session.kill(5)
        session.clean()
    return drawn


def test_five_hundred_figures_in_one_tab_are_what_they_are_in_new_tabs(browser: Browser) -> None:
    # Those that need plotly's full script last: a page that has loaded it does not go back.
    wanted = sorted(figures(500), key=lambda each: each["data"][0]["type"] == "box")
    together = [svg(browser, each) for each in wanted]
    assert len(set(together)) == len(wanted)
    with ThreadPoolExecutor(2) as pool:
        shares = pool.map(
            lambda some: asyncio.run(each_in_a_new_tab(some)), (wanted[::2], wanted[1::2])
        )
    for start, share in enumerate(shares):
        assert share == together[start::2]


@pytest.mark.usefixtures("alone_here")
def test_two_tabs_draw_what_one_draws(browser: Browser) -> None:
    wanted = figures(60)

    def drawn(painter: Browser, each: dict[str, Any]) -> tuple[bytes, bytes, bytes]:
        made = painter.draw(each, {"svg", "png", "pdf"}, scale=1)
        return made["svg"], made["png"], finish_pdf(made["pdf"])  # a raw one tells the time

    expected = [drawn(browser, each) for each in wanted]
    browser.close()
    with Browser(tabs=2) as two, ThreadPoolExecutor(3) as pool:
        two.describe()
        deadline = time.monotonic() + 20
        while len(processes(b"--type=renderer")) < 2:  # each tab has a process of its own
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert list(pool.map(lambda each: drawn(two, each), wanted)) == expected
    assert not processes()


@pytest.mark.usefixtures("alone_here")
def test_what_a_figure_does_to_the_browser_is_not_laid_at_the_door_of_another() -> None:
    heavy = {"data": [{"type": "scatter", "mode": "markers", "y": list(range(200_000))}],
             "layout": {"title": {"text": "Heavy"}}}  # fmt: skip
    with Browser(tabs=2, timeout=1.5) as two, ThreadPoolExecutor(3) as pool:
        expected = [svg(two, each) for each in figures(20)]
        failing = pool.submit(svg, two, heavy)
        drawn = list(pool.map(lambda each: svg(two, each), figures(20)))
        assert drawn == expected
        with pytest.raises(ExportError, match=r"^Heavy: cannot be drawn: took longer"):
            failing.result()


def test_a_browser_that_is_closed_lets_nobody_wait() -> None:
    with Browser(tabs=2) as two, ThreadPoolExecutor(4) as pool:
        two.describe()
        drawing = [pool.submit(two.ask, "draw.constructor('for (;;);')") for _ in range(4)]
        time.sleep(0.2)
        two.close()
        assert all(isinstance(one.exception(timeout=20), ExportError) for one in drawing)
        with pytest.raises(ExportError, match="the browser is closed"):
            svg(two, figure(1))
        assert svg(two.start(), figure(1)).startswith(b"<svg")


def test_every_format_is_what_it_is_called(browser: Browser) -> None:
    drawn = browser.draw(figure(1), {"svg", "png", "webp", "jpeg", "pdf"}, width=310, scale=3)
    starts = {"svg": b"<svg ", "png": b"\x89PNG", "jpeg": b"\xff\xd8\xff", "pdf": b"%PDF-1"}
    assert all(drawn[name].startswith(start) for name, start in starts.items())
    assert drawn["webp"][8:12] == b"WEBP"
    assert fromstring(drawn["svg"]).get("viewBox") == "0 0 310 200"
    size = [int.from_bytes(drawn["png"][at : at + 4]) for at in (16, 20)]
    assert size == [930, 600]


def test_a_hatched_bar_is_printed_as_lines(browser: Browser) -> None:
    pdf = browser.draw(figure(1), {"pdf"})["pdf"]
    assert b"/Subtype /Image" not in pdf
    assert b"/Title (Figure 1)" in pdf


def test_hostile_texts_stay_texts(browser: Browser) -> None:
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in HOSTILE]
    wanted = {
        "data": [{"type": "bar", "orientation": "h", "x": [1] * len(HOSTILE), "y": escaped}],
        "layout": {"title": {"text": escaped[0]}, "yaxis": {"automargin": True}, "height": 600},
    }
    root = fromstring(svg(browser, wanted))
    texts = {"".join(element.itertext()) for element in root.iter(f"{SVG}text")}
    expected = {text.replace("\0", "\ufffd").replace("\x0b", "\ufffd") for text in HOSTILE}
    assert expected <= texts
    assert not list(root.iter(f"{SVG}script"))
