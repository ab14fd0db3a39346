"""A Gantt on pages of paper: page breaks, and the parts that each page repeats.

Pages break between lanes. A heading stays with its group, an event with the first of its phases,
and no mark is cut. A note goes on the page of its mark, or on a later one if that is full; notes
on the whole figure go on the last page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.errors import LayoutError
from timeline.layout.frame import FigureFrame, side_margin
from timeline.layout.gantt.body import GanttBody, PageSlice
from timeline.layout.gantt.packing import TOP, GroupBlock, Strip
from timeline.layout.gantt.texts import EraNames
from timeline.layout.scene import Axis, Box, Layout, Panel, Text
from timeline.locale.language import language
from timeline.options import Paper
from timeline.typography.font import line_height

__all__ = ["Context", "break_ranks", "contexts", "gantt_pages", "one_page", "slice_rows"]


@dataclass(frozen=True)
class Context:
    """What a strip stands under: the heading of its group, its lane's name, events by title."""

    group: str = ""
    lane: str = ""
    parents: tuple[str, ...] = ()


def break_ranks(strips: Sequence[Strip]) -> dict[int, int]:
    """Return the strips that a page may begin with, by number, and how good a place each is.

    Examples
    --------
    >>> lane, phase = Strip("lane", 0, 9), Strip("lane", 9, 18, depth=1)
    >>> break_ranks([Strip("group", 0, 9, "Harry"), lane, phase, phase, lane])
    {3: 0, 4: 1}
    """
    return {
        number: _rank(strip)
        for number, (before, strip) in enumerate(pairwise(strips), start=1)
        if before.kind == "lane" and not strip.depth > before.depth
    }


def _rank(strip: Strip) -> int:
    """Rank a place: best before a group, then before a named lane, worst between phases."""
    if strip.kind != "lane":
        return 3
    return 0 if strip.depth else 2 if strip.text else 1


def contexts(block: GroupBlock, titles: Sequence[str]) -> list[Context]:
    """Return what each strip stands under; ``titles`` are those of the events, by row."""
    contexts: list[Context] = []
    group, lanes = "", [""]
    for strip in block.strips:
        if strip.kind == "group":
            group, lanes = strip.text, [""]
        lanes = [*lanes, ""][: strip.depth + 1]
        if strip.kind == "lane" and strip.text:
            lanes[-1] = strip.text
        over = (row for row, top, bottom in block.nests if top <= strip.top < bottom)
        parents = tuple(titles[row] for row in sorted(over)) if strip.depth else ()
        contexts.append(Context(group, lanes[-1], parents))
    return contexts


def slice_rows(
    plan: GanttBody, first: int, last: int, *, under: Context, continued: str
) -> PageSlice:
    """Return the slice of the strips from ``first`` up to, not including, ``last``.

    Headings that began on an earlier page are repeated, written by the pattern ``continued``.
    """
    strips = plan.block.strips[first:last]
    end = plan.block.y if last == len(plan.block.strips) else strips[-1].bottom
    if not first:
        return PageSlice(tuple(strips), 0.0, end)
    texts: list[Strip] = []
    y, top = TOP, strips[0]
    headings = [("lane name", title) for title in under.parents]
    if under.group and top.kind != "group":
        headings.insert(0, ("group", under.group))
    for kind, name in headings:
        text = continued.format(name)
        height = plan.names.height(kind, text)
        texts.append(Strip(kind, y, y + height, text))
        y += height
    if under.lane and not top.text:
        room = top.bottom - top.top - plan.look.lane_gap
        y += max(0.0, plan.names.height("lane", under.lane) - room)
        top = replace(top, text=under.lane)
    shift = y - top.top
    # The name has the room above its lane, too, where it needs more than the lane.
    above = y - (texts[-1].bottom if texts else TOP)
    moved = [replace(s, top=s.top + shift, bottom=s.bottom + shift) for s in (top, *strips[1:])]
    moved[0] = replace(moved[0], top=moved[0].top - above)
    return PageSlice((*texts, *moved), top.top, end, shift)


#: Names of eras that need more of a page, as a share of its height, stand on the first alone.
NAMES = 0.1
#: A page may end so much earlier than it must, as a share of its plot, for a better place.
EARLIER = 0.34


@dataclass(frozen=True)
class PageContent:
    """The contents of one page: a part of the plot (none after its end), notes, the source line."""

    sheet: PageSlice | None
    notes: tuple[str, ...] = ()
    source: str = ""


def gantt_pages(plan: GanttBody, paper: Paper) -> tuple[Layout, ...]:
    """Return the pages of a Gantt that was arranged for the width of a paper.

    Raises
    ------
    LayoutError
        A page does not hold its head and one lane, or a single note.
    """
    pager = Pager(plan, paper)
    pages: list[PageContent] = []
    at, waiting = 0, list(pager.behind)
    end = len(plan.block.strips)
    while not pages or at < end or waiting or (plan.look.source and not pages[-1].source):
        page, at, waiting = pager.next_page(at, waiting, is_first=not pages)
        pages.append(page)
    drawn = [pager.drawn(page, is_first=not n) for n, page in enumerate(pages)]
    return tuple(_number_page(layout, plan, n, len(drawn)) for n, layout in enumerate(drawn))


def one_page(layout: Layout, paper: Paper) -> tuple[Layout, ...]:
    """Return a figure that cannot be split as its one page.

    Raises
    ------
    LayoutError
        It is too high.
    """
    if layout.height <= paper.height:
        return (replace(layout, height=paper.height),)
    raise LayoutError(
        f"the figure needs a height of {layout.height:g} pixels at width {layout.width:g}, and "
        f"{paper.name} holds {paper.height:g} (only a Gantt of single events is split: take "
        "larger paper, or no paper, and the PDF is one sheet as high as the figure)"
    )


class Pager:
    """Fills one page after the other."""

    def __init__(self, plan: GanttBody, paper: Paper) -> None:
        self._plan = plan
        nameless = EraNames((), (), (), plan.above.size)
        is_high = plan.above.height > NAMES * paper.height
        self._later = replace(plan, above=nameless) if is_high else plan
        self._height, self._paper = paper.height, paper.name
        self._words = language(plan.look.language).words
        self._strips = plan.block.strips
        self._ranks = {**break_ranks(self._strips), len(self._strips): 4}
        self._under = contexts(plan.block, plan.titles)
        self._notes = list(zip(plan.notes, plan.noted, strict=True))
        labelled = {text.row for text in plan.labels}
        #: The notes on the figure as a whole, and those on eras and markers.
        self._general = tuple(note for note, rows in self._notes if not rows)
        self.behind = tuple(note for note, rows in self._notes if rows and not rows & labelled)

    def _notes_of(self, sheet: PageSlice) -> tuple[str, ...]:
        labels = self._plan.labels
        seen = {t.row for t in labels if t.at_y is not None and sheet.holds(t.at_y)}
        return tuple(note for note, rows in self._notes if rows & seen)

    def next_page(
        self, at: int, waiting: Sequence[str], *, is_first: bool
    ) -> tuple[PageContent, int, list[str]]:
        """Return the page that begins at a strip, where the next begins, and what notes wait."""
        if at == len(self._strips):
            page = self._fill(PageContent(None), [*waiting], is_first=is_first)
            return page, at, list(waiting[len(page.notes) :])
        fitting: dict[int, PageContent] = {}
        ends = [end for end in self._ranks if end > at]
        for end in ends:
            page = self._page(at, end, waiting)
            if not self._fits(page, is_first=is_first):
                break
            fitting[end] = page
        if fitting:
            end = self._best(at, list(fitting))
            return fitting[end], end, []
        sheet = self._sheet(at, ends[0])
        notes = [*waiting, *self._notes_of(sheet), *(self._general if len(ends) == 1 else ())]
        page = self._fill(PageContent(sheet), notes, is_first=is_first)
        return page, ends[0], notes[len(page.notes) :]

    def _page(self, at: int, end: int, waiting: Sequence[str]) -> PageContent:
        sheet = self._sheet(at, end)
        notes = dict.fromkeys([*waiting, *self._notes_of(sheet)])
        if end < len(self._strips):
            return PageContent(sheet, tuple(notes))
        return PageContent(sheet, (*notes, *self._general), self._plan.look.source)

    def _sheet(self, at: int, end: int) -> PageSlice:
        under = self._under[at] if at < len(self._under) else Context()
        return slice_rows(self._plan, at, end, under=under, continued=self._words["continued"])

    def _best(self, at: int, ends: Sequence[int]) -> int:
        """Choose the end of a page: the whole rest, or the best place not much too early."""
        bottoms = {end: self._strips[end - 1].bottom for end in ends}
        top = self._strips[at].top
        least = top + (1 - EARLIER) * (bottoms[ends[-1]] - top)
        good = [end for end in ends if bottoms[end] >= least]
        return max(good, key=lambda end: (self._ranks[end], end))

    def _fill(self, page: PageContent, notes: list[str], *, is_first: bool) -> PageContent:
        """Return a page with as many notes as it holds; with the source line after the last."""
        is_end = page.sheet is None or page.sheet.last == self._plan.block.y
        full = replace(page, notes=tuple(notes), source=self._plan.look.source if is_end else "")
        if self._fits(full, is_first=is_first):
            return full
        for count in range(len(notes), -1, -1):
            tried = replace(page, notes=tuple(notes[:count]))
            if self._fits(tried, is_first=is_first) and (count or page.sheet or not notes):
                return tried
        what = "one lane" if page.sheet else "one note"
        raise LayoutError(
            f"a page of {self._paper} does not hold the title, the key and {what} (take "
            f"larger paper, no notes, or no paper: one sheet as high as the figure)"
        )

    def _plan_of(self, is_first: bool) -> GanttBody:
        return self._plan if is_first else self._later

    def _frame(self, page: PageContent, *, is_first: bool) -> FigureFrame:
        look, plan = self._plan.look, self._plan_of(is_first)
        if not is_first:
            title = self._words["continued"].format(look.title) if look.title else ""
            look = replace(look, title=title, subtitle="")
        look = replace(look, notes=page.notes, source=page.source, all_notes=True)
        return (plan if page.sheet else replace(plan, key=())).frame(look)

    def _fits(self, page: PageContent, *, is_first: bool) -> bool:
        figure_frame = self._frame(page, is_first=is_first)
        height = figure_frame.top + figure_frame.bottom
        if page.sheet:
            height = self._plan_of(is_first).height(figure_frame, page.sheet)
        return height + line_height(self._plan.look.theme.note_size) <= self._height

    def drawn(self, page: PageContent, *, is_first: bool) -> Layout:
        """Return a page as a finished picture; one without plot has an empty one, not seen."""
        figure_frame = self._frame(page, is_first=is_first)
        plan = self._plan_of(is_first)
        if page.sheet:
            layout = plan.layout(figure_frame, page.sheet)
        else:
            left, right, top = plan.time_scale.left, plan.time_scale.right, figure_frame.top
            box = Box(left, top, right, top + 1)
            nothing = Axis("pixel", 0.0, 1.0, grid=False)
            layout = figure_frame.compose(
                plan.look.width, (Panel(box, nothing, nothing),), (), foot=box.y1, meta={}
            )
        meta = {**plan.look.meta, "notes": list(page.notes)}
        return replace(layout, height=self._height, meta=meta)


def _number_page(layout: Layout, plan: GanttBody, number: int, count: int) -> Layout:
    """Write which page of how many it is into the lower right corner."""
    if count == 1:
        return layout
    look, size = plan.look, plan.look.theme.note_size
    spoken = language(look.language)
    message = spoken.words["page of"].format(spoken.number(number + 1), spoken.number(count))
    right, y = layout.width - side_margin(look.width), layout.height - line_height(size) / 2
    text = Text.measured(message, right, y, size, "page", anchor="end", color="muted")
    return replace(layout, texts=(*layout.texts, text), meta={**layout.meta, "page": message})
