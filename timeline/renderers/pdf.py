"""Render SVG pictures as one PDF, one per page, with typst: fonts subset, texts searchable.

Takes the text of SVG files; returns bytes, the same on every run, without dates or random ids. The
fonts are ours, then system fonts for scripts that ours lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from timeline.errors import ExportError
from timeline.layout.scene import LEFT_OF_ANCHOR
from timeline.typography.font import missing_glyphs

if TYPE_CHECKING:
    from typst import Compiler, Fonts

__all__ = ["Page", "pdf", "system_fonts", "without_font"]


def without_font(text: str) -> str:
    """Return the characters of a text that no font of this machine has, in order.

    Examples
    --------
    >>> without_font("")
    ''
    """
    wanted = {char for char in text if not char.isspace()}
    for path, index in system_fonts():
        if not wanted:
            break
        wanted = {char for char in wanted if ord(char) not in _codes(path, index)}
    return "".join(sorted(wanted))


@cache
def _codes(path: str, index: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError):
        return frozenset()


FONTS = Path(__file__).resolve().parents[1] / "typography" / "files"
#: 96 pixels of a picture are an inch of paper, which has 72 points.
POINTS = 0.75

_compiling = Lock()


@dataclass(frozen=True)
class Page:
    """A picture as a page: its SVG, width and height in pixels, and what it says in words.

    ``foreign`` says that our font lacks some of its letters: then the fonts of the machine are
    looked for, which takes a while. ``sheet`` is a paper larger than the picture, in pixels, and
    ``margin`` the distance of the picture from its upper left corner.
    """

    svg: str
    width: float
    height: float
    alt: str = ""
    foreign: bool = False
    sheet: tuple[float, float] | None = None
    margin: float = 0.0

    @property
    def setup(self) -> str:
        """The size of the page, as typst takes it."""
        width, height = self.sheet or (self.width, self.height)
        sides = f"left: {self.margin * POINTS}pt, top: {self.margin * POINTS}pt, rest: 0pt"
        return f"width: {width * POINTS}pt, height: {height * POINTS}pt, margin: ({sides})"

    @property
    def size(self) -> str:
        """The size of the picture, as typst takes it."""
        return f"width: {self.width * POINTS}pt, height: {self.height * POINTS}pt"


def pdf(pages: Sequence[Page], *, title: str = "", language: str = "en") -> bytes:
    """Return pictures as the pages of a PDF.

    Parameters
    ----------
    pages
        The pictures, whose fonts need not be embedded.
    title, language
        Of the document.

    Raises
    ------
    ExportError
        The PDF cannot be written.

    Examples
    --------
    >>> square = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"/>'
    >>> pdf([Page(square, 96, 96)])[:5]
    b'%PDF-'
    """
    spoken = language.replace("_", "-").partition("-")[0]
    texts = {"title": title}
    # Spaces between 6 and 月 are no part of the measured width: dates would touch each other.
    source = "#set document(title: sys.inputs.title, date: none)\n"
    source += f'#set text(lang: "{spoken}", cjk-latin-spacing: none)\n'
    for number, page in enumerate(pages):
        picture, lines = _lift_foreign_texts(page.svg) if page.foreign else (page.svg, [])
        texts |= {f"svg{number}": picture, f"alt{number}": page.alt}
        texts |= {f"line{number}-{place}": line.text for place, line in enumerate(lines)}
        placed = "".join(
            line.placed(f'sys.inputs.at("line{number}-{place}")')
            for place, line in enumerate(lines)
        )
        source += (
            f"#page({page.setup}, fill: none)["
            f'#image(bytes(sys.inputs.svg{number}), format: "svg", {page.size}, '
            f"alt: sys.inputs.alt{number}){placed}]\n"
        )
    try:
        with _compiling:
            compiler = _compiler(foreign=any(page.foreign for page in pages))
            document = compiler.compile(source.encode(), format="pdf", sys_inputs=texts)
    except RuntimeError as error:
        raise ExportError(f"the PDF cannot be written: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which no module exports
            raise
        raise ExportError(f"the PDF cannot be written: typst gave up ({error})") from error
    if not isinstance(document, bytes):
        raise ExportError("the PDF cannot be written: the compiler returned no file")
    return document


_SVG = "{http://www.w3.org/2000/svg}"
_TRANSLATE = re.compile(r"translate\(([^,]+),([^)]+)\)")


@dataclass(frozen=True)
class _Line:
    """A line of text that typst sets itself: where its baseline begins, and how it looks."""

    text: str
    x: float
    y: float
    look: dict[str, str]

    def placed(self, text: str) -> str:
        """Return the code of typst that sets the text, given as an expression."""
        look = self.look
        size = float(look["font-size"]) * POINTS
        left = LEFT_OF_ANCHOR[look.get("text-anchor", "start")]
        return (
            f"#context {{ let line = text(size: {size}pt, weight: {look.get('font-weight', 400)}, "
            f'fill: rgb("{look["fill"]}"), font: "Inter", top-edge: "baseline", '
            f'bottom-edge: "baseline", {text})\n'
            "let width = measure(line).width + 0.01pt\n"
            f"place(top + left, dx: {self.x * POINTS}pt - {left} * width, "
            f"dy: {self.y * POINTS}pt, box(width: width, line)) }}"
        )


def _lift_foreign_texts(picture: str) -> tuple[str, list[_Line]]:
    """Return a picture without the texts that our font lacks letters for, and those texts.

    Where the fonts of a text differ, the reader of SVG in typst puts the glyphs of one in the
    place of the other's, one by one: vowels of Hindi are lost, emoji end in a panic. What typst
    sets itself is right.
    """
    ElementTree.register_namespace("", _SVG[1:-1])
    root = ElementTree.fromstring(picture)
    lines: list[_Line] = []

    def visit(parent: ElementTree.Element, x: float, y: float, look: dict[str, str]) -> None:
        for child in list(parent):
            moved = _TRANSLATE.search(child.get("transform", ""))
            at = (x + float(moved[1]), y + float(moved[2])) if moved else (x, y)
            own = look | child.attrib
            if child.tag == f"{_SVG}text" and missing_glyphs(child.itertext()):
                for text, dx, dy in _rows(child, float(own["font-size"])):
                    lines.append(_Line(text, at[0] + dx, at[1] + dy, own))
                parent.remove(child)
            else:
                visit(child, *at, own)

    visit(root, 0.0, 0.0, dict(root.attrib))
    return ElementTree.tostring(root, encoding="unicode"), lines


def _rows(element: ElementTree.Element, size: float) -> Iterator[tuple[str, float, float]]:
    """Yield the lines of a text of an SVG, each with the place of its baseline."""
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    for row in [child for child in element if child.get("x")] or [element]:
        y += float(row.get("dy", "0em").removesuffix("em")) * size
        yield "".join(row.itertext()), x, y


@cache
def _compiler(*, foreign: bool) -> Compiler:
    """Return the compiler of this process, with the fonts of the machine or without them."""
    from typst import Compiler

    return Compiler(font_paths=_fonts(foreign=foreign))


@cache
def _fonts(*, foreign: bool) -> Fonts:
    from typst import Fonts

    folders = [str(FONTS)]
    return Fonts(
        include_system_fonts=foreign, include_embedded_fonts=False, font_paths=folders
    )  # fmt: skip


@cache
def system_fonts() -> tuple[tuple[str, int], ...]:
    """Return the font files of the machine that a PDF may use, each with its place in the file.

    Examples
    --------
    >>> isinstance(system_fonts(), tuple)
    True
    """
    faces = {(font.path, font.index) for font in _fonts(foreign=True).fonts() if font.path}
    return tuple(sorted(faces))
