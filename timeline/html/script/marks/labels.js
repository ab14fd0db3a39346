// Draws the labels of marks, and the leader lines to labels above their events.
import { toNumber, unitsPerPixel, xScale, yScale } from "../axes/scale.js";
import { contrastColor } from "../color.js";
import { LABEL_BASELINE, LINE_HEIGHT, anchorOf, fillText, linesOf, moveTo, svgElement } from "../text.js";
import { placeOf } from "./placement.js";
import { isLabels } from "./rows.js";

/** @import { Attached, Attachments, Font, LabelPlace, Layout, Leader, Range } from "../types.js" */
/** @import { Scale } from "../axes/scale.js" */

/** @typedef {{ point: Attached, y: number, node: SVGTextElement, leader: SVGLineElement | null }} Label */
/** @typedef {{ xaxis: string, y: Scale, side: number, font: Font, group: SVGGElement, labels: Label[] }} Series */

const HALO = 4; // stroke width in pixels, half of it visible around the letters

export class Labels {
  constructor() {
    this.node = svgElement("g");
    /** @type {Series[]} */
    this.series = [];
    this.paper = "#ffffff";
    this.ink = "#000000";
  }

  /**
   * Sets the labels of a layout.
   *
   * @param {Attachments[]} attachments
   * @param {Layout} layout
   */
  set(attachments, layout) {
    this.layout = layout;
    this.paper = layout.paper_bgcolor ?? "#ffffff";
    this.ink = layout.font?.color ?? "#000000";
    this.series = attachments.filter(({ trace }) => isLabels(trace)).map((one) => seriesOf(one, layout));
    this.node.replaceChildren(...this.series.map(({ group }) => group));
  }

  /**
   * @param {(xaxis: string) => Range | null} windowOf zoomed window of an axis
   * @param {Set<string>} hidden series hidden by the legend
   */
  draw(windowOf, hidden) {
    for (const series of this.series) {
      if (!this.layout) return;
      const window = windowOf(series.xaxis);
      const x = xScale(this.layout, series.xaxis, window ?? undefined);
      const scale = unitsPerPixel(x);
      for (const label of series.labels) {
        const { point } = label;
        const place = hidden.has(point.bar?.name ?? "") ? null : placeOf(point, series.side, window, scale);
        this.drawLabel(label, series, x, place);
      }
    }
  }

  /**
   * @param {Label} label
   * @param {Series} series
   * @param {Scale} x
   * @param {LabelPlace | null} place
   */
  drawLabel({ point, y, node, leader }, series, x, place) {
    show(node, place !== null);
    if (leader) show(leader, place !== null && !place.into);
    if (!place) return;
    const down = place.into && point.bar ? series.y.position(point.bar.y) : y;
    moveTo(node, x.position(x.log ? point.x : place.at), down);
    this.color(node, point, series, place);
    if (leader && point.leader) moveTo(leader, x.position(point.leader.x), 0);
  }

  /**
   * Makes a label readable that was moved into its bar. On a bar at least as high as the label, its
   * colour contrasts with the bar; otherwise it has the normal text colour, with a halo.
   *
   * @param {SVGTextElement} node
   * @param {Attached} point
   * @param {Series} series
   * @param {LabelPlace} place
   */
  color(node, { bar, text }, { y, font }, { into }) {
    if (!into || !bar) {
      if (node.style.cssText) node.removeAttribute("style");
      return;
    }
    const lines = linesOf(text).length;
    const height = Math.abs(y.position(bar.height) - y.position(0));
    const plain = into === "core" && height > (lines > 1 ? lines * LINE_HEIGHT : 1) * font.size;
    const halo = { paintOrder: "stroke", stroke: this.paper, strokeWidth: `${HALO}px`, strokeLinejoin: "round" };
    const none = { paintOrder: "", stroke: "" };
    Object.assign(node.style, plain ? { fill: contrastColor(bar.color), ...none } : { fill: this.ink, ...halo });
  }
}

/**
 * @param {Attachments} attachments
 * @param {Layout} layout
 * @returns {Series}
 */
function seriesOf({ trace, side, points }, layout) {
  const font = trace.textfont ?? { size: 12, color: "#000" };
  const y = yScale(layout, trace.yaxis);
  const group = svgElement("g", {
    "font-size": font.size, "font-weight": font.weight ?? 400, fill: font.color, "text-anchor": anchorOf(trace.textposition ?? ""),
  });
  const labels = points.map((point, n) => {
    const node = fillText(svgElement("text"), point.text, font.size, LABEL_BASELINE);
    return { point, y: y.position(toNumber(trace.y[n])), node, leader: point.leader ? leaderElement(point.leader, y) : null };
  });
  group.append(...labels.flatMap(({ node, leader }) => (leader ? [leader, node] : [node])));
  return { xaxis: trace.xaxis ?? "x", y, side, font, group, labels };
}

/**
 * @param {Leader} leader
 * @param {Scale} y
 */
function leaderElement({ ends: [from, to], color, width }, y) {
  return svgElement("line", { x1: 0, x2: 0, y1: y.position(from), y2: y.position(to), stroke: color, "stroke-width": width });
}

/**
 * @param {SVGElement} node
 * @param {boolean} visible
 */
function show(node, visible) {
  if (visible !== node.hasAttribute("display")) return;
  if (visible) node.removeAttribute("display");
  else node.setAttribute("display", "none");
}
