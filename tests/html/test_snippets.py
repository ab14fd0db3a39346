"""Snippets, as Sphinx, pandoc and LaTeX read them."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from tests.articles import figures, hostile
from tests.html.pandoc import items, parts, read, said
from tests.internals import (
    DARK,
    NOTES_ROOM,
    SLIM,
    WIDE,
    SnippetContext,
    caption_of,
    latex,
    latex_needs,
    latex_text,
    markdown,
    markdown_text,
    myst,
    one_line,
    quarto,
    wiki_text,
    wikitext,
)

pytestmark = pytest.mark.slow


def piece(
    light: dict[int, dict[str, Any]] | None = None, *, title: str = "June 1953", name: str = "harry"
) -> SnippetContext:
    light = light or figures(title=title)
    return SnippetContext(light, {}, caption_of(light[1080]), name, f"img/{name}", base="img/")


def test_markdown_has_a_picture_a_caption_and_notes() -> None:
    picture, blank, caption, _, *notes = markdown(piece()).rstrip("\n").split("\n")
    assert picture.startswith("![June 1953. ")
    assert picture.endswith("(img/harry.plot.svg)")
    assert blank == ""
    assert caption.startswith("*June 1953. ")
    assert notes == ["1. b"]


def test_myst_has_a_directive_with_a_name_and_the_file_as_it_is_called() -> None:
    lines = myst(piece(name="Hill 973")).splitlines()
    assert lines[0] == "```{figure} img/Hill\\ 973.plot.svg"
    assert lines[2] == "name: fig-hill-973"
    assert lines[4:6] == ["width: 1080px", "---"]
    assert lines[-1] == "```"


def test_an_address_of_the_web_is_encoded() -> None:
    light, web = figures(), "https://example.org/"
    there = SnippetContext(
        light, {}, caption_of(light[1080]), "Hill 973", f"{web}Hill%20973", base=web
    )
    assert myst(there).splitlines()[0] == "```{figure} https://example.org/Hill%20973.plot.svg"


def test_quarto_keeps_quotes_inside_its_attribute() -> None:
    text = quarto(piece(title='The "Iron" Triangle\\'))
    attributes = text[text.index("{#fig-harry") :].splitlines()[0]
    assert 'fig-alt="The \\"Iron\\" Triangle\\\\' in attributes
    assert attributes.endswith("width=1080px}")


def test_latex_lists_the_title_alone() -> None:
    text = latex(piece(title="50% of R&D"))
    assert "\\caption[{50\\% of R\\&D}]{50\\% of R\\&D. " in text
    assert "{img/harry.plot.pdf}" in text
    assert "\\label{fig:harry}" in text
    assert text.startswith("\\begin{figure}")


def test_latex_states_the_packages_that_other_letters_need() -> None:
    assert latex(piece(title="上甘岭")).startswith(
        "% For 上 岭 甘: XeLaTeX or LuaLaTeX, with a font"
    )


def test_wikitext_names_the_file_as_it_is_uploaded() -> None:
    assert wikitext(piece()).startswith("[[File:harry.plot.svg|thumb|")


@pytest.mark.parametrize("markup", [markdown, myst, quarto, latex, wikitext])
def test_every_snippet_has_source_and_notes(markup: Callable[[SnippetContext], str]) -> None:
    text = markup(piece())
    assert "example.org" in text or r"\allowbreak{}example.org" in text
    mark = {latex: r"\textsuperscript{1} b", wikitext: "# b"}.get(markup, "1. b")
    assert mark in text.splitlines() or rf"\par {mark}" in text.splitlines()


# ---- as the tools of writers read them ----

#: Texts that would harm, and one that a page's typography would turn into another.
PIECES = (piece(hostile()), piece(title="A -- b ... 'c' ''d''"))


@pytest.mark.parametrize("one", PIECES)
def test_pandoc_reads_of_quarto_the_figure_that_was_meant(one: SnippetContext) -> None:
    # As Quarto does, less the typography that makes dashes and quotes of ours.
    figure, *notes = read(quarto(one), "markdown-smart")
    assert figure["t"] == "Figure"
    assert figure["c"][0][0] == f"fig-{one.label}"
    [image] = parts(figure, "Image")
    assert said(image["c"][1]) == one.caption
    assert dict(image["c"][0][2])["fig-alt"] == one_line(one.about.alt)
    assert [said(item) for item in items(notes)] == one.notes[1]


@pytest.mark.parametrize("form", ["commonmark", "gfm", "markdown-smart"])
@pytest.mark.parametrize("one", PIECES)
def test_markdown_is_read_as_it_was_meant(one: SnippetContext, form: str) -> None:
    picture, caption, *notes = read(markdown(one), form)
    [image] = parts(picture, "Image")
    assert said(image["c"][1]) == one_line(one.about.alt)
    assert image["c"][2][0] == "img/harry.plot.svg"
    assert said(caption) == one.caption
    assert [said(item) for item in items(notes)] == one.notes[1]


@pytest.mark.parametrize("one", PIECES)
def test_wikitext_is_read_as_it_was_meant(one: SnippetContext) -> None:
    figure, *notes = read(wikitext(one), "mediawiki")
    [image] = parts(figure, "Image")
    assert said(figure["c"][1][1]) == one.caption
    assert image["c"][2][0] == "harry.plot.svg"
    assert [said(item) for item in items(notes)] == one.notes[1]


@pytest.mark.parametrize("one", PIECES)
def test_sphinx_reads_of_myst_the_figure_that_was_meant(one: SnippetContext) -> None:
    strict = {"halt_level": 2, "report_level": 2}  # a warning is an error
    tree = publish_doctree(f"Before.\n\n{myst(one)}", parser=Parser(), settings_overrides=strict)
    [figure] = tree.findall(nodes.figure)
    [image] = figure.findall(nodes.image)
    assert (image["alt"], image["uri"]) == (one_line(one.about.alt), "img/harry.plot.svg")
    assert image["ids"] == [f"fig-{one.label}"]  # Sphinx gives it to the figure
    [caption], [legend] = figure.findall(nodes.caption), figure.findall(nodes.legend)
    assert caption.astext() == one.caption
    assert [item.astext() for item in legend.findall(nodes.list_item)] == one.notes[1]


@pytest.fixture(scope="module")
def workdir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a picture to be included."""
    folder = tmp_path_factory.mktemp("workdir")
    (folder / "img").mkdir()
    set_with_latex(folder, "x", name="harry.plot", title=r"\pagestyle{empty}")
    (folder / "harry.plot.pdf").rename(folder / "img" / "harry.plot.pdf")
    return folder


def set_with_latex(folder: Path, body: str, *, name: str = "article", title: str = "") -> str:
    """Typeset an article with the given body; return the log."""
    text = rf"\documentclass{{article}}\usepackage{{graphicx}}{title}\begin{{document}}"
    (folder / f"{name}.tex").write_text(f"{text}\n{body}\n\\end{{document}}\n", encoding="utf-8")
    words = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    log = done.stdout.decode(errors="replace")
    assert done.returncode == 0, log
    return log


#: Whatever LaTeX sets as it comes, according to us.
LETTERS = "".join(
    char for char in map(chr, range(0x20, 0x2300)) if char.isprintable() and not latex_needs(char)
)


@pytest.mark.parametrize("note", ["b", "A long note, told in whole sentences. " * 30])
def test_latex_sets_all_letters_of_the_list(workdir: Path, note: str) -> None:
    light = figures(title=LETTERS)
    about = replace(caption_of(light[1080]), notes=(f"¹ {note}", f"¹² {LETTERS}"))
    text = latex(SnippetContext(light, {}, about, "harry", "img/harry", base="img/"))
    assert (len(note) > NOTES_ROOM) == ("\\end{figure}\n{" in text)
    log = set_with_latex(workdir, f"\\listoffigures\nBefore.\n\n{text}\n\nAfter.")
    assert "Missing character" not in log
    assert "Float too large" not in log


#: Names of figures that a tool may take for something else.
NAMES = ["a b", "-a", "(a)", "a&b", "a$b", "a^b", "a~b", "a'b", "''a''", "a!=+@,;b", "é上"]


def named(name: str) -> Any:
    return replace(piece(name=name), address=f"img/{quote(name)}")


@pytest.mark.parametrize("name", NAMES)
def test_markdown_and_wikis_find_the_picture_by_any_name_that_a_figure_may_have(name: str) -> None:
    one = named(name)
    for text, form in ((markdown(one), "gfm"), (quarto(one), "markdown-smart")):
        (image,) = [part for block in read(text, form) for part in parts(block, "Image")]
        assert unquote(image["c"][2][0]) == f"img/{name}.plot.svg"
    tree = publish_doctree(myst(one), parser=Parser(), settings_overrides={"report_level": 2})
    (node,) = tree.findall(nodes.image)
    assert unquote(node["uri"]) == f"img/{name}.plot.svg"
    (image,) = parts(read(wikitext(one), "mediawiki")[0], "Image")
    assert image["c"][2][0] == "_".join(f"{name}.plot.svg".split())


def test_latex_finds_the_picture_by_any_name_that_a_figure_may_have(workdir: Path) -> None:
    for name in NAMES:
        shutil.copy(workdir / "img" / "harry.plot.pdf", workdir / "img" / f"{name}.plot.pdf")
    set_with_latex(workdir, "\n".join(latex(named(name)) for name in NAMES))


def test_latex_needs_the_stated_packages(workdir: Path) -> None:
    text = latex(piece(title="Łódź « ą »"))
    assert text.startswith(r"% For « » ą: \usepackage[T1]{fontenc}")
    set_with_latex(workdir, text, title=r"\usepackage[T1]{fontenc}")
    with pytest.raises(AssertionError, match=r"unavailable in encoding OT1"):
        set_with_latex(workdir, text)


@given(st.text())
def test_markdown_without_its_backslashes_is_the_text(text: str) -> None:
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown_text(text)) == text


@given(st.text())
def test_no_markdown_begins_a_tag_a_link_or_a_code(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[<\[`*]", markdown_text(text))


@given(st.text())
def test_wikitext_is_the_text_in_entities(text: str) -> None:
    written = wiki_text(text.replace("&", ""))
    assert not set(written) & set("[]{}|<>'=~")
    assert re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), written) == text.replace("&", "")


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


#: Characters with a meaning in some markup, and their contexts.
BITS = [
    *"abxi1A .,;:!?-_*+#=%&@~^`'\"|<>[](){}$/\\é上",
    *("&amp;", "--", "://", "...", "[^1]", "![", "1. ", "a) ", "www.a.org", "{{x}}", "''", "~~~~"),
    *(":a:", ":+1:", "http://a.org", "mailto:a@b.org", "__TOC__", "<nowiki>", "----", "=="),
]
TEXTS = st.lists(st.sampled_from(BITS), min_size=1).map(lambda bits: one_line("".join(bits)))
LISTS = st.lists(TEXTS.filter(bool), min_size=20, max_size=60)


@pytest.mark.parametrize("form", ["commonmark", "gfm", "markdown-smart", "mediawiki"])
@settings(max_examples=12, deadline=None)
@given(texts=LISTS)
def test_pandoc_shows_any_text_as_it_is(form: str, texts: list[str]) -> None:
    wiki = form == "mediawiki"
    lines = (f"# {wiki_text(text)}" if wiki else f"1. {markdown_text(text)}" for text in texts)
    assert [said(item) for item in items(read("\n".join(lines), form))] == texts


@settings(max_examples=12, deadline=None)
@given(texts=LISTS)
def test_sphinx_shows_any_text_as_it_is(texts: list[str]) -> None:
    page = "\n".join(f"1. {markdown_text(text)}" for text in texts)
    strict = {"halt_level": 2, "report_level": 2}  # a warning is an error
    tree = publish_doctree(page, parser=Parser(), settings_overrides=strict)
    assert [item.astext() for item in tree.findall(nodes.list_item)] == texts


def context_of(
    light: dict[int, dict[str, Any]], name: str = "harry", **more: Any
) -> SnippetContext:
    dark = more.pop("dark", {})
    return SnippetContext(light, dark, caption_of(light[max(light)]), name, name, **more)


def test_the_caption_is_one_line_of_whole_sentences() -> None:
    caption = context_of(figures(title="Who won?")).caption
    assert caption.startswith("Who won? ")
    assert "\n" not in caption
    assert caption.endswith("Source: https://example.org/harry.")


def test_each_picture_has_its_size_and_the_page_has_more() -> None:
    made = context_of(figures(), dark={720: figures("dark")[720]})
    sizes = made.sizes()
    assert set(sizes) == {WIDE, SLIM, DARK}
    assert sizes[SLIM][0] == 360
    assert made.page_size[0] == 1080
    assert made.page_size[1] > sizes[WIDE][1]


def test_a_figure_that_states_no_size_has_plotlys() -> None:
    assert context_of({0: {"data": [], "layout": {}}}).sizes() == {WIDE: (700.0, 450.0)}


@pytest.mark.parametrize(
    ("name", "label"), [("Hill 973", "hill-973"), ("a_b%c", "a-b-c"), ("上甘岭", "timeline-")]
)
def test_a_label_is_plain(name: str, label: str) -> None:
    assert context_of(figures(), name=name).label.startswith(label)


@given(st.text(alphabet="ab\\{}$&#%_~^<>"))
def test_latex_has_no_bare_command_character(text: str) -> None:
    assert not re.search(r"(?<!\\)[$&#%_]|[~<>]", latex_text(text))


def test_signs_are_spelled_and_pairs_stay_two() -> None:
    assert latex_text("≥ 3 −") == r"\ensuremath{\geq} 3 \ensuremath{-}"
    assert latex_text("a---b ''c'' ¹²") == r"a-{}-{}-b '{}'c'{}' \textsuperscript{12}"


def test_a_language_that_makes_commands_of_quotes_does_no_harm() -> None:
    assert latex_text('"a') == r"\symbol{34}a"


def test_letters_missing_in_latex_are_reported_with_a_fix() -> None:
    assert latex_needs("Żółć, ½ €; 10–18 … ≥ ⁴ ș") == []
    assert latex_needs("đ – Пётр") == [
        r"% For đ: \usepackage[T1]{fontenc}, or XeLaTeX or LuaLaTeX",
        "% For П р т ё: XeLaTeX or LuaLaTeX, with a font that has them",
    ]
