// What we draw over plotly's axes: marks, labels, and the texts that stay where they are.

import { plotBox, toNumber, unitsPerPixel, xScale, yScale } from "./axes/scale.js";
import { Marks } from "./marks/marks.js";
import { attachments, placeOf } from "./marks/labels.js";
import { isLabels } from "./marks/rows.js";
import { BESIDE_MARK, FIXED, LINE_HEIGHT, linesOf, moveTo, svgElement, textElement } from "./text.js";
import { contrastColor } from "./color.js";

/** @import { Annotation, Attached, LabelPlace, Layout, Leader, Trace } from "./types.js" */
/** @import { Figure } from "./figure.js" */

/** @typedef {{ point: Attached, trace: Trace, side: number, y: number, node: SVGTextElement, leader: SVGLineElement | null }} Label */

export class Overlay {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.marks = new Marks();
    /** @type {Label[]} */
    this.labels = [];
    this.node = svgElement("svg", { class: "timeline-overlay", "aria-hidden": "true" });
    const id = `${figure.host.id}-window`;
    const clip = svgElement("clipPath", { id });
    this.window = svgElement("rect");
    clip.append(this.window);
    this.moving = svgElement("g", { "clip-path": `url(#${id})` });
    this.fixed = svgElement("g");
    const texts = svgElement("g", { class: "timeline-texts" });
    texts.append(this.moving, this.fixed);
    this.node.append(clip, this.marks.node, texts);
  }

  /**
   * Takes the marks and labels of a layout.
   *
   * @param {Trace[]} traces all that were laid out
   * @param {Trace[]} marks those that are drawn here
   * @param {number} width of the plot that they were laid out for
   */
  set(traces, marks, width) {
    const { layout, room, canvas, host } = this.figure;
    const found = attachments(traces, ({ xaxis }) => {
      const scale = xScale(layout, xaxis);
      return scale.log ? 0 : unitsPerPixel(scale) * (room / width);
    });
    this.marks.set(marks, layout, { attachments: found, id: host.id });
    const { left, top, foot } = plotBox(layout);
    for (const [key, value] of Object.entries({ width: layout.width, height: layout.height })) this.node.setAttribute(key, String(value));
    const box = { x: left, y: top, width: room, height: foot - top };
    for (const [key, value] of Object.entries(box)) this.window.setAttribute(key, String(value));
    this.labels = found.filter(({ trace }) => isLabels(trace)).flatMap(({ trace, points, side }) => {
      const scale = yScale(layout, trace.yaxis);
      return points.map((point, n) => labelOf(point, trace, side, scale.position(toNumber(trace.y[n])), layout));
    });
    this.moving.replaceChildren(...this.labels.flatMap(({ node, leader }) => (leader ? [leader, node] : [node])));
    if (!this.node.parentNode) canvas.append(this.node);
  }

  /**
   * Draws what the stretch of time that is shown, and the key, leave to be seen.
   *
   * @param {Annotation[]} texts that stay where they are
   */
  draw(texts) {
    const { figure } = this;
    this.marks.draw((axis) => figure.zoom.windowOf(axis), figure.hidden);
    for (const label of this.labels) this.drawLabel(label);
    this.drawFixed(texts);
  }

  /** @param {Label} label */
  drawLabel({ point, trace, side, y, node, leader }) {
    const { layout, zoom, hidden } = this.figure;
    const window = zoom.windowOf(trace.xaxis ?? "x");
    const x = xScale(layout, trace.xaxis, window ?? undefined);
    const place = hidden.has(point.bar?.name ?? "") ? null : placeOf(point, side, window, unitsPerPixel(x));
    show(node, place !== null);
    if (leader) show(leader, place !== null && !place.into);
    if (!place) return;
    const down = place.into && point.bar ? yScale(layout, trace.yaxis).position(point.bar.y) : y;
    moveTo(node, x.position(x.log ? point.x : place.at), down);
    this.dress(node, point, trace, place);
    if (leader && point.leader) moveTo(leader, x.position(point.leader.x), 0);
  }

  /**
   * Gives a label in a bar a colour that is read there.
   *
   * @param {SVGTextElement} node
   * @param {Attached} point
   * @param {Trace} trace
   * @param {LabelPlace} place
   */
  dress(node, point, { textfont, yaxis }, { into }) {
    if (!node.hasAttribute("paint-order") && !into) return; // as it was made
    const { color = "#000", size = 12 } = textfont ?? {};
    const { layout } = this.figure;
    const { bar } = point;
    const height = bar ? Math.abs(yScale(layout, yaxis).position(bar.height) - yScale(layout, yaxis).position(0)) : 0;
    const lines = linesOf(point.text).length;
    const plain = into === "core" && height > (lines > 1 ? lines * LINE_HEIGHT : 1) * size;
    node.setAttribute("fill", plain && bar ? contrastColor(bar.color) : color);
    node.setAttribute("paint-order", "stroke");
    node.setAttribute("stroke", into && !plain ? this.figure.paper : "none");
    node.setAttribute("stroke-width", into && !plain ? "4" : "0");
    node.setAttribute("stroke-linejoin", "round");
  }

  /** @param {Annotation[]} annotations */
  drawFixed(annotations) {
    const { layout, zoom } = this.figure;
    const { left, top, foot } = plotBox(layout);
    this.fixed.replaceChildren(...annotations.map((one) => {
      const node = textElement(one.text, one.font, one.xanchor, FIXED);
      const scale = one.xref === "paper" ? null : xScale(layout, one.xref, zoom.windowOf(one.xref) ?? undefined);
      const x = scale ? scale.position(toNumber(one.x)) : left + toNumber(one.x) * this.figure.room;
      moveTo(node, x + (one.xshift ?? 0), (one.y ? top : foot) - one.yshift);
      return node;
    }));
  }
}

/**
 * @param {Attached} point
 * @param {Trace} trace
 * @param {number} side
 * @param {number} y pixels
 * @param {Layout} layout
 * @returns {Label}
 */
function labelOf(point, trace, side, y, layout) {
  const font = trace.textfont ?? { size: 12, color: "#000" };
  const node = textElement(point.text, font, trace.textposition ?? "", BESIDE_MARK);
  return { point, trace, side, y, node, leader: point.leader ? leaderElement(point.leader, trace, layout) : null };
}

/**
 * @param {Leader} leader
 * @param {Trace} trace
 * @param {Layout} layout
 */
function leaderElement({ ends: [from, to], color, width }, trace, layout) {
  const scale = yScale(layout, trace.yaxis);
  const ends = { x1: 0, x2: 0, y1: scale.position(from), y2: scale.position(to) };
  return svgElement("line", { ...ends, stroke: color, "stroke-width": width });
}

/**
 * @param {SVGElement} node
 * @param {boolean} visible
 */
function show(node, visible) {
  const display = visible ? "inline" : "none";
  if (node.getAttribute("display") !== display) node.setAttribute("display", display);
}
