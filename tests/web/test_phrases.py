import re

from hypothesis import given
from hypothesis import strategies as st

from timeline.web.phrases import latex_text, markdown_text, one_line, wiki_text


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


@given(st.text(alphabet="ab\\{}$&#%_~^<>"))
def test_latex_has_no_bare_command_character(text: str) -> None:
    assert not re.search(r"(?<!\\)[$&#%_]|[~<>]", latex_text(text))


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
