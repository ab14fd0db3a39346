// Texts at the top of a plot that is zoomed: its second row of ticks, and the names of eras and
// markers where they are seen.
import { LINE_HEIGHT, measure } from "../text.js";
import { numbers, toNumber } from "./scale.js";

/** @import { Annotation, Shape, ShownAxis } from "../types.js" */

const SPACE = 8; // pixels between two names

/**
 * @param {Annotation[]} ticks as they were laid out
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
    // The last line is the one at the axis: years above, as they stand below it underneath.
    const text = ticktext[n]?.split("<br>").reverse().join("<br>");
    return text && x !== null ? [{ ...first, x, text, yshift: foot + half(text) }] : [];
  });
}

/**
 * The fixed texts of a figure for the stretch of time that is shown.
 *
 * @param {Annotation[]} annotations as they were laid out
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
  const placed = names.map((name, n) => {
    const [from, to] = [toNumber(bands[n]?.x0), toNumber(bands[n]?.x1)];
    const taken = measure(name.text, name.font) * scale;
    const at = Math.min(Math.max(from, low) + 2 * scale, high - taken);
    return { name, at, taken, seen: from < high && to >= low && at >= low, begins: from >= low };
  });
  // What begins in view has its name before what goes on.
  placed.sort((a, b) => Number(b.begins) - Number(a.begins) || a.at - b.at);
  /** @type {typeof placed} */
  const kept = [];
  for (const one of placed) {
    const meets = kept.some((other) => other.name.yshift === one.name.yshift
      && one.at < other.at + other.taken + SPACE * scale && other.at < one.at + one.taken + SPACE * scale);
    if (one.seen && !meets) kept.push(one);
  }
  return [...others, ...topTicks(ticks, axis), ...kept.map(({ name, at }) => ({ ...name, x: at }))];
}
