"""Options as text: of a command line, and as keywords of a call in Python."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["added_words", "call", "command", "shell_word"]

#: Options whose name is not that of the keyword.
_NAMES = {"mapping": "--map", "accept": "--accept-suggestions", "outputs": "-o"}


def shell_word(text: str) -> str:
    """Return a word as a shell takes it.

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
    """Return the words that say what a reading has more than was given.

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
    """Return the call in Python that draws a table.

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
