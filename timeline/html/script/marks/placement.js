// Places the labels of bars, and the arrows and question marks at their ends, in a zoomed window.
import { toNumber } from "../axes/scale.js";
import { measure } from "../text.js";
import { isArrow, leadersByRow, rowExtents, rowOf } from "./rows.js";

/** @import { Attached, LabelPlace, Leader, Range, RowExtent, Trace } from "../types.js" */

const INSET = 4; // pixels between the edge of a bar and the label in it
const MAX_DISTANCE = 48; // pixels between a bar and a label beside it
const MIN_ABOVE = 2; // pixels between a bar and a label above it

/**
 * @param {Trace} trace
 * @param {number} n
 */
function textOf(trace, n) {
  if (isArrow(trace)) return "";
  return (Array.isArray(trace.text) ? trace.text[n] : trace.text) ?? "";
}

/**
 * A label with its bar, and its distance from the bar in pixels.
 *
 * @param {Trace} trace
 * @param {number} n
 * @param {RowExtent | undefined} bar
 * @param {{ scale: number, leader: Leader | undefined }} place in the layout
 * @returns {Attached}
 */
function attach(trace, n, bar, { scale, leader }) {
  const x = toNumber(trace.x[n]);
  const text = textOf(trace, n);
  const movable = !trace.hovertext && !isArrow(trace);
  let width = -1;
  const label = {
    text, x, offset: 0, inside: false, above: false, movable, bar: bar ?? null, ...(leader ? { leader } : {}),
    // measured on demand: of a thousand labels, only a few are in a zoomed view
    get width() {
      if (width < 0) width = isArrow(trace) ? trace.marker?.size ?? 0 : measure(text, trace.textfont);
      return width;
    },
  };
  if (!bar || (trace.textposition === "middle center" && !trace.hovertext)) return label;
  const anchor = Math.abs(x - bar.low) <= Math.abs(x - bar.high) ? bar.low : bar.high;
  // A label in or above its bar may move along it; one beside it may not.
  label.above = Math.abs(toNumber(trace.y[n]) - bar.y) >= MIN_ABOVE;
  const { core } = bar;
  label.inside = !label.above && core !== undefined && x >= core[0] && x <= core[1] && !trace.hovertext;
  const offset = (x - anchor) / scale;
  return isOfSeveralBars(label, offset) ? label : Object.assign(label, { x: anchor, offset });
}

/**
 * Whether a label is too far from its bar to belong to it alone: the label of a sum is at the end of
 * all its parts, but has the row of one of them.
 *
 * @param {Attached} label
 * @param {number} offset pixels
 */
const isOfSeveralBars = ({ inside, above, leader }, offset) => !inside && !above && !leader && Math.abs(offset) > MAX_DISTANCE;

/**
 * The labels and marks at fixed distances from bars, trace by trace.
 *
 * @param {Trace[]} traces
 * @param {(trace: Trace) => number} scaleOf units per pixel on a trace's x axis in the layout; 0 if they
 *   vary along it
 */
export function attachments(traces, scaleOf) {
  const [rows, leaders] = [rowExtents(traces), leadersByRow(traces)];
  return traces.flatMap((trace) => {
    if ((trace.mode !== "text" && !isArrow(trace)) || !trace.customdata) return [];
    const side = { "middle right": 0, "middle left": 1 }[trace.textposition ?? ""] ?? 0.5;
    const isLabel = trace.mode === "text" && !trace.hovertext;
    const points = trace.customdata.map((_, n) => {
      const row = rowOf(trace, n);
      const [scale, leader] = [scaleOf(trace), isLabel ? leaders.get(row) : undefined];
      const bar = row === null || scale === 0 ? undefined : rows.get(row);
      return attach(trace, n, bar, { scale, leader });
    });
    return [{ trace, side, points }];
  });
}

/**
 * The position at which a label fits into the visible part of an interval; null if it does not.
 *
 * @param {Range} interval
 * @param {Range} window
 * @param {{ left: number, width: number, inset: number }} label its left edge, in units of the axis
 */
function fitWithin([from, to], [low, high], { left, width, inset }) {
  const start = Math.max(from, low) + inset;
  const end = Math.min(to, high) - width;
  return end >= start ? Math.min(Math.max(start, left), end) : null;
}

/**
 * The place of a label in a window, or null if it is hidden.
 *
 * Labels keep their distance from their bars, in pixels. A label inside a bar moves along it to stay
 * in view. A label beside a bar that fills the view moves into the bar.
 *
 * @param {Attached} label
 * @param {number} side of the text at its position: 0 start, 0.5 middle, 1 end
 * @param {Range} window
 * @param {number} scale units per pixel
 * @returns {LabelPlace | null}
 */
function placeLabel(label, side, window, scale) {
  const { bar, leader } = label;
  const at = label.x + label.offset * scale;
  const [low, high] = window;
  const [from, to] = bar ? [bar.low, bar.high] : [label.x, label.x];
  if (to < low || from > high) return null;
  const width = label.width * scale;
  const left = at - side * width;
  if (!label.inside && left >= low && left + width <= high) return { at };
  if (!bar || !label.movable) return null;
  if (!leader && label.above) return shifted(fitWithin([from, to], window, { left, width, inset: 0 }), side * width);
  const inset = INSET * scale;
  const core = label.inside && bar.core ? fitWithin(bar.core, window, { left, width, inset }) : null;
  return core === null ? intoBar(bar, side, window, { width, inset }) : { at: core + side * width };
}

/**
 * The place of a label at the start of the visible part of its bar, on the certain part if it fits.
 *
 * @param {RowExtent} bar
 * @param {number} side
 * @param {Range} window
 * @param {{ width: number, inset: number }} label in units of the axis
 * @returns {LabelPlace | null}
 */
function intoBar(bar, side, window, { width, inset }) {
  const label = { left: -Infinity, width, inset };
  const core = bar.core ? fitWithin(bar.core, window, label) : null;
  if (core !== null) return { at: core + side * width, into: "core" };
  const whole = fitWithin([bar.low, bar.high], window, label);
  return whole === null ? null : { at: whole + side * width, into: "bar" };
}

/**
 * @param {number | null} left
 * @param {number} offset
 */
const shifted = (left, offset) => (left === null ? null : { at: left + offset });

/**
 * The place of a label in a window, or in the layout if there is none.
 *
 * @param {Attached} label
 * @param {number} side
 * @param {Range | null} window
 * @param {number} scale units per pixel
 * @returns {LabelPlace | null}
 */
export const placeOf = (label, side, window, scale) =>
  (window ? placeLabel(label, side, window, scale) : { at: label.x + label.offset * scale });
