"""A figure as a snippet of Markdown, MyST, Quarto, LaTeX or wikitext.

Each function takes a ``SnippetContext`` and returns the snippet. The picture holds the plot, the
caption describes it, and a list holds all notes. Texts are escaped for each markup, so that none
becomes a link, a command, a template or a tag. LaTeX needs no extra package; characters that
pdfLaTeX lacks are reported with the engine that sets them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.html.data import WIDE, content_id, static_pictures
from timeline.html.markup import Caption, split_notes

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~$^@=:&%'\"-])")
# The start of a list: a number, a letter or a Roman number, and a stop.
_LIST = re.compile(r"\A(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+))([.)])(?=\s|\Z)")
# Some processors turn this into a link.
_WEB = re.compile(r"(www)\.", re.IGNORECASE)
# Characters that start a link, template, tag, table, list or signature, or emphasise.
_WIKI = frozenset("[]{}|<>&'=~_#*:;")


def one_line(text: str) -> str:
    r"""Return a text with single spaces and without control characters.

    Examples
    --------
    >>> one_line("Outpost\n Harry\t1953")
    'Outpost Harry 1953'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def markdown_text(text: str) -> str:
    r"""Return a text escaped for Markdown; harmless dashes and quotes are kept.

    Examples
    --------
    >>> print(markdown_text("A *big* [attack] <b> - 10-18 June"))
    A \*big\* \[attack\] \<b\> - 10-18 June
    """
    plain = "-:'\"()+=#!&@%"
    shown = _MARKDOWN.sub(lambda found: _escaped(found, text, plain), text)
    return _LIST.sub(r"\1\\\2", _WEB.sub(r"\1\\.", shown))


def _escaped(found: re.Match[str], text: str, kept: str) -> str:
    """Put a backslash before a character, unless it has no meaning at its position."""
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
    """Return a text escaped for wikitext.

    Examples
    --------
    >>> wiki_text("[[Harry]]: 10|18")
    '&#91;&#91;Harry&#93;&#93;&#58; 10&#124;18'
    """
    shown = "".join(f"&#{ord(char)};" if char in _WIKI else char for char in text)
    return f"&#45;{shown[1:]}" if shown.startswith("-") else shown  # four would draw a line


#: Plotly's size of a figure that states none.
UNSTATED = (700.0, 450.0)


@dataclass(frozen=True)
class SnippetContext:
    """A figure for an article; ``address`` is that of its files without their suffixes."""

    light: Mapping[int, Mapping[str, Any]]
    dark: Mapping[int, Mapping[str, Any]]
    about: Caption
    name: str
    address: str
    base: str = ""
    live: str = "shared"
    plotly: str = "plotly.min.js"
    scheme: str = ""
    table: Sequence[Sequence[str]] | None = None
    links: Mapping[str, str] = field(default_factory=dict)

    def sizes(self) -> dict[str, tuple[float, float]]:
        """Return width and height of each picture, by the suffix of its file."""
        layouts = {
            end: plot["layout"] for end, plot in static_pictures(self.light, self.dark).items()
        }
        return {
            end: (layout.get("width", UNSTATED[0]), layout.get("height", UNSTATED[1]))
            for end, layout in layouts.items()
        }

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of the widest figure with all its texts."""
        layout = self.light[max(self.light)]["layout"]
        return layout.get("width", UNSTATED[0]), layout.get("height", UNSTATED[1])

    @property
    def caption(self) -> str:
        """Title, subtitle, source and licence on one line."""
        about = self.about
        parts = (about.title or self.name, about.subtitle, about.source, about.license)
        return one_line(" ".join(ended(part) for part in parts if part))

    @property
    def notes(self) -> tuple[bool, list[str]]:
        """Whether the notes are one numbered list, and each of them on one line."""
        numbered, texts = split_notes(self.about.notes)
        return numbered, [one_line(text) for text in texts]

    @property
    def label(self) -> str:
        """The name as a label that every markup accepts: ASCII letters, digits and dashes."""
        words = "".join(char if char.isascii() and char.isalnum() else " " for char in self.name)
        return "-".join(words.lower().split()) or content_id(self.name)


def ended(text: str) -> str:
    """Return a text with a full stop, unless it ends with punctuation.

    Examples
    --------
    >>> ended("June 1953"), ended("Who won?")
    ('June 1953.', 'Who won?')
    """
    return text if text[-1] in ".!?…。！？" else f"{text}."


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

# Found by trial with LaTeX of 2022: characters that need T1, never work, or always work.
_EUROPEAN = frozenset("«»ÐÞðþĄąĐđĘęĮįŊŋŲų‚„‹›")
_NONE = frozenset("ĦħĸĿŀŉŦŧſ")
_BESIDE = frozenset("ƒȘșȚțẞ‐‑‒–—―‘’“”†‡•…‰€")


def latex_text(text: str) -> str:
    r"""Return a text escaped for LaTeX; long addresses may be broken.

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
    r"""Return the packages or engines that a text needs, as LaTeX comments; usually none.

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
    """Return whether LaTeX prints a character without a package."""
    if char in _SPELLED or char in _BESIDE or _NUMBER.match(char):
        return True
    return ord(char) < 0x180 and char not in _EUROPEAN and char not in _NONE


#: Suffix of the picture for LaTeX.
PDF = ".plot.pdf"

# As wide as the text, but with space for the caption on the page.
_ROOM = r"width=\linewidth, height=0.65\textheight, keepaspectratio"
#: Characters of notes that fit under such a picture; longer notes follow the float.
NOTES_ROOM = 1000


def markdown(context: SnippetContext) -> str:
    """Return the picture and, under it, the caption in italics and the notes."""
    alt = markdown_text(one_line(context.about.alt))
    caption = f"*{markdown_text(context.caption)}*"
    return f"![{alt}]({context.address}{WIDE})\n\n{caption}\n{_markdown_notes(context)}"


def myst(context: SnippetContext) -> str:
    """Return a figure directive with a name for references; the notes are its legend.

    Sphinx and mystmd read what stands between the dashes as YAML, which holds any text.
    """
    alt = json.dumps(one_line(context.about.alt), ensure_ascii=False)
    # A file is named as it is in its folder; only an address of the web is encoded.
    where = context.address if "://" in context.base else f"{context.base}{context.name}"
    return (
        f"```{{figure}} {where}{WIDE}\n---\nname: fig-{context.label}\nalt: {alt}\n"
        f"width: {context.sizes()[WIDE][0]:.0f}px\n---\n"
        f"{markdown_text(context.caption)}\n{_markdown_notes(context)}```\n"
    )


def quarto(context: SnippetContext) -> str:
    """Return a figure that Quarto numbers, with its alternative text, and the notes under it."""
    alt = one_line(context.about.alt).replace("&", "&amp;")
    alt = alt.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f"![{markdown_text(context.caption)}]({context.address}{WIDE})"
        f'{{#fig-{context.label} fig-alt="{alt}" width={context.sizes()[WIDE][0]:.0f}px}}\n'
        f"{_markdown_notes(context)}"
    )


def _markdown_notes(context: SnippetContext) -> str:
    numbered, notes = context.notes
    marks = (f"{n}." if numbered else "-" for n in range(1, len(notes) + 1))
    lines = [f"{mark} {markdown_text(note)}\n" for mark, note in zip(marks, notes, strict=True)]
    return "".join(["\n", *lines]) if lines else ""


def latex(context: SnippetContext) -> str:
    """Return a float whose entry in the list of figures is the title alone."""
    alt = latex_text(one_line(context.about.alt))
    short = latex_text(one_line(context.about.title or context.name))
    notes = [one_line(note) for note in context.about.notes]
    room = sum(map(len, notes)) <= NOTES_ROOM
    inside = _latex_notes(notes) if room else ""
    below = "" if room else _latex_notes([context.about.title or context.name, *notes])
    needs = "".join(f"{line}\n" for line in latex_needs("".join((context.caption, *notes))))
    return (
        f"{needs}\\begin{{figure}}\n  \\centering\n"
        f"  \\includegraphics[{_ROOM}, alt={{{alt}}}]{{{context.base}{context.name}{PDF}}}\n"
        f"  \\caption[{{{short}}}]{{{latex_text(context.caption)}}}\n"
        f"  \\label{{fig:{context.label}}}\n{inside}\\end{{figure}}\n{below}"
    )


def _latex_notes(notes: Sequence[str]) -> str:
    """Return the notes as small paragraphs."""
    if not notes:
        return ""
    lines = "".join(f"\\par {latex_text(one_line(note))}\n" for note in notes)
    return f"{{\\footnotesize\\raggedright\\setlength{{\\parindent}}{{0pt}}\n{lines}\\par}}\n"


def wikitext(context: SnippetContext) -> str:
    """Return a thumbnail and its notes; the picture is uploaded under its own name."""
    alt, text = wiki_text(one_line(context.about.alt)), wiki_text(context.caption)
    numbered, notes = context.notes
    lines = "".join(f"{'#' if numbered else '*'} {wiki_text(note)}\n" for note in notes)
    room = f"thumb|center|{context.sizes()[WIDE][0]:.0f}px"
    return f"[[File:{context.name}{WIDE}|{room}|alt={alt}|{text}]]\n{lines}"
