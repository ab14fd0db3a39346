// Draws the marks of a figure, that is bars, symbols and question marks, like plotly but faster: plotly
// styles every mark again at each zoom, which takes a tenth of a second for a thousand marks.
import { plotBox, toNumber, unitsPerPixel, xScale, yScale } from "../axes/scale.js";
import { LABEL_BASELINE, moveTo, svgElement, textElement } from "../text.js";
import { placeOf } from "./placement.js";
import { extentOf, isLabels, isLeaders } from "./rows.js";
import { SYMBOLS, hatchElement, isHatch, round } from "./symbols.js";

/** @import { Attachments, Box, Layout, Range, Shape, Target, Trace } from "../types.js" */
/** @import { Extent } from "./rows.js" */
/** @import { Scale } from "../axes/scale.js" */

/**
 * @typedef {object} MarkElement a mark with its element and its last drawn `box`
 * @property {SVGElement} node
 * @property {number} n
 * @property {Extent} extent
 * @property {Box} box
 * @property {boolean} visible
 */
/** @typedef {{ trace: Trace, group: SVGGElement, marks: MarkElement[], radius: number, attached: Attachments | undefined }} Series */
/** @typedef {{ x: Scale, y: Scale, group: SVGGElement, series: Series[] }} Panel */

const OVERHANG = 100; // pixels that a bar may extend beyond the plot

const TRACE_KEYS = new Set([
  "type", "mode", "orientation", "name", "legendgroup", "showlegend", "visible", "x", "y", "base", "width", "text",
  "textfont", "textposition", "hovertext", "hoverinfo", "customdata", "marker", "xaxis", "yaxis", "uid",
]);
const MARKER_KEYS = new Set(["color", "size", "symbol", "opacity", "line", "pattern"]);

/** @param {Trace} trace */
const isLegendItem = (trace) => trace.x?.length === 1 && trace.x[0] === null;

/**
 * Whether a trace has only properties that our layouts write, and that we can draw.
 *
 * @param {Trace} trace
 */
function isPlain(trace) {
  const { marker = {} } = trace;
  const values = [marker.color, marker.size, marker.symbol, marker.opacity, ...Object.values(marker.line ?? {})];
  return Object.keys(trace).every((key) => TRACE_KEYS.has(key)) && Object.keys(marker).every((key) => MARKER_KEYS.has(key))
    && trace.visible !== false && Array.isArray(trace.x) && values.every((value) => typeof value !== "object");
}

/** @param {Trace} trace */
const isBars = ({ type, width, base, marker }) =>
  type === "bar" && Array.isArray(width) && Array.isArray(base) && isHatch(marker?.pattern?.shape ?? "/");

/** @param {Trace} trace */
const isSymbols = ({ type, mode, marker }) =>
  type === "scatter" && (mode === "text" || (mode === "markers" && (marker?.symbol ?? "") in SYMBOLS));

/** @param {Trace} trace */
const isKnown = (trace) =>
  isLegendItem(trace) || isLeaders(trace) || isLabels(trace) || (isPlain(trace) && (isBars(trace) || isSymbols(trace)));

/**
 * Whether we draw the marks of a figure. If not, plotly does, with the user's edits.
 *
 * @param {Trace[]} traces
 * @param {Layout} layout
 */
export const drawsMarks = (traces, layout) =>
  layout.barmode === "overlay" && traces.every(isKnown)
  && (layout.shapes ?? []).every((shape) => shape.layer === "below" || (shape.type === "line" && !("label" in shape)));

export class Marks {
  constructor() {
    this.node = svgElement("g", { class: "timeline-marks" });
    /** @type {Panel[]} */
    this.panels = [];
    /** @type {{ shape: Shape, node: SVGLineElement }[]} */
    this.rules = [];
  }

  /**
   * Sets the marks of a layout.
   *
   * @param {Trace[]} traces the traces drawn here
   * @param {Layout} layout
   * @param {{ attachments: Attachments[], id: string }} more marks attached to bars, and a prefix for ids
   */
  set(traces, layout, { attachments, id }) {
    this.layout = layout;
    this.panels = [];
    const defs = svgElement("defs");
    /** @type {Map<string, string>} */
    const hatches = new Map();
    /** @param {Trace} trace */
    const fillOf = ({ marker }) => {
      if (!marker?.pattern) return marker?.color;
      const key = JSON.stringify(marker.pattern);
      const name = hatches.get(key) ?? `${id}-hatch-${hatches.size}`;
      if (!hatches.has(key)) defs.append(hatchElement(marker.pattern, name));
      hatches.set(key, name);
      return `url(#${name})`;
    };
    const axes = [...new Set(traces.map(({ xaxis = "x", yaxis = "y" }) => `${xaxis} ${yaxis}`))];
    axes.forEach((pair, at) => {
      const [xaxis = "x", yaxis = "y"] = pair.split(" ");
      const [x, y] = [xScale(layout, xaxis), yScale(layout, yaxis)];
      const { group, clip } = panelGroup(x, y, `${id}-plot-${at}`);
      defs.append(clip);
      const own = traces.filter((trace) => (trace.xaxis ?? "x") === xaxis && (trace.yaxis ?? "y") === yaxis);
      // Draw symbols above bars, whatever the order of the traces.
      own.sort((a, b) => Number(a.type !== "bar") - Number(b.type !== "bar"));
      const series = own.map((trace) => seriesOf(trace, fillOf(trace), attachments));
      group.append(...series.map((one) => one.group));
      this.panels.push({ x, y, group, series });
    });
    this.rules = (layout.shapes ?? []).filter(({ layer }) => layer === "above").map((shape) => {
      const { color, width } = shape.line ?? { color: "#444", width: 2 };
      return { shape, node: svgElement("line", { stroke: color, "stroke-width": width }) };
    });
    this.node.replaceChildren(defs, ...this.panels.map(({ group }) => group), ...this.rules.map(({ node }) => node));
  }

  /**
   * Draws what is in view.
   *
   * @param {(xaxis: string) => Range | null} windowOf zoomed window of an axis
   * @param {Set<string>} hidden series hidden by the legend
   */
  draw(windowOf, hidden) {
    if (!this.layout) return;
    for (const panel of this.panels) {
      const xaxis = panel.series[0]?.trace.xaxis ?? "x";
      const window = windowOf(xaxis);
      panel.x = xScale(this.layout, xaxis, window ?? undefined);
      for (const series of panel.series) {
        const shown = !hidden.has(series.trace.legendgroup ?? series.trace.name);
        drawSeries(series, panel, shown, window);
      }
    }
    for (const { shape, node } of this.rules) drawRule(shape, node, this.layout, windowOf(shape.xref.split(" ")[0] ?? "x"));
  }

  /** All marks in view that have a tooltip, the topmost last.
   * @returns {Generator<Target>} */
  *targets() {
    for (const { x, y, series } of this.panels) {
      for (const { trace, marks } of series) {
        for (const { n, box, visible } of marks) {
          const text = trace.hovertext?.[n];
          if (visible && text) yield { text, box: clipBox(box, x, y) };
        }
      }
    }
  }
}

/**
 * The group of a panel's marks. Its origin is the corner of the plot, where hatches begin.
 *
 * @param {Scale} x
 * @param {Scale} y
 * @param {string} id
 */
function panelGroup({ pixels: [left, right] }, { pixels: [foot, top] }, id) {
  const clip = svgElement("clipPath", { id });
  clip.append(svgElement("rect", { width: right - left, height: foot - top }));
  const group = svgElement("g", { transform: `translate(${left},${top})`, "clip-path": `url(#${id})` });
  return { group, clip };
}

/**
 * @param {Trace} trace
 * @param {string | undefined} fill
 * @param {Attachments[]} attachments
 * @returns {Series}
 */
function seriesOf(trace, fill, attachments) {
  const { marker = {}, textfont = { size: 12, color: "#000" } } = trace;
  const symbol = trace.type === "bar" || trace.mode === "text" ? null : SYMBOLS[marker.symbol ?? ""]?.((marker.size ?? 6) / 2);
  const { width = 0, color = "#444" } = marker.line ?? {};
  const group = svgElement("g", trace.mode === "text" ? {} : {
    fill, stroke: color, "stroke-width": width, "stroke-miterlimit": symbol ? 2 : undefined, opacity: marker.opacity,
  });
  const marks = trace.x.map((_, n) => {
    const text = (Array.isArray(trace.text) ? trace.text[n] : trace.text) ?? "";
    const node = trace.mode === "text"
      ? textElement(text, textfont, trace.textposition ?? "", LABEL_BASELINE)
      : svgElement("path", { "vector-effect": "non-scaling-stroke", ...(symbol ? { d: symbol } : {}) });
    return { node, n, extent: extentOf(trace, n), box: { x0: 0, x1: 0, y0: 0, y1: 0 }, visible: false };
  });
  const radius = trace.mode === "text" ? textfont.size / 2 : (marker.size ?? 6) / 2;
  return { trace, group, marks, radius, attached: attachments.find((one) => one.trace === trace) };
}

/**
 * @param {Series} series
 * @param {Panel} panel
 * @param {boolean} shown
 * @param {Range | null} window
 */
function drawSeries(series, panel, shown, window) {
  const { trace, group, marks } = series;
  for (const mark of marks) {
    if (trace.type === "bar") drawBar(mark, panel);
    else drawSymbol(mark, series, panel, window);
    mark.visible &&= shown;
  }
  showOnly(group, marks.filter(({ visible }) => visible).map(({ node }) => node));
}

/**
 * @param {MarkElement} mark
 * @param {Panel} panel
 */
function drawBar(mark, { x, y }) {
  const [left, right] = x.pixels;
  mark.box = boxOf(mark.extent, x, y);
  mark.visible = mark.box.x1 >= left - 1 && mark.box.x0 <= right + 1;
  if (mark.visible) mark.node.setAttribute("d", barPath(mark.box, left, y.pixels[1], right));
}

/**
 * @param {MarkElement} mark
 * @param {Series} series
 * @param {Panel} panel
 * @param {Range | null} window
 */
function drawSymbol(mark, { attached, radius }, { x, y }, window) {
  const [left, right] = x.pixels;
  const point = attached?.points[mark.n];
  const place = point && !x.log ? placeOf(point, attached?.side ?? 0, window, unitsPerPixel(x))?.at : mark.extent.x0;
  mark.visible = false;
  if (place === undefined) return;
  const [across, down] = [x.position(place), y.position(mark.extent.y0)];
  mark.box = { x0: across - radius, x1: across + radius, y0: down - radius, y1: down + radius };
  mark.visible = mark.box.x1 >= left - radius && mark.box.x0 <= right + radius;
  if (mark.visible) moveTo(mark.node, across - left, down - y.pixels[1]);
}

/**
 * @param {Element} group
 * @param {Element[]} nodes
 */
export function showOnly(group, nodes) {
  const { children } = group;
  if (children.length !== nodes.length || nodes.some((node, n) => children[n] !== node)) group.replaceChildren(...nodes);
}

/**
 * @param {Extent} extent
 * @param {Scale} x
 * @param {Scale} y
 * @returns {Box}
 */
function boxOf({ x0, x1, y0, y1 }, x, y) {
  const [a, b, c, d] = [x.position(x0), x.position(x1), y.position(y0), y.position(y1)];
  return { x0: Math.min(a, b), x1: Math.max(a, b), y0: Math.min(c, d), y1: Math.max(c, d) };
}

/**
 * @param {Box} box
 * @param {number} left
 * @param {number} top
 * @param {number} right
 */
function barPath({ x0, x1, y0, y1 }, left, top, right) {
  const [from, to] = [Math.max(x0, left - OVERHANG) - left, Math.min(x1, right + OVERHANG) - left];
  const [left0, top0, right0, foot0] = [from, y0 - top, to, y1 - top].map(round);
  return `M${left0},${top0}V${foot0}H${right0}V${top0}Z`;
}

/**
 * The part of a box inside the plot.
 *
 * @param {Box} box
 * @param {Scale} x
 * @param {Scale} y
 */
const clipBox = ({ x0, x1, y0, y1 }, { pixels: [left, right] }, { pixels: [foot, top] }) => ({
  x0: Math.max(x0, left), x1: Math.min(x1, right), y0: Math.max(y0, top), y1: Math.min(y1, foot),
});

/**
 * A line above the bars: whiskers and zero lines.
 *
 * @param {Shape} shape
 * @param {SVGLineElement} node
 * @param {Layout} layout
 * @param {Range | null} window
 */
function drawRule(shape, node, layout, window) {
  const [x, y] = [xOf(shape.xref, layout, window), yOf(shape.yref, layout)];
  const ends = { x1: x(toNumber(shape.x0)), x2: x(toNumber(shape.x1)), y1: y(shape.y0), y2: y(shape.y1) };
  for (const [key, value] of Object.entries(ends)) node.setAttribute(key, String(round(value)));
}

/**
 * A function from values to x positions, for one of plotly's references: an axis, its domain, or the plot.
 *
 * @param {string} ref
 * @param {Layout} layout
 * @param {Range | null} window
 * @returns {(value: number) => number}
 */
function xOf(ref, layout, window) {
  const { left, right } = plotBox(layout);
  if (ref === "paper") return (value) => share(value, [left, right]);
  const [name, domain] = ref.split(" ");
  const scale = xScale(layout, name, window ?? undefined);
  return domain ? (value) => share(value, scale.pixels) : (value) => scale.position(value);
}

/**
 * @param {string} ref
 * @param {Layout} layout
 * @returns {(value: number) => number}
 */
function yOf(ref, layout) {
  const { top, foot } = plotBox(layout);
  if (ref === "paper") return (value) => share(value, [foot, top]);
  const [name, domain] = ref.split(" ");
  const scale = yScale(layout, name);
  return domain ? (value) => share(value, scale.pixels) : (value) => scale.position(value);
}

/**
 * @param {number} value
 * @param {Range} pixels
 */
const share = (value, [from, to]) => from + value * (to - from);
