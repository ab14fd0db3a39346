"""A figure in the markups of writers: Markdown, MyST, Quarto, LaTeX and wikitext.

Each function takes a ``Piece`` and returns the snippet. The picture holds the plot, the
caption what is said of all of it, and a list its notes, however many they are; all texts
are escaped in the markup's own way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from timeline.web.latextext import latex_needs, latex_text
from timeline.web.phrases import markdown_text, one_line, wiki_text
from timeline.web.piece import Piece
from timeline.web.stills import WIDE

__all__ = ["PDF", "latex", "markdown", "myst", "quarto", "wikitext"]

#: The ending of the picture that LaTeX takes.
PDF = ".plot.pdf"

# As wide as the text, and never so high that the caption has no room on the page.
_ROOM = r"width=\linewidth, height=0.65\textheight, keepaspectratio"
#: Letters of notes that have room under a picture of that height; more stand in the text.
NOTES_ROOM = 1000


def markdown(piece: Piece) -> str:
    """Return the picture and, under it, the caption in italics and the notes."""
    alt = markdown_text(one_line(piece.about.alt))
    caption = f"*{markdown_text(piece.caption)}*"
    return f"![{alt}]({piece.address}{WIDE})\n\n{caption}\n{_markdown_notes(piece)}"


def myst(piece: Piece) -> str:
    """Return a figure directive, to be referred to by its name; the notes are its legend.

    Sphinx and mystmd read what stands between the dashes as YAML, which holds any text.
    """
    alt = json.dumps(one_line(piece.about.alt), ensure_ascii=False)
    # A file is named as it is in its folder; only an address of the web is encoded.
    where = piece.address if "://" in piece.base else f"{piece.base}{piece.name}"
    return (
        f"```{{figure}} {where}{WIDE}\n---\nname: fig-{piece.label}\nalt: {alt}\n"
        f"width: {piece.sizes()[WIDE][0]:.0f}px\n---\n"
        f"{markdown_text(piece.caption)}\n{_markdown_notes(piece)}```\n"
    )


def quarto(piece: Piece) -> str:
    """Return a figure that Quarto numbers, with its alternative text, and the notes under it."""
    alt = one_line(piece.about.alt).replace("&", "&amp;")
    alt = alt.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f"![{markdown_text(piece.caption)}]({piece.address}{WIDE})"
        f'{{#fig-{piece.label} fig-alt="{alt}" width={piece.sizes()[WIDE][0]:.0f}px}}\n'
        f"{_markdown_notes(piece)}"
    )


def _markdown_notes(piece: Piece) -> str:
    numbered, notes = piece.notes
    marks = (f"{n}." if numbered else "-" for n in range(1, len(notes) + 1))
    lines = [f"{mark} {markdown_text(note)}\n" for mark, note in zip(marks, notes, strict=True)]
    return "".join(["\n", *lines]) if lines else ""


def latex(piece: Piece) -> str:
    """Return a float whose entry in the list of figures is the title alone."""
    alt = latex_text(one_line(piece.about.alt))
    short = latex_text(one_line(piece.about.title or piece.name))
    notes = [one_line(note) for note in piece.about.notes]
    room = sum(map(len, notes)) <= NOTES_ROOM
    inside = _latex_notes(notes) if room else ""
    below = "" if room else _latex_notes([piece.about.title or piece.name, *notes])
    needs = "".join(f"{line}\n" for line in latex_needs("".join((piece.caption, *notes))))
    return (
        f"{needs}\\begin{{figure}}\n  \\centering\n"
        f"  \\includegraphics[{_ROOM}, alt={{{alt}}}]{{{piece.base}{piece.name}{PDF}}}\n"
        f"  \\caption[{{{short}}}]{{{latex_text(piece.caption)}}}\n"
        f"  \\label{{fig:{piece.label}}}\n{inside}\\end{{figure}}\n{below}"
    )


def _latex_notes(notes: Sequence[str]) -> str:
    """Return small paragraphs, the first of them right under what stands above."""
    if not notes:
        return ""
    lines = "".join(f"\\par {latex_text(one_line(note))}\n" for note in notes)
    return f"{{\\footnotesize\\raggedright\\setlength{{\\parindent}}{{0pt}}\n{lines}\\par}}\n"


def wikitext(piece: Piece) -> str:
    """Return a thumbnail and its notes; the file is to be uploaded under its own name."""
    alt, text = wiki_text(one_line(piece.about.alt)), wiki_text(piece.caption)
    numbered, notes = piece.notes
    lines = "".join(f"{'#' if numbered else '*'} {wiki_text(note)}\n" for note in notes)
    room = f"thumb|center|{piece.sizes()[WIDE][0]:.0f}px"
    return f"[[File:{piece.name}{WIDE}|{room}|alt={alt}|{text}]]\n{lines}"
