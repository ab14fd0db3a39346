"""The list of all options of charts and of reading tables, with named sizes and commands to type.

The keywords of a chart, the options of its command, the keys of ``figures.toml`` and their
reference derive from it. Signatures are written out for editors; a test compares them.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Any

from timeline.errors import UsageError, check_choice, did_you_mean

#: Options with another name than their keyword.
_NAMES = {"mapping": "--map", "accept": "--accept-suggestions", "outputs": "-o"}


def shell_word(text: str) -> str:
    """Quote a word for the shell, if needed.

    Examples
    --------
    >>> shell_word("end=end_date"), shell_word("%Y-%m-%d"), shell_word("start=Start Date")
    ('end=end_date', '"%Y-%m-%d"', '"start=Start Date"')
    """
    if re.fullmatch(r"[\w./:=,+@-]+", text):
        return text
    return shlex.quote(text) if re.search(r'["$`\\!]', text) else f'"{text}"'


def command(source: str, chart: str, options: Mapping[str, Any], *, output: str) -> str:
    """Return the command that draws a table.

    Examples
    --------
    >>> command("a.csv", "gantt", {"mapping": {"title": "name"}, "accept": True}, output="a.html")
    'timeline gantt a.csv --map title=name --accept-suggestions -o a.html'
    """
    table = source if re.fullmatch(r"[\w./:=,+@-]+", source) else shell_word(source)
    words = [word for name, value in options.items() for word in _words(name, value)]
    return " ".join(["timeline", chart, table, *words, "-o", shell_word(output)])


def added_words(reading: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """Return the options that a reading adds to the given ones, as words of a command.

    Examples
    --------
    >>> added_words({"mapping": {"title": "name", "start": "day"}, "accept": True},
    ...             {"mapping": {"title": "name"}})
    ['--map', 'start=day', '--accept-suggestions']
    """
    words: list[str] = []
    for name, value in reading.items():
        before = given.get(name)
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            value = {k: v for k, v in value.items() if before.get(k) != v}
        elif isinstance(value, list) and isinstance(before, Sequence):
            value = [one for one in value if one not in before]
        elif value == before:
            continue
        words += _words(name, value)
    return words


def _words(name: str, value: Any) -> list[str]:
    option = _NAMES.get(name, f"--{name.replace('_', '-')}")
    if value is True:
        return [option]
    if value in (None, False):
        return []
    if isinstance(value, Mapping):
        return [word for k, v in value.items() for word in (option, shell_word(f"{k}={v}"))]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [word for item in value for word in (option, shell_word(str(item)))]
    return [option, shell_word(str(value))]


def call(source: str, chart: str, reading: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """Return the Python call that draws a table.

    Examples
    --------
    >>> call("'a.csv'", "gantt", {"date_format": ["%d.%m.%Y"]}, {})
    "timeline.gantt('a.csv', date_format=['%d.%m.%Y'])"
    """
    words = [source, *_keywords(reading), *_keywords(options)]
    return f"timeline.{chart}({', '.join(words)})"


def _keywords(options: Mapping[str, Any]) -> list[str]:
    plain = {k: str(v) if isinstance(v, Path) else v for k, v in options.items()}
    return [f"{name}={value!r}" for name, value in plain.items() if value not in (None, False)]


@dataclass(frozen=True)
class Option:
    """An option by its keyword.

    ``kind`` is the type of its value: ``"text"``, ``"texts"`` (one or several), ``"switch"``,
    ``"whole"``, ``"count"`` (1 or more), ``"number"``, or the name of a special type.
    ``flag`` is its command-line option, if other than the keyword.
    """

    name: str
    help: str
    kind: str = "text"
    default: Any = None
    choices: tuple[str, ...] = ()
    metavar: str | None = None
    flag: str = ""
    required: bool = False


def names_of(options: tuple[Option, ...]) -> tuple[str, ...]:
    """Return the keywords of the options.

    Examples
    --------
    >>> names_of(FILTERS)[:4]
    ('group', 'side', 'kind', 'place')
    """
    return tuple(option.name for option in options)


#: Options of reading a table; ``read_events`` also has ``sources``.
READING = (
    Option("mapping", "Read column THEIRS as OURS; may be repeated. Or once a mapping: your.toml, "
           "or the name of a ready one.", "mapping", metavar="OURS=THEIRS", flag="map"),
    Option("encoding", "Encoding of the file, if the detected one is wrong."),
    Option("delimiter", "Delimiter of the file, if the detected one is wrong."),
    Option("sheet", "Sheet of a spreadsheet; by default the first with a table.",
           metavar="NAME|NUMBER"),
    Option("date_format", 'Date format besides EDTF, such as "%m/%d/%y", or year, unix, unix-ms or '
           "excel for plain numbers; may be repeated.", "texts", metavar="FORMAT"),
    Option("century", "First year that two digits stand for: 1900, or 1970 for 1970 to 2069.",
           "whole", metavar="YEAR"),
    Option("bce", "Count of negative years: -480 is 480 BCE, or 481 BCE as astronomers count.",
           choices=("historical", "astronomical")),
    Option("unknown", "Marker for an unknown end date, such as -9; may be repeated.", "texts",
           metavar="TEXT"),
    Option("ongoing", "Marker for an end still to come, such as -7; may be repeated.", "texts",
           metavar="TEXT"),
    Option("max_bytes", "Maximum size of a table in bytes, uncompressed.", "count",
           metavar="NUMBER"),
    Option("decimal", "Decimal mark of numbers such as 22.639, which are otherwise refused.",
           choices=(".", ",")),
    Option("html", "Column with HTML, of which only the text is read; may be repeated.", "texts",
           metavar="COLUMN"),
    Option("accept", "Replace invalid dates and numbers by their suggestion, if there is exactly "
           "one, and report it.", "switch", False, flag="accept-suggestions"),
    Option("skip_faulty", "Leave out invalid rows, and report how many and why.", "switch",
           False),
    Option("require_sources", "Refuse a number without a source; by default, warn.", "switch",
           False),
)  # fmt: skip

FILTERS = (
    Option("group", "Only rows of this group; may be repeated.", "texts"),
    Option("side", "Only rows of this side; may be repeated.", "texts"),
    Option("kind", "Only rows of this kind; may be repeated.", "texts"),
    Option("place", "Only rows of this place; may be repeated.", "texts"),
    Option("where", "Only rows with this value in any column; may be repeated.", "pairs",
           metavar="COLUMN=VALUE"),
    Option("since", "Only rows that end on or after this date.", metavar="DATE"),
    Option("until", "Only rows that begin on or before this date.", metavar="DATE"),
)  # fmt: skip

#: Title block, notes, language and style of every figure.
FIGURE = (
    Option("title", "Title; by default derived from the table."),
    Option("subtitle", "Line under the title: what, where, when, unit."),
    Option("source", "Source line; by default derived from the table."),
    Option("notes", "How many notes of the rows a picture prints under the plot: eight or all.",
           "notes", True),
    Option("language", "Language of dates, numbers and our own words: en, de, fr, ...",
           default="en"),
    Option("width", "Pixels, or column, page or slide; below 560, the layout is for phones.",
           "width", 1080, metavar="PIXELS|NAME"),
    Option("theme", "light, dark, print, auto (follows the reader's setting) or your.toml.",
           default="light"),
    Option("color_by", "Column that determines the colour.", default="side"),
    Option("sides", "Side with the first colour; repeat for the next ones.", "texts",
           metavar="SIDE"),
    Option("colors", 'Colour of a side, as in "UK=#003366"; may be repeated.', "colors",
           metavar="SIDE=COLOUR"),
)  # fmt: skip

_NIGHTS = Option("nights", "Shade the nights of this place, as in 38.3,127.3,9.", "nights",
                 metavar="LAT,LON,UTC")  # fmt: skip

LABELS = ("auto", "text", "leaders", "numbers")
PERIODS = ("day", "week", "month", "quarter", "year", "decade")

#: All options of each chart.
CHART_OPTIONS: Mapping[str, tuple[Option, ...]] = {
    "gantt": (
        *FILTERS,
        *FIGURE,
        Option("order", "Order of groups and events.", default="time",
               metavar="time|table|COLUMN"),
        Option("labels", "Titles beside events, on leader lines above them, or numbers and a list.",
               default="auto", choices=LABELS),
        Option("height", "Height of the figure; by default as the lanes need.", "number",
               metavar="PIXELS"),
        Option("fold", "Shorten long gaps between events by axis breaks.", "switch", False),
        _NIGHTS,
    ),
    "bars": (
        *FILTERS,
        *FIGURE,
        Option("measure", "A measure, a column of numbers, or events; may be repeated.", "texts",
               required=True),
        Option("by", "Column whose values become bars, or a period to count all rows by.",
               default="side"),
        Option("across", "Column whose values become small panels side by side."),
        Option("period", "Sum over time, with a bar for each period.", choices=PERIODS),
        Option("stack", "Stack the bars of a period.", "switch", False),
        Option("per_day", "Divide sums by the days of their period; the figure says so.", "switch",
               False),
        Option("log", "Logarithmic scale; the figure says so.", "switch", False),
        Option("combine", "Combine competing claims; the figure says so. By default, show all.",
               choices=("range", "median", "sum")),
        Option("count_by", "Count events longer than one period where they begin, or split them "
               "over their time; by default they are left out.", choices=("start", "split")),
        Option("top", 'Number of the largest to show; the rest becomes "other".', "count",
               metavar="NUMBER"),
        Option("order", "Order of the bars.", default="table", choices=("table", "value")),
        Option("horizontal", "Orientation of the bars; vertical ones need room for their names.",
               "switch", flag="horizontal/--vertical"),
    ),
    "panels": (
        *FILTERS,
        *FIGURE,
        Option("charts", "A chart and its options; repeat, from top to bottom.", "charts",
               flag="chart", required=True, metavar="CHART KEY=VALUE ..."),
        _NIGHTS,
    ),
}  # fmt: skip

_OF_PANELS = (*names_of(FILTERS[:5]), "chart", "heading", "order")
#: The options of each chart of a figure of panels.
PANEL_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "gantt": _OF_PANELS,
    "claims": (*_OF_PANELS, "measure"),
    "bars": (*_OF_PANELS, "measure", "by", "period", "stack", "per_day"),
}

#: Renderers of pictures, sources of scripts for pages and for snippets, and markups of snippets.
ENGINES = ("auto", "kaleido")
SCRIPTS = ("inline", "shared", "cdn")
LIVE = ("shared", "cdn", "none")
EMBEDS = ("html", "iframe", "markdown", "myst", "quarto", "latex", "wikitext")

#: Millimetres, upright.
SIZES = {"a3": (297.0, 420.0), "a4": (210.0, 297.0), "letter": (215.9, 279.4)}
#: Pixels, of which 96 make an inch; printers leave so much at each edge.
MARGIN = 36.0
PIXEL = 25.4 / 96


@dataclass(frozen=True)
class Paper:
    """A sheet: its width and height in millimetres, and the room of a figure on it in pixels."""

    name: str
    across: float
    down: float
    margin: float = MARGIN

    @property
    def width(self) -> float:
        """The pixels that a figure may be wide."""
        return float(floor(self.across / PIXEL - 2 * self.margin))

    @property
    def height(self) -> float:
        """The pixels that a figure may be high."""
        return float(floor(self.down / PIXEL - 2 * self.margin))


PAPERS: Mapping[str, Paper] = {
    paper.name: paper
    for name, (short, long) in SIZES.items()
    for paper in (Paper(name, short, long), Paper(f"{name}-landscape", long, short))
}


def paper_of(name: str | Paper) -> Paper:
    """Return the paper of a name.

    Parameters
    ----------
    name
        ``"a3"``, ``"a4"`` or ``"letter"``, each also as in ``"a4-landscape"``.

    Raises
    ------
    UsageError
        No paper has that name.

    Examples
    --------
    >>> paper_of("a4").width, paper_of("A4-landscape").width
    (721.0, 1050.0)
    """
    if isinstance(name, Paper):
        return name
    plain = name.lower().replace(" ", "-")
    check_choice("paper", plain, PAPERS)
    return PAPERS[plain]


#: A figure narrower than this cannot hold a label and its bar.
NARROWEST_FIGURE = 280
#: Pixels, of which 96 make an inch: a newspaper's column, a page between its margins, a slide.
WIDTHS: Mapping[str, float] = {"column": 360.0, "page": 720.0, "slide": 1280.0}


def width_of(width: float | str) -> float:
    """Return a width in pixels, given as such or by its name.

    Parameters
    ----------
    width
        Pixels, or ``"column"`` (360), ``"page"`` (720) or ``"slide"`` (1280).

    Raises
    ------
    UsageError
        No width has that name, or a figure so narrow holds no label.

    Examples
    --------
    >>> width_of("page"), width_of(500), width_of("500")
    (720.0, 500.0, 500.0)
    """
    pixels = WIDTHS.get(str(width)) or _number(width)
    if not pixels >= NARROWEST_FIGURE:
        raise UsageError(f"width {pixels:g} is too narrow (at least {NARROWEST_FIGURE} pixels)")
    return pixels


def _number(width: float | str) -> float:
    try:
        return float(width)
    except ValueError:
        if str(width).lower() in PAPERS:
            raise UsageError(
                f'width "{width}" is a paper (say paper "{width}", for a PDF)'
            ) from None
        hint = did_you_mean(str(width), WIDTHS) or f"pixels, or one of: {', '.join(WIDTHS)}"
        raise UsageError(f'width "{width}" is not known ({hint})') from None
