"""Texts as LaTeX: no command in them, and what needs more than LaTeX is said."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.internals import latex_needs, latex_text


@given(st.text(alphabet="ab\\{}$&#%_~^<>"))
def test_latex_has_no_bare_command_character(text: str) -> None:
    assert not re.search(r"(?<!\\)[$&#%_]|[~<>]", latex_text(text))


def test_signs_are_spelled_and_pairs_stay_two() -> None:
    assert latex_text("≥ 3 −") == r"\ensuremath{\geq} 3 \ensuremath{-}"
    assert latex_text("a---b ''c'' ¹²") == r"a-{}-{}-b '{}'c'{}' \textsuperscript{12}"


def test_a_language_that_makes_commands_of_quotes_does_no_harm() -> None:
    assert latex_text('"a') == r"\symbol{34}a"


def test_what_latex_has_no_letters_for_is_told_by_its_remedy() -> None:
    assert latex_needs("Żółć, ½ €; 10–18 … ≥ ⁴ ș") == []
    assert latex_needs("đ – Пётр") == [
        r"% For đ: \usepackage[T1]{fontenc}, or XeLaTeX or LuaLaTeX",
        "% For П р т ё: XeLaTeX or LuaLaTeX, with a font that has them",
    ]
