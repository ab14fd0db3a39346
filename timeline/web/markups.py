"""A figure in the markups of writers: Markdown, MyST, Quarto, LaTeX and wikitext.

Each function takes a ``Piece`` and returns the snippet. The picture holds the plot,
the caption every text around it; all texts are escaped in the markup's own way.
"""

from __future__ import annotations

from timeline.web.phrases import latex_text, markdown_text, one_line, wiki_text
from timeline.web.piece import Piece
from timeline.web.stills import WIDE

__all__ = ["PDF", "latex", "markdown", "myst", "quarto", "wikitext"]

#: The ending of the picture that LaTeX takes.
PDF = ".plot.pdf"


def markdown(piece: Piece) -> str:
    """Return the picture and, under it, the caption in italics."""
    alt = markdown_text(one_line(piece.about.alt))
    return f"![{alt}]({piece.address}{WIDE})\n\n*{markdown_text(piece.caption)}*\n"


def myst(piece: Piece) -> str:
    """Return a figure directive, to be referred to by its label."""
    return (
        f":::{{figure}} {piece.address}{WIDE}\n:label: fig-{piece.label}\n"
        f":alt: {one_line(piece.about.alt)}\n:width: {piece.sizes()[WIDE][0]:.0f}px\n\n"
        f"{markdown_text(piece.caption)}\n:::\n"
    )


def quarto(piece: Piece) -> str:
    """Return a figure that Quarto numbers, with its alternative text."""
    alt = one_line(piece.about.alt).replace("\\", "\\\\").replace('"', '\\"')
    return (
        f"![{markdown_text(piece.caption)}]({piece.address}{WIDE})"
        f'{{#fig-{piece.label} fig-alt="{alt}" width={piece.sizes()[WIDE][0]:.0f}px}}\n'
    )


def latex(piece: Piece) -> str:
    """Return a float whose entry in the list of figures is the title alone."""
    alt = latex_text(one_line(piece.about.alt))
    short = latex_text(one_line(piece.about.title or piece.name))
    return (
        "\\begin{figure}\n  \\centering\n"
        f"  \\includegraphics[width=\\linewidth, alt={{{alt}}}]{{{piece.base}{piece.name}{PDF}}}\n"
        f"  \\caption[{{{short}}}]{{{latex_text(piece.caption)}}}\n"
        f"  \\label{{fig:{piece.label}}}\n\\end{{figure}}\n"
    )


def wikitext(piece: Piece) -> str:
    """Return a thumbnail; the file is to be uploaded under its own name."""
    alt, text = wiki_text(one_line(piece.about.alt)), wiki_text(piece.caption)
    return f"[[File:{piece.name}{WIDE}|thumb|upright=2.5|alt={alt}|{text}]]\n"
