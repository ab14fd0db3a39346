// Measures texts, breaks them into lines, and makes SVG elements of them.

/** @import { Font } from "./types.js" */

export const LINE_HEIGHT = 1.3; // of the font size
/** Distance from the middle of a text down to its baseline, of the font size, as in plotly. */
export const LABEL_BASELINE = 0.25;
export const FIXED_BASELINE = 0.364; // half the difference of the font's ascent and descent
const FAMILY = "Inter, system-ui, sans-serif";
/** @type {Record<string, string>} */
const ANCHORS = { "middle right": "start", "middle left": "end", left: "start", right: "end" };
/** @type {Record<string, string>} */
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&#37;": "%", "&#36;": "$", "&amp;": "&" };
const ENTITY = /&(?:lt|gt|#37|#36|amp);/g;
const SVG = new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg")?.namespaceURI ?? null;

/**
 * Lines of a text that is escaped for plotly (timeline.renderers.plotly.guides).
 *
 * @param {string} text
 */
export const linesOf = (text) =>
  text.split("<br>").map((line) => (line.includes("&") ? line.replace(ENTITY, (name) => ENTITIES[name] ?? name) : line));

/**
 * A name escaped for plotly (timeline.renderers.plotly.guides): no markup, template or formula.
 *
 * @param {string} name
 */
export const escapeName = (name) => name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  .replaceAll("%{", "&#37;{").replaceAll("$", "&#36;").replaceAll("\n", "<br>");

/**
 * @param {CanvasRenderingContext2D | null} context
 * @returns {CanvasRenderingContext2D}
 */
export function textContext(context) {
  if (!context) throw new Error("this browser does not support canvas");
  context.textRendering = "geometricPrecision"; // like the texts of the plot
  return context;
}

const context = textContext(document.createElement("canvas").getContext("2d"));

/**
 * Width of the longest line of a text, in pixels.
 *
 * @param {string} text
 * @param {{ size?: number, weight?: number | undefined }} [font]
 */
export function measure(text, { size = 12, weight = 400 } = {}) {
  context.font = `${weight} ${size}px ${FAMILY}`;
  return Math.max(...linesOf(text).map((line) => context.measureText(line).width));
}

/**
 * Breaks a text into lines, greedily; ideographs may break without a space.
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
 * The SVG text anchor for a text position of plotly.
 *
 * @param {string} place
 */
export const anchorOf = (place) => ANCHORS[place] ?? "middle";

/**
 * A text whose lines are centred vertically on the origin; its `transform` moves it.
 *
 * @param {string} text
 * @param {Font} font
 * @param {string} place a text position of plotly
 * @param {number} baseline below the middle, of the font size
 */
export function textElement(text, { size, color, weight = 400 }, place, baseline) {
  const node = svgElement("text", { "font-size": size, "font-weight": weight, fill: color, "text-anchor": anchorOf(place) });
  return fillText(node, text, size, baseline);
}

/**
 * Fills a text element, whose font is set already, with lines.
 *
 * @param {SVGTextElement} node
 * @param {string} text
 * @param {number} size
 * @param {number} baseline below the middle, of the font size
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
