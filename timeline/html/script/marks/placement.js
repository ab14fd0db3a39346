// Where labels of bars, arrows and question marks at their ends stand in a stretch of time that is
// zoomed to.
import { toNumber } from "../axes/scale.js";
import { measure } from "../text.js";
import { isArrow, leadersByRow, rowExtents, rowOf } from "./rows.js";

/** @import { Attached, LabelPlace, Leader, Range, RowExtent, Trace } from "../types.js" */

const INSET = 4; // pixels between the edge of a bar and the label in it
const FAR = 48; // pixels beside a bar at which a label is another's
const ABOVE = 2; // pixels that a label is above its bar at least, if it is not in or beside it

/**
 * @param {Trace} trace
 * @param {number} n
 */
function textOf(trace, n) {
  if (isArrow(trace)) return "";
  return (Array.isArray(trace.text) ? trace.text[n] : trace.text) ?? "";
}

/**
 * A label with the bar that it belongs to, and its distance from that in pixels.
 *
 * @param {Trace} trace
 * @param {number} n
 * @param {RowExtent | undefined} bar
 * @param {{ scale: number, leader: Leader | undefined }} place as it was laid out
 * @returns {Attached}
 */
function attached(trace, n, bar, { scale, leader }) {
  const x = toNumber(trace.x[n]);
  const text = textOf(trace, n);
  const movable = !trace.hovertext && !isArrow(trace);
  let width = -1;
  const found = {
    text, x, offset: 0, inside: false, above: false, movable, bar: bar ?? null, ...(leader ? { leader } : {}),
    // measured where it is asked for: of a thousand labels few are in view of a zoom
    get width() {
      if (width < 0) width = isArrow(trace) ? trace.marker?.size ?? 0 : measure(text, trace.textfont);
      return width;
    },
  };
  if (!bar || (trace.textposition === "middle center" && !trace.hovertext)) return found;
  const anchor = Math.abs(x - bar.low) <= Math.abs(x - bar.high) ? bar.low : bar.high;
  // One that stands in its bar, or above it, may follow it along; one beside it may not.
  found.above = Math.abs(toNumber(trace.y[n]) - bar.y) >= ABOVE;
  const { core } = bar;
  found.inside = !found.above && core !== undefined && x >= core[0] && x <= core[1] && !trace.hovertext;
  const offset = (x - anchor) / scale;
  return isAnothers(found, offset) ? found : Object.assign(found, { x: anchor, offset });
}

/**
 * Whether a label is too far beside its bar to be of that alone: that of a sum stands at the end of
 * all its parts, and is named like one of them.
 *
 * @param {Attached} label
 * @param {number} offset pixels
 */
const isAnothers = ({ inside, above, leader }, offset) => !inside && !above && !leader && Math.abs(offset) > FAR;

/**
 * What keeps its distance from bars, in pixels, trace by trace.
 *
 * @param {Trace[]} traces
 * @param {(trace: Trace) => number} scaleOf units of a pixel on a trace's x axis, as it was laid out;
 *   0 where they differ along it
 */
export function attachments(traces, scaleOf) {
  const [rows, leaders] = [rowExtents(traces), leadersByRow(traces)];
  return traces.flatMap((trace) => {
    if ((trace.mode !== "text" && !isArrow(trace)) || !trace.customdata) return [];
    const side = { "middle right": 0, "middle left": 1 }[trace.textposition ?? ""] ?? 0.5;
    const hangs = trace.mode === "text" && !trace.hovertext;
    const points = trace.customdata.map((_, n) => {
      const row = rowOf(trace, n);
      const [scale, leader] = [scaleOf(trace), hangs ? leaders.get(row) : undefined];
      const bar = row === null || scale === 0 ? undefined : rows.get(row);
      return attached(trace, n, bar, { scale, leader });
    });
    return [{ trace, side, points }];
  });
}

/**
 * Where a label fits into the part of a stretch that is in view.
 *
 * @param {Range} stretch
 * @param {Range} window
 * @param {{ left: number, width: number, inset: number }} label its left edge, in units of the axis
 */
function within([from, to], [low, high], { left, width, inset }) {
  const start = Math.max(from, low) + inset;
  const end = Math.min(to, high) - width;
  return end >= start ? Math.min(Math.max(start, left), end) : null;
}

/**
 * Where a label stands in a window, or null where it rests.
 *
 * Labels stay as far from their bars as they were, in pixels. One inside a bar whose start has
 * left the view goes where it is seen. One beside a bar that leaves it no room, because the bar
 * fills the view, goes into the bar.
 *
 * @param {Attached} label
 * @param {number} side of the text that is at its place: 0 start, 0.5 middle, 1 end
 * @param {Range} window
 * @param {number} scale units of a pixel
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
  if (!leader && label.above) return moved(within([from, to], window, { left, width, inset: 0 }), side * width);
  const inset = INSET * scale;
  const core = label.inside && bar.core ? within(bar.core, window, { left, width, inset }) : null;
  return core === null ? intoBar(bar, side, window, { width, inset }) : { at: core + side * width };
}

/**
 * Where a label stands at the start of what is in view of its bar, on the certain part if it can.
 *
 * @param {RowExtent} bar
 * @param {number} side
 * @param {Range} window
 * @param {{ width: number, inset: number }} label in units of the axis
 * @returns {LabelPlace | null}
 */
function intoBar(bar, side, window, { width, inset }) {
  const label = { left: -Infinity, width, inset };
  const core = bar.core ? within(bar.core, window, label) : null;
  if (core !== null) return { at: core + side * width, into: "core" };
  const whole = within([bar.low, bar.high], window, label);
  return whole === null ? null : { at: whole + side * width, into: "bar" };
}

/**
 * @param {number | null} left
 * @param {number} offset
 */
const moved = (left, offset) => (left === null ? null : { at: left + offset });

/**
 * Where a label stands in a window, or in the whole where there is none.
 *
 * @param {Attached} label
 * @param {number} side
 * @param {Range | null} window
 * @param {number} scale units of a pixel
 * @returns {LabelPlace | null}
 */
export const placeOf = (label, side, window, scale) =>
  (window ? placeLabel(label, side, window, scale) : { at: label.x + label.offset * scale });
