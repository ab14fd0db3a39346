"""Render SVG pictures as one PDF, a page each, with typst: fonts subset, texts searchable.

Takes the text of SVG files; returns bytes, the same on every run: no date, no random id. The fonts
are ours, then those of the machine for the scripts that ours lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from timeline.errors import ExportError

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
    source = f'#set document(title: sys.inputs.title, date: none)\n#set text(lang: "{spoken}")\n'
    for number, page in enumerate(pages):
        texts |= {f"svg{number}": page.svg, f"alt{number}": page.alt}
        source += (
            f"#page({page.setup}, fill: none, "
            f'image(bytes(sys.inputs.svg{number}), format: "svg", {page.size}, '
            f"alt: sys.inputs.alt{number}))\n"
        )
    try:
        with _compiling:
            compiler = _compiler(foreign=any(page.foreign for page in pages))
            made = compiler.compile(source.encode(), format="pdf", sys_inputs=texts)
    except RuntimeError as error:
        raise ExportError(f"the PDF cannot be written: {error}") from error
    if not isinstance(made, bytes):
        raise ExportError("the PDF cannot be written: the compiler returned no file")
    return made


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
    found = {(font.path, font.index) for font in _fonts(foreign=True).fonts() if font.path}
    return tuple(sorted(found))
