"""The exceptions of the package, and the problems of a table.

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
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

SHOWN_PER_CODE = 20
#: Longest cell text in a message, in characters.
SHOWN_CHARACTERS = 120


@dataclass(frozen=True, order=True)
class Problem:
    """One problem of a table: its place, the cause, and a remedy.

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
    #: Number of rows with this problem, if they are reported as one.
    rows: int = 1

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" {_cut(self.column)}:" if self.column else ""
        value = f' "{_cut(self.value)}"' if self.value else ""
        hint = f" ({self.hint})" if self.hint else ""
        return visible(f"{place}:{column}{value} {self.message}{hint}")


def _cut(text: str) -> str:
    """Shorten a text in the middle, to fit a message."""
    short = len(text) <= SHOWN_CHARACTERS
    return text if short else f"{text[: SHOWN_CHARACTERS - 20]}…{text[-19:]}"


def visible(text: str) -> str:
    r"""Return a text on one line, with invisible characters escaped.

    Examples
    --------
    >>> print(visible("two\nlines, a mark\u200f, a colour\x1b[31m"))
    two\nlines, a mark\u200f, a colour\x1b[31m
    """
    if text.isprintable():
        return text
    return "".join(
        character.encode("unicode_escape").decode() if _is_hidden(character) else character
        for character in text
    )


def _is_hidden(character: str) -> bool:
    """Return whether a character is invisible, or controls a terminal or the text direction."""
    joins = character in "\u200c\u200d"  # joiners inside letters and emoji
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and not joins


#: Command-line options in messages; in Python they are keywords.
_OPTION = re.compile(
    r"--(map|encoding|delimiter|sheet|date-format|century|bce|unknown|ongoing|decimal|html"
    r"|accept-suggestions|skip-faulty|require-sources|measure|by|period|count-by|combine|top"
    r"|memory-limit)\b(?:[ ](\"[^\"]*\"|[^\s(),;:]+(?=[\s(),;:]|$)))?"
)
_NEXT = re.compile(r"(--(?:map|measure|by) (?:\"[^\"]*\"|[\w=]+)) --")
#: Words that may follow an option but are not its value.
_PROSE = frozenset(("for", "or", "and", "to", "is", "in", "reads", "says", "draws", "leaves"))
#: Options without a value, and their keywords.
_SWITCHES = {
    "accept-suggestions": "accept", "skip-faulty": "skip_faulty",
    "require-sources": "require_sources",
}  # fmt: skip


def in_keywords(message: str) -> str:
    """Return a message with command-line options written as Python keywords.

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


def _in_keys(message: str) -> str:
    """Return a message with command-line options written as keys of ``figures.toml``.

    Examples
    --------
    >>> _in_keys('did you mean "date"? --map start=date')
    'did you mean "date"? mapping = {start = "date"}'
    >>> _in_keys('--date-format "%Y-%m-%d" reads all of them; or --skip-faulty')
    'date_format = "%Y-%m-%d" reads all of them; or skip_faulty = true'
    """
    return _OPTION.sub(lambda match: _key(_keyword(match)), _NEXT.sub(r"\1, --", message))


def _key(keyword: str) -> str:
    """Convert a Python keyword argument to a TOML entry."""
    name, _, value = keyword.partition("=")
    value = re.sub(r"^True\b", "true", value)
    list_of_one = name in ("unknown", "ongoing", "html") and value[:1] == '"'
    value = f"[{value}]" if list_of_one else re.sub(r'"(\w+)": ', r"\1 = ", value)
    return f"{name} = {value}"


@contextmanager
def naming_keys() -> Iterator[None]:
    """Write options in errors of this block as keys of ``figures.toml``."""
    try:
        yield
    except TimelineError as error:
        error.args = (_in_keys(Exception.__str__(error)),)
        if isinstance(error, ValidationError):
            error.problems = [replace(one, hint=_in_keys(one.hint)) for one in error.problems]
        raise


def _keyword(match: re.Match[str]) -> str:
    option, value = match[1], (match[2] or "").strip('"')
    name = "mapping" if option == "map" else option.replace("-", "_")
    if option in _SWITCHES:
        return f"{_SWITCHES[option]}=True" + (f" {match[2]}" if value else "")
    if not value or value in _PROSE:
        return f"{name}=..." + (f" {value}" if value else "")
    if option == "map" and "=" in value:
        ours, _, theirs = value.partition("=")
        return f'{name}={{"{ours}": "{theirs}"}}'
    return f"{name}={value}" if value.isdigit() else f'{name}="{value}"'


class TimelineError(Exception):
    """The base class of all exceptions of this package."""

    exit_code = 1

    @property
    def message(self) -> str:
        """The message with command-line options, as the command line prints it."""
        return super().__str__()

    def __str__(self) -> str:
        return in_keywords(self.message)

    def _render_traceback_(self) -> list[str]:
        """Return IPython's traceback: the user's lines and the message, without our own frames."""
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
    """The table does not fit a figure of the requested size."""


class ExportError(TimelineError):
    """A file cannot be written, or a picture cannot be made."""


class BrowserError(ExportError):
    """No browser was found, or the browser cannot draw."""

    exit_code = 3


class ValidationError(TimelineError):
    """The table has problems: all of them, ordered by line, are in ``problems``.

    ``rows`` and ``sha256`` describe the table if there is only one; ``advice`` then says how to
    draw it anyway. It is computed on first use and ends the message.
    """

    def __init__(self, problems: Iterable[Problem], *, rows: int = 0, sha256: str = "") -> None:
        self.problems = sorted(problems)
        self.rows = rows
        self.sha256 = sha256
        self.advise: Callable[[], Any] | None = None
        super().__init__("\n".join(problem_lines(self.problems)))

    @functools.cached_property
    def advice(self) -> Any:
        """Options that draw the table, and charts that fit it; None for several tables."""
        return self.advise() if self.advise else None

    @property
    def message(self) -> str:
        """The problems, and the commands that draw the table anyway."""
        return "\n".join([super().message, *(self.advice.lines() if self.advice else ())])

    def __str__(self) -> str:
        lines = self.advice.lines(calls=True) if self.advice else ()
        return in_keywords("\n".join([super().message, *lines]))


def in_notebook() -> bool:
    """Return whether IPython runs the code: messages then name keywords instead of options."""
    return hasattr(builtins, "get_ipython")


def by_kind(items: Iterable[T], kind: Callable[[T], Hashable]) -> list[list[T]]:
    """Group items of one kind, in order of their first.

    Examples
    --------
    >>> by_kind(["a1", "b1", "a2"], lambda text: text[0])
    [['a1', 'a2'], ['b1']]
    """
    kinds: dict[Hashable, list[T]] = {}
    for item in items:
        kinds.setdefault(kind(item), []).append(item)
    return list(kinds.values())


def count_text(count: int, noun: str) -> str:
    """Return a number and its noun.

    Examples
    --------
    >>> count_text(1, "row"), count_text(2000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{count:,} {noun}{'s' * (count != 1)}"


def first_names(names: Sequence[str]) -> str:
    """Join names with commas, at most eight.

    Examples
    --------
    >>> first_names(["a", "b"]), first_names([*"abcdefghijk"])
    ('a, b', 'a, b, c, d, e, f, g, h and 3 more')
    """
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(names[:8]) + more


def further(rows: int) -> str:
    """Return a phrase for the further rows with the same problem.

    Examples
    --------
    >>> further(1), further(2), further(30)
    ('', ', and 1 more row like it', ', and 29 more rows like it')
    """
    return f", and {rows - 1:,} more row{'s' * (rows > 2)} like it" if rows > 1 else ""


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Format problems one per line, at most twenty of each code, then "and N more".

    Examples
    --------
    >>> many = [Problem("a.csv", n, "end", "x", "is not a date", code="date") for n in range(2, 30)]
    >>> problem_lines(many)[-1]
    'a.csv: and 8 more of the kind "date"'
    """
    lines, more = [], []
    shown: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        shown[problem.file, problem.code] += 1
        if shown[problem.file, problem.code] <= SHOWN_PER_CODE:
            lines.append(str(problem))
        else:
            more.append(problem)
    for alike in by_kind(more, lambda one: (one.file, one.code)):
        count = sum(problem.rows for problem in alike)
        lines.append(f'{alike[0].file}: and {count} more of the kind "{alike[0].code}"')
    return lines


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a suggestion for an unknown word, or an empty text.

    Examples
    --------
    >>> did_you_mean("titel", ["title", "start"])
    'did you mean "title"?'
    """
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f'did you mean "{folded[near[0]]}"?' if near else ""


def check_choice(name: str, value: object, choices: Collection[str]) -> None:
    """Refuse a value that is not among the choices; the message suggests the nearest.

    Raises
    ------
    UsageError
        The value is not among the choices.

    Examples
    --------
    >>> check_choice("chart", "gant", ["gantt", "bars"])
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: chart "gant" is not known (did you mean "gantt"?)
    """
    if value not in choices:
        hint = did_you_mean(str(value), choices) or f"one of: {', '.join(choices)}"
        raise UsageError(f'{name} "{value}" is not known ({hint})')
