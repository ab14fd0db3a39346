"""A text as LaTeX sets it: its commands out of harm's way, its signs spelled out.

Takes any text; returns the same for LaTeX, without a package that an article would have
to load. What pdfLaTeX has no letters for is told apart, with what sets it.
"""

from __future__ import annotations

import re

__all__ = ["latex_needs", "latex_text"]

_SIGNS = {
    "−": "-",
    "±": r"\pm",
    "×": r"\times",
    "≥": r"\geq",
    "≤": r"\leq",
    "≈": r"\approx",
    "≠": r"\neq",
    "←": r"\leftarrow",
    "→": r"\rightarrow",
    "′": "'",
    "″": "''",
}
_SPELLED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    # In some languages of babel this is a command; the slot is the same in every encoding.
    '"': r"\symbol{34}",
    "`": r"\textasciigrave{}",
    "\u2009": r"\,",
    "\u202f": r"\,",
    **{sign: rf"\ensuremath{{{name}}}" for sign, name in _SIGNS.items()},
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile("[⁰¹²³⁴-⁹]+")
# Two of a kind would become a dash or a quotation mark.
_PAIRS = (("--", "-{}-"), ("''", "'{}'"))

# What LaTeX of 2022 was seen to set: as it comes, and in the encoding of European letters.
_EUROPEAN = frozenset("«»ÐÞðþĄąĐđĘęĮįŊŋŲų‚„‹›")
_NONE = frozenset("ĦħĸĿŀŉŦŧſ")
_BESIDE = frozenset("ƒȘșȚțẞ‐‑‒–—―‘’“”†‡•…‰€")


def latex_text(text: str) -> str:
    r"""Return a text as LaTeX that sets it as it is; long addresses may be broken.

    Examples
    --------
    >>> print(latex_text("50% of {all} R&D"))
    50\% of \{all\} R\&D
    >>> print(latex_text("⁴ See https://a.org"))
    \textsuperscript{4} See https:/\allowbreak{}/\allowbreak{}a.org
    """
    spelled = " ".join(_word(word) for word in text.split(" "))
    for pair, apart in _PAIRS:
        spelled = spelled.replace(pair, apart).replace(pair, apart)
    return _NUMBER.sub(lambda at: rf"\textsuperscript{{{at[0].translate(_RAISED)}}}", spelled)


def _word(word: str) -> str:
    slash = r"/\allowbreak{}" if "://" in word else "/"
    return "".join(slash if char == "/" else _SPELLED.get(char, char) for char in word)


def latex_needs(text: str) -> list[str]:
    r"""Return what an article needs to set a text, as comments of LaTeX; mostly nothing.

    Examples
    --------
    >>> latex_needs("Métiers, 10–18 June")
    []
    >>> print(*latex_needs("Łódź « ą »"))
    % For « » ą: \usepackage[T1]{fontenc}, or XeLaTeX or LuaLaTeX
    """
    strange = {char for char in text if not _plain(char)}
    european = "".join(sorted(strange & _EUROPEAN))
    others = "".join(sorted(strange - _EUROPEAN))
    return [
        f"% For {' '.join(chars)}: {remedy}"
        for chars, remedy in (
            (european, r"\usepackage[T1]{fontenc}, or XeLaTeX or LuaLaTeX"),
            (others, "XeLaTeX or LuaLaTeX, with a font that has them"),
        )
        if chars
    ]


def _plain(char: str) -> bool:
    """Tell whether LaTeX sets a character as it comes, without a package."""
    if char in _SPELLED or char in _BESIDE or _NUMBER.match(char):
        return True
    return ord(char) < 0x180 and char not in _EUROPEAN and char not in _NONE
