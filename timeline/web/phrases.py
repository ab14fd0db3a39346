"""A text written so that a markup shows it as it is: Markdown, wikitext.

Takes any text; returns the same in the markup's own spelling. Nothing in it
becomes a link, a command, a template or a tag.
"""

from __future__ import annotations

import re

__all__ = ["markdown_text", "one_line", "wiki_text"]

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~$^@=:&%'\"-])")
# What would begin a list: a number, a letter or a Roman number, and a stop.
_LIST = re.compile(r"\A(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+))([.)])(?=\s|\Z)")
# Some make a link of this without being asked, up to the next space.
_WEB = re.compile(r"(www)\.", re.IGNORECASE)
# What begins a link, a template, a tag, a table, a list or a signature; and what emphasises.
_WIKI = frozenset("[]{}|<>&'=~_#*:;")


def one_line(text: str) -> str:
    r"""Return a text with single spaces, and with no character that controls anything.

    Examples
    --------
    >>> one_line("Outpost\n Harry\t1953")
    'Outpost Harry 1953'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def markdown_text(text: str) -> str:
    r"""Return a text as Markdown that shows it as it is; dashes and quotes that do no harm stay.

    Examples
    --------
    >>> print(markdown_text("A *big* [attack] <b> - 10-18 June"))
    A \*big\* \[attack\] \<b\> - 10-18 June
    """
    kept = "-:'\"()+=#!&@%"
    shown = _MARKDOWN.sub(lambda found: _escaped(found, text, kept), text)
    return _LIST.sub(r"\1\\\2", _WEB.sub(r"\1\\.", shown))


def _escaped(found: re.Match[str], text: str, kept: str) -> str:
    """Put a backslash before a character, unless it means something only where it is not."""
    char, start = found[1], found.start()
    begins = not text[:start].strip()
    if char == "&":  # only before what reads like a character's name
        return "\\&" if re.match(r"&[#\w]+;", text[start:]) else "&"
    if char == ":":  # an address would become a link, a word between two of them an emoji
        return "\\:" if re.match(r"://|:[\w+-]+:", text[start:]) else ":"
    if char == "@" or (char == "!" and text[start + 1 : start + 2] == "["):
        return "\\" + char
    return char if char in kept and not (begins and char in "-+#=:%") else "\\" + char


def wiki_text(text: str) -> str:
    """Return a text as wikitext that shows it as it is.

    Examples
    --------
    >>> wiki_text("[[Harry]]: 10|18")
    '&#91;&#91;Harry&#93;&#93;&#58; 10&#124;18'
    """
    shown = "".join(f"&#{ord(char)};" if char in _WIKI else char for char in text)
    return f"&#45;{shown[1:]}" if shown.startswith("-") else shown  # four would draw a line
