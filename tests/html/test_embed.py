import re
from pathlib import Path
from typing import Any

import pytest

from tests.articles import figures, hostile, table_rows
from tests.html.test_page import axe, nu_errors
from tests.internals import (
    DARK,
    SLIM,
    SLIM_DARK,
    WIDE,
    embed_data,
    page,
    shared_files,
    static_pictures,
)
from tests.internals import EMBED_KINDS as KINDS
from tests.internals import embed_snippet as embed
from tests.window import Window, served
from timeline import UsageError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="400"/>'


def test_the_picture_comes_first_with_its_dark_twin() -> None:
    text = embed(figures(), name="harry june", base="img/", figures_dark=figures("dark"))
    assert text.index("<picture>") < text.index("<script")
    for end in (".plot.dark.svg", ".plot.slim.svg", ".plot.slim.dark.svg"):
        assert f'<source srcset="img/harry%20june{end}"' in text
    assert '<img src="img/harry%20june.plot.svg"' in text
    assert 'alt="June 1953' in text
    assert re.search(r'width="1080" height="\d+"', text)


def test_a_picture_alone_has_no_script() -> None:
    assert "<script" not in embed(figures(), live="none")


def test_two_figures_have_two_ids_and_the_same_one_has_one() -> None:
    ids = [re.findall('id="(timeline-[^"]*)"', embed(figures(), name=n))[0] for n in "ab"]
    assert len(set(ids)) == 2
    assert embed(figures()) == embed(figures())


def test_the_iframe_listens_to_its_own_page_in_few_lines() -> None:
    text = embed(figures(), kind="iframe", name="harry", live="cdn")
    assert 'src="harry.html"' in text
    assert "event.source" in text
    assert len(text[text.index("<script>") :].splitlines()) < 15


def test_the_frame_of_a_shared_folder_has_nothing_inline() -> None:
    text = embed(figures(), kind="iframe", name="harry", base="img/")
    assert '<script src="img/timeline-frame.js"></script>' in text
    assert "style=" not in text
    assert "<script" not in embed(figures(), kind="iframe", live="none")


def test_title_notes_and_source_appear_once() -> None:
    text = embed(figures(title="Who held it"), name="harry")
    said = ("<strong>Who held it</strong>", "<picture>", "<ol class=\"timeline-notes\">",
            '<p class="timeline-source">')  # fmt: skip
    assert [text.count(part) for part in said] == [1] * len(said)
    assert sorted(said, key=text.index) == list(said)
    drawn = embed_data(figures(title="Who held it")).partition('"more"')[0]
    assert '"text":"Who held it' not in drawn
    assert "example.org" not in drawn


def test_a_snippet_is_short_and_names_the_file_with_the_rest() -> None:
    notes = [f"¹ {'A long note. ' * 20}{n}" for n in range(40)]
    drawn = figures()
    for figure in drawn.values():
        figure["layout"]["meta"] = {**figure["layout"]["meta"], "notes": notes}
    for shown in (figures(), drawn):
        text = embed(shown, name="a b", base="img/", table=table_rows())
        assert len(text.encode()) < 6000
        assert 'data-figure="img/a%20b.embed.js"' in text
    beside = embed_data(drawn, table=table_rows())
    assert "A long note. 39" not in text
    assert "A long note. 39" in beside
    assert "timeline-all-notes" in text
    assert "<th scope=" not in text
    assert "</script" not in embed_data(hostile(), table=table_rows())


def test_the_cdn_is_named_with_the_hash_of_its_script() -> None:
    text = embed(figures(), live="cdn")
    assert re.search(r'data-plotly="https://[^"]+" data-integrity="sha384-[\w+/]{64}"', text)


@pytest.mark.parametrize("kind", ["html", "iframe"])
def test_hostile_texts_stay_texts_in_html(kind: str) -> None:
    text = embed(hostile(), kind=kind, table=table_rows(), links={"x": "javascript:1"})
    plain = re.sub(r"<script[ >].*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"<(script|img src=x|b>|a href=.javascript)", plain)


@pytest.mark.slow
def test_hostile_texts_stay_texts_in_markdown_latex_and_wikitext() -> None:
    for kind in ("markdown", "myst", "quarto"):
        text = embed(hostile(), kind=kind)
        # Of an alternative text these two make an attribute, which holds any text.
        text = re.sub(r'(?m)^alt: "(\\.|[^"\\])*"$|fig-alt="(\\.|[^"\\])*"', "", text)
        assert not re.search(r"(?<!\\)<[a-z/]", text)
    # The first line is our comment: single letters, and the packages for them.
    comment, _, latex = embed(hostile(), kind="latex").partition("\n")
    assert re.fullmatch(r"% For (\S )*\S: XeLaTeX or LuaLaTeX, with a font that has them", comment)
    assert not re.search(r"(?<!\\)[$%&#_]", latex)
    wikitext = embed(hostile(), kind="wikitext")
    assert wikitext.count("[[") == 1
    assert "{{" not in wikitext
    assert "<" not in wikitext


def test_every_kind_names_the_figure() -> None:
    for kind in KINDS:
        assert "June 1953" in embed(figures(), kind=kind, name="harry")


@pytest.mark.parametrize("option", ["kind", "live"])
def test_an_unknown_option_is_reported(option: str) -> None:
    options: dict[str, Any] = {option: "htm"}
    with pytest.raises(UsageError, match=f'{option} "htm" is not known'):
        embed(figures(), **options)


# ---- in the browser: an article written with the snippets alone ----


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("article")
    rows = table_rows()
    both = embed(figures(), name="a", figures_dark=figures("dark"), table=rows)
    parts = (
        both,
        embed(hostile(), name="b", table=rows),
        embed(figures(), name="c", kind="iframe"),
    )
    (place / "a.embed.js").write_text(
        embed_data(figures(), figures_dark=figures("dark"), table=rows)
    )
    (place / "b.embed.js").write_text(embed_data(hostile(), table=rows))
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>War</title></head>'
    body = f"<body><main><h1>War</h1><p>Before.</p>{''.join(parts)}</main></body></html>"
    (place / "article.html").write_text(head + body, encoding="utf-8")
    (place / "twice.html").write_text(f"{head}<body><main>{both}{both}</main></body></html>")
    (place / "c.html").write_text(page(figures(), script="shared"), encoding="utf-8")
    for name, ends in (("a", (WIDE, DARK, SLIM, SLIM_DARK)), ("b", (WIDE, SLIM))):
        for end in ends:
            (place / f"{name}{end}").write_text(SVG)
    for name, data in shared_files([*figures().values(), *hostile().values()]).items():
        (place / name).write_bytes(data)
    return place / "article.html"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (720, "dark"), (1080, "light"), (320, "light")]
)
def test_two_figures_live_in_one_article(
    window: Window, article: Path, width: int, scheme: str
) -> None:
    assert window.open(article.as_uri(), width=width, prefers_color_scheme=scheme) == 2
    assert window.complaints == []
    assert sum(asked.endswith("/timeline-figure.js") for asked in window.asked) <= 2
    assert window.ask("document.querySelectorAll('figure details table').length") == 2
    assert window.ask("document.querySelectorAll('script[src$=\"plotly.min.js\"]').length") == 1
    assert window.ask("document.documentElement.scrollWidth <= innerWidth")
    assert window.ask("window.bad") is None


@pytest.mark.browser
def test_the_same_snippet_twice_is_two_figures(window: Window, article: Path) -> None:
    with served(article.parent, "default-src 'self'") as address:
        assert window.open(f"{address}/twice.html", width=720) == 2
        assert window.complaints == []
    ids = "[...document.querySelectorAll('[id]')].filter((e) => e.id.startsWith('timeline'))"
    named = window.ask(f"{ids}.map((e) => e.id)")
    assert len(named) == len(set(named)) >= 12
    wrong = "[...document.querySelectorAll('.timeline a[href^=\"#\"]')]"
    wrong += ".filter((a) => !a.closest('figure').querySelector(a.getAttribute('href')))"
    assert window.ask(f"{wrong}.length") == 0
    assert window.ask("document.querySelectorAll('figure details table').length") == 2


@pytest.mark.browser
def test_the_frame_grows_to_its_page(window: Window, article: Path) -> None:
    window.open(article.as_uri(), width=360)
    grown = "new Promise((done) => setTimeout(() => done(frames[0].frameElement.height), 500))"
    with served(article.parent) as address:
        window.open(f"{address}/article.html", width=360)
        height = int(window.ask(grown))
        inside = window.ask("frames[0].document.querySelector('main').offsetHeight")
    assert abs(height - inside) <= 1


@pytest.mark.browser
def test_the_article_works_under_a_policy(window: Window, article: Path) -> None:
    with served(article.parent, "default-src 'self'") as address:
        assert window.open(f"{address}/article.html", width=720) == 2
        window.ask("new Promise((done) => setTimeout(done, 300))")
        grown = window.ask("frames[0].frameElement.height")
        inside = window.ask("frames[0].document.querySelector('main').offsetHeight")
        refused = [text for text in window.complaints if "policy" in text.lower()]
    assert abs(int(grown) - inside) <= 1
    assert refused == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme", "shown"),
    [(360, "light", (SLIM, SLIM)), (1080, "dark", (DARK, WIDE)), (360, "dark", (SLIM_DARK, SLIM))],
)
def test_without_scripts_the_fitting_picture_is_shown(
    window: Window, article: Path, width: int, scheme: str, shown: tuple[str, str]
) -> None:
    window.scripts(False)
    try:
        window.open(article.as_uri(), width=width, prefers_color_scheme=scheme)
    finally:
        window.scripts(True)
    asked = "[...document.images].map((i) => [i.currentSrc.split('/').pop(), i.offsetWidth > 0])"
    assert window.ask(asked) == [[f"a{shown[0]}", True], [f"b{shown[1]}", True]]


@pytest.mark.browser
def test_axe_and_nu_find_nothing_in_the_article(window: Window, article: Path) -> None:
    window.open(article.as_uri(), width=720)
    assert axe(window) == []
    assert nu_errors([article]) == ""


@pytest.mark.browser
def test_nothing_moves_when_the_figure_takes_the_place_of_its_picture(
    window: Window, tmp_path: Path
) -> None:
    shown = {width: figure for width, figure in figures().items() if width < 1080}
    sizes = {end: plot["layout"] for end, plot in static_pictures(shown, {}).items()}
    for end, size in sizes.items():
        room = f'width="{size["width"]}" height="{size["height"]}"'
        (tmp_path / f"a{end}").write_text(SVG.replace('width="1080" height="400"', room))
    for name, data in shared_files(shown.values()).items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "a.embed.js").write_text(embed_data(shown))
    # The caption in a system font, because the loading of web fonts is not under test.
    text = embed(shown, name="a", live="shared").replace("<figcaption>", "<figcaption hidden>")
    text = text.replace('class="timeline-footer"', 'class="timeline-footer" hidden')
    (tmp_path / "a.html").write_text(
        '<!doctype html><meta name="viewport" content="width=device-width">'
        f"<body style='margin:0 auto;max-width:760px'>{text}<p id='next'>Next"
    )
    where = "Math.round(document.getElementById('next').getBoundingClientRect().top)"
    for width in (360, 720, 1080):
        window.scripts(False)
        try:
            window.open((tmp_path / "a.html").as_uri(), width=width)
            tools = 28 if "timeline-with-toolbar" in text else 0
            before = window.ask(where) + tools
        finally:
            window.scripts(True)
        window.open((tmp_path / "a.html").as_uri(), width=width)
        assert abs(window.ask(where) - before) <= 2, width
