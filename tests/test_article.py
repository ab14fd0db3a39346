"""The gallery as published: every page and picture checked, and an article of pasted snippets.

The article contains only the output of ``timeline embed``. It is opened on a phone, a tablet
and a screen, light and dark, without scripts, and in print, always under a content security
policy that allows nothing inline.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.html.test_page import SHIFT, axe, nu_errors
from tests.window import Window, served
from timeline import build, embed

pytestmark = pytest.mark.browser

GALLERY = Path(__file__).parents[1] / "data" / "figures.toml"
POLICY = "default-src 'self'"
PASTED = ("korea-june-1953", "losses-outpost-harry")
HEAD = (
    '<!doctype html>\n<html lang="en"{attributes}><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><title>The last battles</title>'
    '<link rel="stylesheet" href="article.css"></head><body><main><h1>The last battles</h1>'
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built = build(GALLERY, out=folder / "figures", formats=())
    assert built.failed == {}
    (folder / "article.css").write_text(
        "main{max-width:760px;margin:0 auto;padding:0 12px}.column main{max-width:620px}"
    )
    snippets = [embed(name, gallery=GALLERY, base="figures/") for name in PASTED]
    frame = embed(PASTED[0], kind="iframe", gallery=GALLERY, base="figures/")
    for name, attributes, parts in (
        ("article", "", snippets),
        ("column", ' class="column"', snippets),
        ("rtl", ' dir="rtl"', snippets),
        ("frame", "", [frame]),
    ):
        text = "<p>Before.</p>".join(["", *parts])
        page = f"{HEAD.format(attributes=attributes)}{text}<p>After.</p></main></body></html>"
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site, POLICY) as where:
        yield where


def entries() -> list[str]:
    from tests.internals import read_gallery

    return [entry.name for entry in read_gallery(GALLERY).entries]


def test_the_nu_checker_finds_no_error_in_any_page_or_picture(site: Path) -> None:
    pages = [site / "article.html", site / "rtl.html", site / "frame.html"]
    pages += [site / "figures" / f"{name}.html" for name in entries()]
    pictures = sorted((site / "figures").glob("*.svg"))
    assert len(pictures) >= 5 * len(entries())
    assert nu_errors([*pages, *pictures]) == ""


@pytest.mark.parametrize("name", entries())
def test_axe_finds_nothing_on_a_page_of_the_gallery(window: Window, site: Path, name: str) -> None:
    assert window.open((site / "figures" / f"{name}.html").as_uri(), width=1080) == 1
    assert axe(window) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 720, 1080])
def test_the_article_is_whole_at_every_width_by_day_and_night(
    window: Window, site: Path, address: str, width: int, scheme: str
) -> None:
    shown = window.open(f"{address}/article.html", width=width, prefers_color_scheme=scheme)
    assert shown == len(PASTED)
    assert window.complaints == []
    assert all(asked.startswith(address) for asked in window.asked if asked.startswith("http"))
    assert window.ask("document.documentElement.scrollWidth <= innerWidth")
    paper = "getComputedStyle(document.querySelector('.main-svg')).backgroundColor"
    light = int(window.ask(paper).split("(")[1].split(",")[0]) > 128
    assert light == (scheme == "light")
    # The checker is a script of ours: under the policy it could not run.
    window.open((site / "article.html").as_uri(), width=width, prefers_color_scheme=scheme)
    assert axe(window) == []


def test_without_scripts_the_pictures_the_captions_and_the_data_are_there(
    window: Window, address: str
) -> None:
    window.scripts(False)
    try:
        window.open(f"{address}/article.html", width=1080, prefers_color_scheme="dark")
    finally:
        window.scripts(True)
    seen = "[...document.images].map((i) => [i.currentSrc.split('/').pop(), i.naturalWidth])"
    assert window.ask(seen) == [[f"{name}.plot.dark.svg", 720] for name in PASTED]
    assert window.ask("document.querySelectorAll('figcaption strong').length") == len(PASTED)
    links = "[...document.querySelectorAll('.timeline-files a')].map((a) => a.textContent)"
    assert window.ask(links) == ["CSV", "SVG", "HTML"] * len(PASTED)
    unfolded = "[...document.querySelectorAll('details > a')].map((a) => a.textContent)"
    assert window.ask(unfolded) == ["HTML", "HTML"] * len(PASTED)


def test_the_article_prints(window: Window, address: str) -> None:
    window.open(f"{address}/article.html", width=1080, prefers_color_scheme="dark")
    printed = window.printed()
    assert printed.startswith(b"%PDF")
    assert 2 <= printed.count(b"/Type /Page\n") <= 5
    window.emulate("print")
    shown = "getComputedStyle(document.querySelector('.timeline-toolbar')).display"
    assert window.ask(shown) == "none"


@pytest.mark.parametrize("column", [640, 718, 1000])
def test_a_figure_is_not_cut_in_a_printed_column_of_any_width(
    window: Window, address: str, column: int
) -> None:
    window.open(f"{address}/article.html", width=1080)
    window.emulate("print")
    # As a browser does it: first the event, then the width of the paper, and no script sees that.
    cut = """(() => {
      dispatchEvent(new Event("beforeprint"));
      document.documentElement.style.width = "COLUMNpx";
      return [...document.querySelectorAll(".timeline-plot")].filter((plot) => {
        const room = plot.getBoundingClientRect();
        // Without the no-break spaces that move a line beside the middle of its tick.
        const letters = (node) => {
          const [range, text] = [document.createRange(), node.textContent];
          range.setStart(node, text.length - text.trimStart().length);
          range.setEnd(node, text.trimEnd().length);
          return range.getBoundingClientRect();
        };
        const texts = [...plot.querySelectorAll(".main-svg text, .main-svg tspan")].flatMap(
          (part) => [...part.childNodes].filter((node) => node.nodeType === 3));
        const seen = [...plot.querySelectorAll(".main-svg")].map(
          (part) => part.getBoundingClientRect()).concat(texts.map(letters));
        return seen.some(({ left, right, bottom }) =>
          left < room.left - 1 || right > room.right + 1 || bottom > room.bottom + 1);
      }).length;
    })()"""
    assert window.ask("document.querySelectorAll('.main-svg').length") > 0
    assert window.ask(cut.replace("COLUMN", str(column))) == 0


def test_a_page_from_right_to_left_does_not_break_a_figure(window: Window, address: str) -> None:
    assert window.open(f"{address}/rtl.html", width=720) == len(PASTED)
    assert window.ask("document.documentElement.scrollWidth <= innerWidth")
    edges = "(() => {const a = document.querySelector('.timeline-plot').getBoundingClientRect();"
    edges += "const b = document.querySelector('.main-svg').getBoundingClientRect();"
    edges += "return Math.abs(a.left - b.left) <= 1 && b.right <= a.right + 1})()"
    assert window.ask(edges)


def test_a_frame_grows_to_its_page_under_the_policy(window: Window, address: str) -> None:
    window.open(f"{address}/frame.html", width=720)
    window.ask("new Promise((done) => setTimeout(done, 500))")
    inside = window.ask("frames[0].document.querySelector('main').offsetHeight")
    assert abs(int(window.ask("frames[0].frameElement.height")) - inside) <= 1
    assert [text for text in window.complaints if "policy" in text.lower()] == []


def test_marks_are_walked_by_keyboard_in_the_order_of_time(window: Window, address: str) -> None:
    window.open(f"{address}/article.html", width=720)
    window.ask("document.querySelector('.timeline-plot').focus()")
    said = "document.querySelector('.timeline-status').textContent"
    window.press("ArrowRight")
    first = window.ask(said)
    window.press("End")
    last = window.ask(said)
    count = int(first.split(":")[0].split("/")[1])
    assert first.startswith("1/")
    assert "Battle of Outpost Harry" in first
    assert last.startswith(f"{count}/{count}")
    assert window.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_controls_are_24_pixels_high(window: Window, address: str) -> None:
    window.open(f"{address}/article.html", width=360)
    sizes = "[...document.querySelectorAll('figure button, figure summary, .timeline-files a')]"
    sizes += ".map((e) => e.getBoundingClientRect().height)"
    heights = window.ask(sizes)
    assert len(heights) >= 9
    assert min(heights) >= 24


#: What would move by itself, were it given the occasion.
MOVING = """[...document.querySelectorAll("figure.timeline, figure.timeline *")].filter((e) => {
  const style = getComputedStyle(e);
  return style.animationName !== "none" || !/^(0s(, )?)+$/.test(style.transitionDuration);
}).length"""


@pytest.mark.parametrize("wish", ["no-preference", "reduce"])
def test_nothing_moves_by_itself(window: Window, address: str, wish: str) -> None:
    window.open(f"{address}/article.html", width=1080, prefers_reduced_motion=wish)
    assert window.ask(MOVING) == 0


@pytest.mark.parametrize("width", [360, 500, 640, 700, 715, 720, 800, 1080])
def test_a_figure_takes_the_place_of_its_picture_and_nothing_moves(
    window: Window, address: str, width: int
) -> None:
    for page in ("article", "column"):
        assert window.open(f"{address}/{page}.html", width=width, height=1600) == len(PASTED)
        assert window.ask(SHIFT) == 0, page


@pytest.mark.parametrize("name", ["../article", "../rtl", "../frame", *entries()])
def test_nothing_is_lost_at_200_percent_nor_at_320_pixels(
    window: Window, site: Path, name: str
) -> None:
    """A window of 640 pixels at 200 % has room for 320, each of them two pixels wide."""
    window.open((site / "figures" / f"{name}.html").as_uri(), width=640)
    window.send(
        "Emulation.setDeviceMetricsOverride",
        width=320,
        height=450,
        deviceScaleFactor=2,
        mobile=False,
    )
    window.ask("new Promise((done) => setTimeout(done, 200))")
    assert window.ask("devicePixelRatio") == 2
    assert window.ask("document.documentElement.scrollWidth") <= 320
    # What is wider than its box is to be scrolled there, as tables are, not cut.
    cut = "[...document.querySelectorAll('main *, figure *')].filter((e) => !e.closest('svg')"
    cut += " && e.checkVisibility() && !e.matches('.timeline-status')"
    cut += " && e.scrollWidth > e.clientWidth + 1 && e.clientWidth"
    cut += " && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX)"
    cut += " && e.querySelector('.timeline-canvas')?.getBoundingClientRect().width > 321)"
    cut += ".map((e) => e.className)"
    assert window.ask(cut) == []
