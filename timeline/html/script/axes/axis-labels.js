// Texts at the top of a zoomed plot: its second row of ticks, and the names of visible eras and markers.
import { LINE_HEIGHT, measure } from "../text.js";
import { numbers, toNumber } from "./scale.js";

/** @import { Annotation, Shape, ShownAxis } from "../types.js" */

const SPACE = 8; // pixels between two names

/**
 * @param {Annotation[]} ticks of the layout
 * @param {ShownAxis} axis
 * @returns {Annotation[]}
 */
function topTicks(ticks, { tickvals, ticktext }) {
  const [first] = ticks;
  if (!first) return [];
  /** @param {string} text */
  const half = (text) => (text.split("<br>").length * LINE_HEIGHT * first.font.size) / 2;
  const foot = first.yshift - half(first.text);
  return tickvals.flatMap((x, n) => {
    // Mirror the lines of the bottom axis, so that years are farthest from the plot.
    const text = ticktext[n]?.split("<br>").reverse().join("<br>");
    return text && x !== null ? [{ ...first, x, text, yshift: foot + half(text) }] : [];
  });
}

/**
 * The fixed texts of a figure for its time window.
 *
 * @param {Annotation[]} annotations of the layout
 * @param {Shape[]} shapes
 * @param {ShownAxis} axis
 * @param {number} width pixels of the plot
 * @returns {Annotation[]}
 */
export function axisLabels(annotations, shapes, axis, width) {
  const [low, high] = numbers(axis.range);
  const scale = (high - low) / width;
  const bands = shapes.filter(({ name }) => name === "era" || name === "marker");
  const names = annotations.filter(({ name }) => name === "era" || name === "marker");
  const ticks = annotations.filter(({ name }) => name === "tick");
  const others = annotations.filter((one) => !names.includes(one) && !ticks.includes(one));
  const candidates = names.map((name, n) => {
    const [from, to] = [toNumber(bands[n]?.x0), toNumber(bands[n]?.x1)];
    const length = measure(name.text, name.font) * scale;
    const at = Math.min(Math.max(from, low) + 2 * scale, high - length);
    return { name, at, length, inView: from < high && to >= low && at >= low, begins: from >= low };
  });
  // Eras that begin in view are named first.
  candidates.sort((a, b) => Number(b.begins) - Number(a.begins) || a.at - b.at);
  /** @type {typeof candidates} */
  const labels = [];
  for (const one of candidates) {
    const overlaps = labels.some((other) => other.name.yshift === one.name.yshift
      && one.at < other.at + other.length + SPACE * scale && other.at < one.at + one.length + SPACE * scale);
    if (one.inView && !overlaps) labels.push(one);
  }
  return [...others, ...topTicks(ticks, axis), ...labels.map(({ name, at }) => ({ ...name, x: at }))];
}
