"""A page shows its picture at once, at every width, scheme and sandbox; the script takes over."""

from pathlib import Path
from typing import Any

import pytest

from tests.articles import chart, figures
from tests.html.test_page import PICTURED, POLICY, SHIFT
from tests.internals import PAGE_WIDTHS, inline_picture, page, shared_files
from tests.window import Window, served


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pictures")
    drawn = page(
        figures(), script="shared", theme="auto", figures_dark=figures("dark"),
        picture=inline_picture(chart(theme="auto"), PAGE_WIDTHS),
    )  # fmt: skip
    (place / "picture.html").write_text(drawn, encoding="utf-8")
    for name, data in shared_files(figures().values()).items():
        (place / name).write_bytes(data)
    frame = '<iframe sandbox="{}" src="picture.html" width="720" height="500"></iframe>'
    both = frame.format("") + frame.format("allow-scripts")
    (place / "sandbox.html").write_text(f"<!doctype html><body>{both}", encoding="utf-8")
    return place


def test_a_picture_has_a_layout_for_each_width_and_no_style() -> None:
    drawn = inline_picture(chart(theme="auto"), PAGE_WIDTHS)("harry")
    assert drawn.count("<svg") == 6
    assert "<style" not in drawn
    assert " style=" not in drawn
    ids = [part.split('"')[0] for part in drawn.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) >= 6
    assert all(name.startswith("harry-") for name in ids)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme", "media", "seen"),
    [
        (360, "light", "", "narrow"),
        (720, "dark", "", "medium dark"),
        (1080, "light", "", "wide"),
        (1080, "dark", "print", "wide"),
    ],
)
def test_the_picture_fits_the_width_and_the_scheme(
    window: Window, folder: Path, width: int, scheme: str, media: str, seen: str
) -> None:
    window.scripts(False)
    try:
        window.open(
            f"{folder.as_uri()}/picture.html", width=width, media=media,
            prefers_color_scheme=scheme,
        )  # fmt: skip
    finally:
        window.scripts(True)
    assert window.ask(PICTURED) == [seen]
    assert window.ask("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 390, 500, 690, 692, 720, 1036, 1037, 1080, 1400])
def test_the_script_takes_over_without_a_jump(window: Window, folder: Path, width: int) -> None:
    with served(folder, POLICY) as address:
        assert window.open(f"{address}/picture.html", width=width, height=1600) == 1
        assert window.ask(SHIFT) < 0.001  # a line in the font that comes late, in its own place
        assert window.ask(PICTURED) == []
        assert window.complaints == []


@pytest.mark.browser
def test_a_page_in_a_sandbox_is_not_blank_and_cuts_no_word(window: Window, folder: Path) -> None:
    with served(folder) as address:
        window.open(f"{address}/sandbox.html", width=1500)
        frames = window.send("Page.getFrameTree")["frameTree"]["childFrames"]
        assert len(frames) == 2
        without, live = (world_of(window, frame["frame"]["id"]) for frame in frames)
        for _ in range(200):
            if seen_in(window, live)["drawn"]:
                break
        assert not seen_in(window, without)["drawn"]
        assert seen_in(window, live)["drawn"]
        for world in (without, live):
            assert seen_in(window, world)["texts"] > 5
            assert seen_in(window, world)["cut"] == []


def world_of(window: Window, frame: str) -> int:
    """Return the context to query a frame in which scripts are blocked."""
    context: int = window.send("Page.createIsolatedWorld", frameId=frame)["executionContextId"]
    return context


def seen_in(window: Window, world: int) -> dict[str, Any]:
    """Return whether a figure in a frame is drawn by its script, and its texts that are cut."""
    asked = """(() => {
      const plot = document.querySelector(".timeline-plot");
      const room = plot.getBoundingClientRect();
      const texts = [...plot.querySelectorAll("text")].filter((one) => one.checkVisibility());
      const cut = texts.filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width && (left < room.left - 0.5 || right > room.right + 0.5);
      });
      return { drawn: plot.matches(".timeline-interactive"), texts: texts.length,
        cut: cut.map((one) => one.textContent) };
    })()"""
    reply = window.send("Runtime.evaluate", expression=asked, contextId=world, returnByValue=True)
    value: dict[str, Any] = reply["result"]["value"]
    return value
