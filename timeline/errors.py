"""What can go wrong, as one family of exceptions, and the problems of a table.

::

    TimelineError
    ├ ReadError        the file is missing, empty, or its text cannot be read
    ├ ValidationError  the table has problems; ``.problems`` holds every one
    ├ UsageError       an argument, option or figure entry is wrong
    ├ LayoutError      the figure cannot hold its table; says the size that would
    └ ExportError      a file cannot be written or a picture cannot be made
      └ BrowserError   no browser, or one that cannot draw
"""

from __future__ import annotations

import builtins
import difflib
import functools
import re
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any

__all__ = [
    "BrowserError",
    "ExportError",
    "LayoutError",
    "Problem",
    "ReadError",
    "TimelineError",
    "UsageError",
    "ValidationError",
    "did_you_mean",
    "visible",
]

SHOWN_PER_CODE = 20
#: So many signs of a cell are shown in a message.
SHOWN_SIGNS = 120


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of a table: where it stands, what is wrong, and what to do.

    Examples
    --------
    >>> print(Problem("events.csv", 14, "end", "1953-06-09", "is before start", "swap them?"))
    events.csv:14: end: "1953-06-09" is before start (swap them?)
    """

    file: str
    line: int
    column: str
    value: str
    message: str
    hint: str = ""
    code: str = "invalid"
    fatal: bool = True
    #: How many rows it stands for, where they are too many to tell one by one.
    rows: int = 1

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" {_cut(self.column)}:" if self.column else ""
        value = f' "{_cut(self.value)}"' if self.value else ""
        hint = f" ({self.hint})" if self.hint else ""
        return visible(f"{place}:{column}{value} {self.message}{hint}")


def _cut(text: str) -> str:
    """Return a text that is too long for a message with its middle left out."""
    return text if len(text) <= SHOWN_SIGNS else f"{text[: SHOWN_SIGNS - 20]}…{text[-19:]}"


def visible(text: str) -> str:
    r"""Return a text in one line, in which what cannot be seen is written as its escape.

    Examples
    --------
    >>> print(visible("two\nlines, a mark\u200f, a colour\x1b[31m"))
    two\nlines, a mark\u200f, a colour\x1b[31m
    """
    if text.isprintable():
        return text
    return "".join(
        sign.encode("unicode_escape").decode() if hidden(sign) else sign for sign in text
    )


def hidden(sign: str) -> bool:
    """Tell whether a sign controls a terminal or the direction of text, or takes no room."""
    joins = sign in "\u200c\u200d"  # parts of letters and of emoji
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and not joins


#: Options of the command line that messages name; in Python they are keywords.
_OPTION = re.compile(
    r"--(map|encoding|delimiter|sheet|date-format|century|bce|unknown|ongoing|decimal|html"
    r"|accept-suggestions|skip-faulty|require-sources|measure|by|period|count-by|combine|top"
    r"|memory-limit)\b(?:[ ](\"[^\"]*\"|[^\s(),;:]+(?=[\s(),;:]|$)))?"
)
_NEXT = re.compile(r"(--(?:map|measure|by) (?:\"[^\"]*\"|[\w=]+)) --")
#: Words that follow an option and are no value of it.
_PROSE = frozenset(("for", "or", "and", "to", "is", "in", "reads", "says", "draws", "leaves"))
#: Options that are there or not, and their keywords.
_SWITCHES = {
    "accept-suggestions": "accept", "skip-faulty": "skip_faulty",
    "require-sources": "require_sources",
}  # fmt: skip


def in_keywords(message: str) -> str:
    """Return a message in which the options of the command line are keywords of Python.

    Examples
    --------
    >>> in_keywords('did you mean "date"? --map start=date')
    'did you mean "date"? mapping={"start": "date"}'
    >>> in_keywords("--measure events counts its events; overrule with --encoding")
    'measure="events" counts its events; overrule with encoding=...'
    >>> in_keywords('--date-format "%Y-%m-%d" reads all of them; or --skip-faulty')
    'date_format="%Y-%m-%d" reads all of them; or skip_faulty=True'
    >>> in_keywords("%y needs a century (--century 1900)")
    '%y needs a century (century=1900)'
    """
    return _OPTION.sub(_keyword, _NEXT.sub(r"\1, --", message))


def in_keys(message: str) -> str:
    """Return a message in which the options of the command line are keys of ``figures.toml``.

    Examples
    --------
    >>> in_keys('did you mean "date"? --map start=date')
    'did you mean "date"? mapping = {start = "date"}'
    >>> in_keys('--date-format "%Y-%m-%d" reads all of them; or --skip-faulty')
    'date_format = "%Y-%m-%d" reads all of them; or skip_faulty = true'
    """
    return _OPTION.sub(lambda found: _key(_keyword(found)), _NEXT.sub(r"\1, --", message))


def _key(keyword: str) -> str:
    """Write a keyword of Python with its value as TOML has it."""
    name, _, value = keyword.partition("=")
    value = re.sub(r"^True\b", "true", value)
    list_of_one = name in ("unknown", "ongoing", "html") and value[:1] == '"'
    value = f"[{value}]" if list_of_one else re.sub(r'"(\w+)": ', r"\1 = ", value)
    return f"{name} = {value}"


@contextmanager
def naming_keys() -> Iterator[None]:
    """Let errors name keys of ``figures.toml``: what was asked for stands there."""
    try:
        yield
    except TimelineError as error:
        error.args = (in_keys(Exception.__str__(error)),)
        if isinstance(error, ValidationError):
            error.problems = [replace(one, hint=in_keys(one.hint)) for one in error.problems]
        raise


def _keyword(found: re.Match[str]) -> str:
    option, value = found[1], (found[2] or "").strip('"')
    name = "mapping" if option == "map" else option.replace("-", "_")
    if option in _SWITCHES:
        return f"{_SWITCHES[option]}=True" + (f" {found[2]}" if value else "")
    if not value or value in _PROSE:
        return f"{name}=..." + (f" {value}" if value else "")
    if option == "map" and "=" in value:
        ours, _, theirs = value.partition("=")
        return f'{name}={{"{ours}": "{theirs}"}}'
    return f"{name}={value}" if value.isdigit() else f'{name}="{value}"'


class TimelineError(Exception):
    """The root: ``except timeline.TimelineError`` catches all that we raise."""

    exit_code = 1

    @property
    def message(self) -> str:
        """The message as the command line tells it, with its options."""
        return super().__str__()

    def __str__(self) -> str:
        return in_keywords(self.message)

    def _render_traceback_(self) -> list[str]:
        """Show IPython the lines that led to us and the message, without our own lines."""
        ours = str(Path(__file__).parent)
        frames = traceback.extract_tb(self.__traceback__)
        cells = dropwhile(lambda frame: "IPython" in frame.filename, frames)
        theirs = takewhile(lambda frame: not frame.filename.startswith(ours), cells)
        lines = [f"line {frame.lineno}, {frame.line}" for frame in theirs]
        return [*lines, f"{type(self).__name__}: {self}"]


class ReadError(TimelineError):
    """The file is missing, empty, or its text cannot be read."""


class UsageError(TimelineError):
    """An argument, an option or an entry of a figure file is wrong."""

    exit_code = 2


class LayoutError(TimelineError):
    """The figure cannot hold its table at the size asked for."""


class ExportError(TimelineError):
    """A file cannot be written, or a picture cannot be made."""


class BrowserError(ExportError):
    """No browser was found, or the one that was found cannot draw."""

    exit_code = 3


class ValidationError(TimelineError):
    """The table has problems; every one of them is in ``problems``, by line.

    ``rows`` and ``sha256`` are those of the table, where it is only one; ``advice`` is then how
    it is drawn all the same, found out when it is asked for, and the end of the message.
    """

    def __init__(self, problems: Iterable[Problem], *, rows: int = 0, sha256: str = "") -> None:
        self.problems = sorted(problems)
        self.rows = rows
        self.sha256 = sha256
        self.advise: Callable[[], Any] | None = None
        super().__init__("\n".join(problem_lines(self.problems)))

    @functools.cached_property
    def advice(self) -> Any:
        """The reading that draws the table, and the charts that fit; None of several tables."""
        return self.advise() if self.advise else None

    @property
    def message(self) -> str:
        """The problems, and the commands that draw the table all the same."""
        return "\n".join([super().message, *(self.advice.lines() if self.advice else ())])

    def __str__(self) -> str:
        lines = self.advice.lines(calls=True) if self.advice else ()
        return in_keywords("\n".join([super().message, *lines]))


def in_notebook() -> bool:
    """Tell whether IPython runs the code: what is printed then names keywords, not options."""
    return hasattr(builtins, "get_ipython")


def further(rows: int) -> str:
    """Tell that a problem stands for more rows than the one that it names.

    Examples
    --------
    >>> further(1), further(2), further(30)
    ('', ', and 1 more row like it', ', and 29 more rows like it')
    """
    return f", and {rows - 1:,} more row{'s' * (rows > 2)} like it" if rows > 1 else ""


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Tell problems line by line, at most twenty of one code and "and N more".

    Examples
    --------
    >>> many = [Problem("a.csv", n, "end", "x", "is no date", code="date") for n in range(2, 30)]
    >>> problem_lines(many)[-1]
    'a.csv: and 8 more of the kind "date"'
    """
    lines: list[str] = []
    shown: dict[tuple[str, str], int] = {}
    more: dict[tuple[str, str], int] = {}
    for problem in problems:
        key = (problem.file, problem.code)
        shown[key] = shown.get(key, 0) + 1
        if shown[key] <= SHOWN_PER_CODE:
            lines.append(str(problem))
        else:
            more[key] = more.get(key, 0) + problem.rows
    lines += [
        f'{file}: and {count} more of the kind "{code}"' for (file, code), count in more.items()
    ]
    return lines


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the hint for a word that is not known, or an empty text.

    Examples
    --------
    >>> did_you_mean("titel", ["title", "start"])
    'did you mean "title"?'
    """
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f'did you mean "{folded[near[0]]}"?' if near else ""
