// Texts: measured, broken into lines, and as elements of an SVG.

/** @import { Font } from "./types.js" */

export const LINE_HEIGHT = 1.3; // of the size of a text
/** From the middle of a text down to its baseline, of its size, as plotly has them: */
export const BESIDE_MARK = 0.25;
export const FIXED = 0.364; // half of what the font rises more than it falls
const FAMILY = "Inter, system-ui, sans-serif";
/** @type {Record<string, string>} */
const ANCHORS = { "middle right": "start", "middle left": "end", left: "start", right: "end" };
/** @type {Record<string, string>} */
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&#37;": "%", "&#36;": "$", "&amp;": "&" };
const ENTITY = /&(?:lt|gt|#37|#36|amp);/g;
const SVG = new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg")?.namespaceURI ?? null;

/**
 * Lines of a text of the figure, which is escaped for plotly (timeline.renderers.plotly.guides).
 *
 * @param {string} text
 */
export const linesOf = (text) =>
  text.split("<br>").map((line) => (line.includes("&") ? line.replace(ENTITY, (name) => ENTITIES[name] ?? name) : line));

/**
 * A name as the figure has it (timeline.renderers.plotly.guides): no markup, no template, no formula.
 *
 * @param {string} name
 */
export const escaped = (name) => name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  .replaceAll("%{", "&#37;{").replaceAll("$", "&#36;").replaceAll("\n", "<br>");

/**
 * @param {CanvasRenderingContext2D | null} context
 * @returns {CanvasRenderingContext2D}
 */
export function textContext(context) {
  if (!context) throw new Error("this browser draws no canvas");
  context.textRendering = "geometricPrecision"; // as the texts of the plot are drawn
  return context;
}

const pen = textContext(document.createElement("canvas").getContext("2d"));

/**
 * Pixels of the longest line of a text.
 *
 * @param {string} text
 * @param {{ size?: number, weight?: number | undefined }} [font]
 */
export function measure(text, { size = 12, weight = 400 } = {}) {
  pen.font = `${weight} ${size}px ${FAMILY}`;
  return Math.max(...linesOf(text).map((line) => pen.measureText(line).width));
}

/**
 * Lines of a text, each as full as can be; ideographs need no space to be parted.
 *
 * @param {string} text
 * @param {Font} font
 * @param {number} width pixels
 */
export function wrap(text, font, width) {
  let line = "";
  const lines = [];
  for (const piece of text.split(/(?<= )|(?<=[\u3041-\u30ff\u4e00-\u9fff：])(?![、。，：；）ー ])/u)) {
    if (line && measure((line + piece).trimEnd(), font) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | undefined>} [attributes]
 * @returns {SVGElementTagNameMap[Name]}
 */
export function svgElement(name, attributes = {}) {
  const node = /** @type {SVGElementTagNameMap[Name]} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, String(value));
  return node;
}

/**
 * SVG's anchor for one of plotly's places of a text.
 *
 * @param {string} place
 */
export const anchorOf = (place) => ANCHORS[place] ?? "middle";

/**
 * A text whose lines stand around a middle, which its `transform` gives.
 *
 * @param {string} text
 * @param {Font} font
 * @param {string} place as plotly calls it
 * @param {number} baseline of its size, below the middle
 */
export function textElement(text, { size, color, weight = 400 }, place, baseline) {
  const node = svgElement("text", { "font-size": size, "font-weight": weight, fill: color, "text-anchor": anchorOf(place) });
  return fillText(node, text, size, baseline);
}

/**
 * Fills a text element, whose font is given already, with its lines.
 *
 * @param {SVGTextElement} node
 * @param {string} text
 * @param {number} size
 * @param {number} baseline of its size, below the middle
 */
export function fillText(node, text, size, baseline) {
  const lines = linesOf(text);
  const first = (baseline - ((lines.length - 1) * LINE_HEIGHT) / 2) * size;
  if (lines.length === 1) {
    node.setAttribute("y", String(first));
    node.textContent = lines[0] ?? "";
    return node;
  }
  node.append(...lines.map((line, n) => {
    const part = svgElement("tspan", { x: 0, y: first, dy: n * LINE_HEIGHT * size });
    part.textContent = line;
    return part;
  }));
  return node;
}

/**
 * @param {SVGElement} node
 * @param {number} x
 * @param {number} y
 */
export const moveTo = (node, x, y) => node.setAttribute("transform", `translate(${x.toFixed(2)},${y.toFixed(2)})`);
