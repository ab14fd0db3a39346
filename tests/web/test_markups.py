"""Each markup in its own spelling: the picture, the alternative text, the caption, the label."""

from collections.abc import Callable

import pytest

from tests.articles import figures
from timeline.web.markup import told
from timeline.web.markups import latex, markdown, myst, quarto, wikitext
from timeline.web.piece import Piece


def piece(title: str = "June 1953", name: str = "harry") -> Piece:
    light = figures(title=title)
    return Piece(light, {}, told(light[1080]), name, f"img/{name}", base="img/")


def test_markdown_has_a_picture_and_a_caption() -> None:
    picture, blank, caption = markdown(piece()).rstrip("\n").split("\n")
    assert picture.startswith("![June 1953. ")
    assert picture.endswith("(img/harry.plot.svg)")
    assert blank == ""
    assert caption.startswith("*June 1953. ")


def test_myst_has_a_directive_with_a_label() -> None:
    lines = myst(piece(name="Hill 973")).splitlines()
    assert lines[0] == ":::{figure} img/Hill 973.plot.svg"
    assert lines[1] == ":label: fig-hill-973"
    assert lines[3] == ":width: 1080px"
    assert lines[-1] == ":::"


def test_quarto_keeps_quotes_inside_its_attribute() -> None:
    text = quarto(piece(title='The "Iron" Triangle\\'))
    attributes = text[text.index("{#fig-harry") :]
    assert 'fig-alt="The \\"Iron\\" Triangle\\\\' in attributes
    assert attributes.rstrip().endswith("width=1080px}")


def test_latex_lists_the_title_alone() -> None:
    text = latex(piece(title="50% of R&D"))
    assert "\\caption[{50\\% of R\\&D}]{50\\% of R\\&D. " in text
    assert "{img/harry.plot.pdf}" in text
    assert "\\label{fig:harry}" in text


def test_wikitext_names_the_file_as_it_is_uploaded() -> None:
    assert wikitext(piece()).startswith("[[File:harry.plot.svg|thumb|")


@pytest.mark.parametrize("markup", [markdown, myst, quarto, latex, wikitext])
def test_every_caption_tells_source_and_notes(markup: Callable[[Piece], str]) -> None:
    text = markup(piece())
    assert "example.org" in text
    assert "¹" in text
