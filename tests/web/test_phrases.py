"""Texts as Markdown and wikitext: nothing in them does anything, and all of it is shown."""

import re

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from tests.internals import markdown_text, one_line, wiki_text
from tests.web.pandoc import items, read, said


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


#: What means something to one markup or another, and what stands around it.
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
