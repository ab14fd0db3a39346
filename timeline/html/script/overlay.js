// The SVG over plotly's axes: marks, labels, and fixed texts.
import { plotBox, toNumber, unitsPerPixel, xScale } from "./axes/scale.js";
import { Labels } from "./marks/labels.js";
import { Marks } from "./marks/marks.js";
import { attachments } from "./marks/placement.js";
import { FIXED_BASELINE, moveTo, svgElement, textElement } from "./text.js";

/** @import { Annotation, Trace } from "./types.js" */
/** @import { Figure } from "./figure.js" */

export class Overlay {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.marks = new Marks();
    this.labels = new Labels();
    this.node = svgElement("svg", { class: "timeline-overlay", "aria-hidden": "true" });
    const id = `${figure.host.id}-window`;
    const clip = svgElement("clipPath", { id });
    this.window = svgElement("rect");
    clip.append(this.window);
    this.labels.node.setAttribute("clip-path", `url(#${id})`);
    this.fixed = svgElement("g");
    const texts = svgElement("g", { class: "timeline-texts" });
    texts.append(this.labels.node, this.fixed);
    this.node.append(clip, this.marks.node, texts);
  }

  /**
   * Sets the marks and labels of a layout.
   *
   * @param {Trace[]} traces all traces of the layout
   * @param {Trace[]} marks the traces drawn here
   * @param {number} width of the plot in the layout
   */
  set(traces, marks, width) {
    const { layout, plotWidth, host } = this.figure;
    const attached = attachments(traces, ({ xaxis }) => {
      const scale = xScale(layout, xaxis);
      return scale.log ? 0 : unitsPerPixel(scale) * (plotWidth / width);
    });
    this.marks.set(marks, layout, { attachments: attached, id: host.id });
    this.labels.set(attached, layout);
    const { left, top, foot } = plotBox(layout);
    resize(this.node, { width: layout.width, height: layout.height });
    resize(this.window, { x: left, y: top, width: plotWidth, height: foot - top });
  }

  /**
   * Draws what is in the time window and not hidden by the legend.
   *
   * @param {Annotation[]} texts with fixed positions
   */
  draw(texts) {
    const { hidden, zoom } = this.figure;
    /** @param {string} axis */
    const windowOf = (axis) => zoom.windowOf(axis);
    this.marks.draw(windowOf, hidden);
    this.labels.draw(windowOf, hidden);
    this.drawFixed(texts);
  }

  /** @param {Annotation[]} annotations */
  drawFixed(annotations) {
    const { layout, zoom } = this.figure;
    const { left, top, foot } = plotBox(layout);
    this.fixed.replaceChildren(...annotations.map((one) => {
      const node = textElement(one.text, one.font, one.xanchor, FIXED_BASELINE);
      const scale = one.xref === "paper" ? null : xScale(layout, one.xref, zoom.windowOf(one.xref) ?? undefined);
      const x = scale ? scale.position(toNumber(one.x)) : left + toNumber(one.x) * this.figure.plotWidth;
      moveTo(node, x + (one.xshift ?? 0), (one.y ? top : foot) - one.yshift);
      return node;
    }));
  }
}

/**
 * @param {SVGElement} node
 * @param {Record<string, number>} box
 */
function resize(node, box) {
  for (const [key, value] of Object.entries(box)) node.setAttribute(key, String(value));
}
