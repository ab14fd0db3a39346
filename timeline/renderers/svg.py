"""Render a scene as SVG: complete, and identical on every machine.

Takes a finished layout and a theme; returns the text of the picture. Every element carries
presentation attributes, so that browsers, librsvg, CairoSVG, resvg and Inkscape draw the same.
Panels and lines of text are on whole pixels, where screens draw them sharply. Title, description
and row report are included for screen readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from timeline.layout.scene import BAND_COLORS, Band, Bar, KeyEntry, Layout, Mark, Panel, Rule, Text
from timeline.renderers.symbols import Colors, Fills, number, symbol_path
from timeline.renderers.texts import (
    ANCHORS,
    LINE,
    PanelScales,
    rectangle,
    scene_texts,
    size,
    slug,
    steps,
    svg_description,
    text_element,
    whole_baseline,
)
from timeline.theme import Theme
from timeline.typography.font import font_face_css

__all__ = ["svg"]

#: Arial before the system's own font: librsvg and Inkscape would take a wider one.
FAMILY = "Inter, Arial, 'Liberation Sans', system-ui, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
#: Browsers keep to measured widths; hidden in a media rule from CairoSVG, which takes it wrongly.
PRECISE = "@media all{text{text-rendering:geometricPrecision}}"
BASELINE = 0.364  # below the middle of a line, in em
#: A sample of the legend: its middle, and where its text begins, from the entry's place.
SAMPLE, SAMPLE_TEXT = 7.0, 27.0
Look = Callable[[Any], Any]


def svg(
    layout: Layout,
    theme: Theme,
    *,
    dark: Theme | None = None,
    embed_font: bool = True,
    transparent: bool = False,
    inline: str = "",
) -> str:
    """Return a scene as the text of an SVG file, or of an element of a page.

    Parameters
    ----------
    layout
        The scene, in pixels.
    theme
        Its colours.
    dark
        Colours for readers who prefer a dark scheme; the file holds both.
    embed_font
        Whether the file carries our font; else it only names it.
    transparent
        Whether the paper behind the figure is left out.
    inline
        Id prefix of an element in a page that has our font and describes the figure. It has no
        style element, which a strict content policy would refuse.

    Examples
    --------
    >>> from timeline.layout.scene import Axis, Box
    >>> from timeline.theme import THEMES
    >>> plot = Panel(Box(9, 9, 91, 41), Axis("time", 0, 86400), Axis("pixel", 32, 0))
    >>> picture = svg(Layout(100, 50, (plot,), (), (), {}), THEMES["light"], embed_font=False)
    >>> picture[:63]
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"'
    """
    drawing = _Drawing(layout, Colors(theme, dark), inline)
    return drawing.text(embed_font, transparent, is_inline=bool(inline))


def _groups(items: Iterable[Any], look: Look) -> Iterator[list[Any]]:
    for _, group in groupby(sorted(items, key=look), key=look):
        yield list(group)


@dataclass
class _Drawing:
    """One picture while it is written: its colours and its fills."""

    layout: Layout
    colors: Colors
    prefix: str = ""

    def __post_init__(self) -> None:
        self.prefix = self.prefix or slug(str(self.layout.meta.get("title") or ""))
        self.fills = Fills(self.colors, self.prefix)

    def text(self, embed_font: bool, transparent: bool, *, is_inline: bool) -> str:
        layout, colors = self.layout, self.colors
        body = "".join(
            [
                *map(self.ground, layout.panels),
                *map(self.bands, layout.panels),
                *(self.panel(number, panel) for number, panel in enumerate(layout.panels)),
                self.legend(),
                *map(self.rules_above, layout.panels),
                self.fixed_texts(),
            ]
        )
        width, height = number(layout.width), number(layout.height)
        paper = f"<rect {size(layout.width, layout.height)}{self.fill('paper')}/>"
        definitions = "".join([*self.fills.tiles(), *self.clips()])
        content = f"<defs>{definitions}</defs>{'' if transparent else paper}{body}</svg>"
        look = (
            f'{size(layout.width, layout.height)} viewBox="0 0 {width} {height}" '
            f'font-family="{FAMILY}" font-size="{number(colors.light.label_size)}"'
        )
        if is_inline:
            return f'<svg {look} aria-hidden="true">{content}'
        style = self.font_css(body) * embed_font + PRECISE + colors.css()
        description = svg_description(layout.meta, self.prefix)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {look} role="img"{description}'
            f"<style>{style}</style>{content}\n"
        )

    def font_css(self, body: str) -> str:
        bold = 'font-weight="600"' in body
        rules = font_face_css(scene_texts(self.layout)).splitlines()
        return "\n".join(rule for rule in rules if bold or "font-weight:600" not in rule)

    def clips(self) -> Iterator[str]:
        for place, panel in enumerate(self.layout.panels):
            scales = PanelScales(panel)
            rectangle = f"<rect {size(scales.width, scales.height)}/>"
            yield f'<clipPath id="{self.prefix}-plot-{place}">{rectangle}</clipPath>'

    # Colours and patterns.

    def fill(self, color: str, own: Theme | None = None) -> str:
        return self.colors.attributes(fill=self.colors.named(color, own))

    def stroke(self, color: str, own: Theme | None = None) -> str:
        return self.colors.attributes(stroke=self.colors.named(color, own))

    def ground(self, panel: Panel) -> str:
        box = panel.ground
        if panel.theme is None or box is None:
            return ""
        place = f'x="{number(box.x0)}" y="{number(box.y0)}"'
        extent = size(box.x1 - box.x0, box.y1 - box.y0)
        return f'<rect {place} {extent} fill="{panel.theme.paper}"/>'

    def bands(self, panel: Panel) -> str:
        scales = PanelScales(panel)

        def place(band: Band) -> str:
            x0, x1 = (scales.x_within(end) for end in sorted((band.x0, band.x1)))
            y0, y1 = 0.0, scales.height
            if band.y0 is not None and band.y1 is not None:
                y0, y1 = sorted((scales.y(band.y0), scales.y(band.y1)))
            return rectangle(x0, y0, x1, y1) if x1 >= x0 else ""

        markup = ""
        for group in _groups(panel.bands, lambda band: [*BAND_COLORS].index(band.style)):
            filled = self.fill(BAND_COLORS[group[0].style], panel.theme)
            if group[0].style == "marker":
                filled += self.stroke("muted", panel.theme) + ' stroke-width="1.2"'
            markup += f'<path d="{"".join(map(place, group))}"{filled}/>'
        return scales.moved(markup)

    def rules(self, panel: Panel, wanted: Callable[[Rule], bool]) -> str:
        scales, markup = PanelScales(panel), ""
        chosen = [rule for rule in panel.rules if wanted(rule)]
        for _, rules in groupby(chosen, key=lambda rule: (rule.style, rule.color, rule.width)):
            group = list(rules)
            path = "".join(
                f"M{number(scales.x(r.x0))},{number(scales.y(r.y0))}"
                f"L{number(scales.x(r.x1))},{number(scales.y(r.y1))}"
                for r in group
            )
            color = self.stroke(group[0].color, panel.theme)
            wide = "" if group[0].width == 1 else f' stroke-width="{number(group[0].width)}"'
            markup += f'<path d="{path}" fill="none"{color}{wide}/>'
        return markup

    def rules_above(self, panel: Panel) -> str:
        markup = self.rules(panel, lambda rule: rule.style not in ("heading", "leader"))
        return PanelScales(panel).moved(markup)

    def panel(self, place: int, panel: Panel) -> str:
        scales = PanelScales(panel)
        data = self.bars(panel, scales) + self.areas(panel, scales)
        data += self.rules(panel, lambda rule: rule.style == "leader")
        data += self.marks(panel, scales) + self.moving_texts(place, panel, scales)
        return scales.moved(
            self.rules(panel, lambda rule: rule.style == "heading")
            + self.grid(panel, scales)
            + self.axis_lines(panel, scales)
            + self.tick_labels(panel, scales)
            + (f'<g clip-path="url(#{self.prefix}-plot-{place})">{data}</g>' if data else "")
        )

    def grid(self, panel: Panel, scales: PanelScales) -> str:
        """Draw a line at each tick, and stronger ones where the values are zero."""
        lines, zeros = "", ""
        for axis, ticks, place, line in (
            (panel.x, scales.x_ticks, scales.x, f"M{{}},0V{number(scales.height)}"),
            (panel.y, scales.y_ticks, scales.y, f"M0,{{}}H{number(scales.width)}"),
        ):
            zeroed = axis.kind == "value" and axis.grid and not axis.log
            shown = [pixel for tick, pixel in ticks if axis.grid and not (zeroed and tick.at == 0)]
            lines += "".join(line.format(number(pixel)) for pixel in shown)
            if zeroed and axis.low <= 0 <= axis.high:
                zeros += line.format(number(place(0.0)))
        own = panel.theme
        drawn = ((lines, "grid"), (zeros, "muted"))
        return "".join(
            f'<path d="{path}"{self.stroke(color, own)}/>' for path, color in drawn if path
        )

    def axis_lines(self, panel: Panel, scales: PanelScales) -> str:
        """Draw the line of an axis of time, half a pixel outside the plot, and its ticks."""
        path = ""
        if panel.x.kind in ("time", "folded"):
            foot = number(scales.height + 1)
            path += f"M0,{number(scales.height + 0.5)}H{number(scales.width)}"
            path += "".join(f"M{number(pixel)},{foot}v4" for _, pixel in scales.x_ticks)
        if panel.y.kind in ("time", "folded"):
            path += f"M-.5,0V{number(scales.height)}"
        color = self.stroke("rule", panel.theme)
        return f'<path d="{path}" fill="none"{color}/>' if path else ""

    def tick_labels(self, panel: Panel, scales: PanelScales) -> str:
        em = (panel.theme or self.colors.light).tick_size
        # plotly's distances: under the ticks of time, and right at an axis without ticks.
        foot = scales.height + em + (5 + 0.2 * em) * (panel.x.kind in ("time", "folded"))
        labels = [(tick.text, x, foot, "middle") for tick, x in scales.x_ticks]
        labels += [(tick.text, -1, y + 0.35 * em, "end") for tick, y in scales.y_ticks]
        markup = "".join(text_element(*label) for label in labels if label[0])
        color = self.fill("muted", panel.theme)
        return f'<g font-size="{number(em)}"{color}>{markup}</g>' if markup else ""

    def bars(self, panel: Panel, scales: PanelScales) -> str:
        """Draw the bars, what is possible under what is certain, whatever the side."""

        def look(bar: Bar) -> tuple[Any, ...]:
            color = (panel.theme or self.colors.light).color(bar.color)
            return (bar.style == "certain", bar.name, bar.style, color, bar.pattern)

        markup = ""
        for group in _groups(panel.bars, look):
            corners = (
                (scales.x(bar.x0), scales.y(bar.y0), scales.x(bar.x1), scales.y(bar.y1))
                for bar in group
            )
            shapes = "".join(f'<path d="{rectangle(*ends)}"/>' for ends in corners)
            markup += f"<g{self.fills.of_bar(group[0], panel.theme)}>{shapes}</g>"
        return markup

    def areas(self, panel: Panel, scales: PanelScales) -> str:
        markup = ""
        for area in panel.areas:
            outline = ""
            for edges, tops, base in area.runs:
                x = scales.across.map(edges).tolist()
                y = scales.down.map(tops.round(1)).tolist()
                outline += steps(x, y, scales.y(base))
            markup += f'<path d="{outline}"{self.fill(area.color, panel.theme)}/>'
        return markup

    def marks(self, panel: Panel, scales: PanelScales) -> str:
        def look(mark: Mark) -> tuple[Any, ...]:
            color = (panel.theme or self.colors.light).color(mark.color)
            return (mark.name, mark.shape, color, mark.hollow, mark.size)

        markup = ""
        for group in _groups(panel.marks, look):
            places = [(scales.x(mark.x), scales.y(mark.y)) for mark in group]
            markup += self.symbols(group[0], group[0].hollow, places, panel.theme)
        return markup

    def symbols(
        self,
        mark: Mark | KeyEntry,
        hollow: bool,
        places: Sequence[tuple[float, float]],
        own: Theme | None = None,
    ) -> str:
        """Draw marks of one look; a question mark is a text."""
        colors, diameter = self.colors, mark.mark if isinstance(mark, KeyEntry) else mark.size
        if mark.shape == "question":
            em = diameter + 3
            texts = "".join(text_element("?", x, y + 0.25 * em, "middle") for x, y in places)
            filled = self.fill(mark.color, own)
            return f'<g font-size="{number(em)}" font-weight="600"{filled}>{texts}</g>'
        edge = colors.pair(lambda t: t.edge(t.color(mark.color)), own)
        inside = colors.named("paper" if hollow else mark.color, own)
        path = symbol_path(mark.shape, diameter)
        shapes = "".join(
            f'<path transform="translate({number(x)},{number(y)})" d="{path}"/>'
            if path
            else f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(diameter / 2)}"/>'
            for x, y in places
        )
        look = colors.attributes(fill=inside, stroke=edge)
        return f'<g{look} stroke-width="1.5" stroke-miterlimit="2">{shapes}</g>'

    # Texts.

    def moving_texts(self, place: int, panel: Panel, scales: PanelScales) -> str:
        """Write the labels that stand at a place of both axes."""
        texts = [
            text
            for text in self.layout.texts
            if text.panel == place and text.at is not None and text.at_y is not None
        ]
        markup = ""
        for group in _groups(texts, lambda t: (t.anchor, t.color, t.size, t.bold)):
            inner = ""
            for text in group:
                rows = text.text.count("\n")
                y = scales.y(text.at_y) + 0.75 * text.size - (rows * LINE + 1) * text.size / 2
                x = scales.x(text.at)
                inner += self.fills.plate(text, x, y) + text_element(text.text, x, y)
            markup += f"<g{self.text_look(group[0])}>{inner}</g>"
        return markup

    def fixed_texts(self) -> str:
        texts = [text for text in self.layout.texts if text.at is None or text.at_y is None]
        markup = ""
        for _, group in groupby(texts, key=lambda t: (t.anchor, t.color, t.size, t.bold)):
            same = list(group)
            markup += f"<g{self.text_look(same[0])}>{''.join(map(self.fixed_text, same))}</g>"
        return markup

    def fixed_text(self, text: Text) -> str:
        x, y = text.x, text.y + BASELINE * text.size
        rows = text.text.count("\n")
        if text.role == "title":
            y = text.y + 0.35 * text.size
        elif rows:
            y -= rows * LINE * text.size / 2
        else:
            left, above, below, edge = self.shifts
            y = whole_baseline(text.y + (below if text.y > edge else above), text.size)
            x = round(x + left) if text.anchor == "start" else x
        if text.at is not None:
            scales = PanelScales(self.layout.panels[text.panel])
            x = scales.box.x0 + scales.x(text.at)
        return text_element(text.text, x, y)

    @cached_property
    def shifts(self) -> tuple[float, float, float, float]:
        """How far texts left of, above and below the plots move with their edges; their foot."""
        boxes = [panel.box for panel in self.layout.panels]
        left, top = min(box.x0 for box in boxes), min(box.y0 for box in boxes)
        foot, height = max(box.y1 for box in boxes), self.layout.height
        return (round(left) - left, round(top) - top, height - round(height - foot) - foot, foot)

    def text_look(self, text: Text) -> str:
        weight = ' font-weight="600"' * text.bold
        color = self.fill(text.color)
        return f'{ANCHORS[text.anchor]} font-size="{number(text.size)}"{weight}{color}'

    def legend(self) -> str:
        markup = ""
        for entry in self.layout.key:
            sample = ""
            if entry.shape and entry.shape != "question":  # a text of the layout stands there
                sample = self.symbols(entry, entry.style == "hollow", [(0, 0)])
            elif not entry.shape:
                sample = f'<path d="M6,6H-6V-6H6Z"{self.fills.of_bar(entry, scale=0.8)}/>'
            y = entry.size * (0.39 - entry.text.count("\n") * LINE / 2)
            text = text_element(entry.text, SAMPLE_TEXT - SAMPLE, y)
            place = f"translate({number(entry.x + SAMPLE)},{number(entry.y)})"
            markup += f'<g transform="{place}">{sample}{text}</g>'
        font = f' font-size="{number(self.layout.key[0].size)}"' if markup else ""
        return f"<g{font}{self.fill('ink')}>{markup}</g>" if markup else ""
