// The marks of a figure's traces, and their rows of the table.
import { toNumber } from "../axes/scale.js";

/** @import { Leader, Range, RowExtent, Trace } from "../types.js" */

/** @typedef {{ x0: number, x1: number, y0: number, y1: number }} Extent in units of the axes */

/**
 * The row of the table behind a mark; null if there are several.
 *
 * @param {Trace} trace
 * @param {number} n
 */
export function rowOf(trace, n) {
  const row = trace.customdata?.[n] ?? -1;
  return row < 0 ? null : row;
}

/**
 * The extent of a mark, in units of its axes.
 *
 * @param {Trace} trace
 * @param {number} n
 * @returns {Extent}
 */
export function extentOf(trace, n) {
  const [x, y] = [toNumber(trace.x[n]), toNumber(trace.y[n])];
  if (trace.type !== "bar") return { x0: x, x1: x, y0: y, y1: y };
  const [base, half] = [toNumber(trace.base?.[n] ?? 0), (trace.width?.[n] ?? 0) / 2];
  return trace.orientation === "h"
    ? { x0: base, x1: base + x, y0: y - half, y1: y + half }
    : { x0: x - half, x1: x + half, y0: base, y1: base + y };
}

/**
 * Whether a trace holds the arrows of bars with open ends.
 *
 * @param {Trace} trace
 */
export const isArrow = (trace) =>
  trace.mode === "markers" && ["triangle-right", "triangle-left"].includes(trace.marker?.symbol ?? "");

/**
 * Whether a trace holds leader lines, from events to their labels.
 *
 * @param {Trace} trace
 */
export const isLeaders = (trace) => trace.mode === "lines" && trace.name === "leaders";

/**
 * Whether a trace holds labels, which have no tooltips.
 *
 * @param {Trace} trace
 */
export const isLabels = (trace) => trace.mode === "text" && !trace.hovertext;

/**
 * The extent of all bars of each row of the table.
 *
 * @param {Trace[]} traces
 */
export function rowExtents(traces) {
  /** @type {Map<number, RowExtent>} */
  const rows = new Map();
  for (const trace of traces) {
    if (trace.mode === "text" || isArrow(trace) || isLeaders(trace)) continue;
    const certain = !["/", "x"].includes(trace.marker?.pattern?.shape ?? "");
    trace.customdata?.forEach((_, n) => {
      const row = rowOf(trace, n);
      if (row === null) return;
      const { x0, x1, y0, y1 } = extentOf(trace, n);
      const style = { color: trace.marker?.color ?? "", name: trace.legendgroup ?? trace.name };
      const previous = rows.get(row) ?? { low: Infinity, high: -Infinity, y: (y0 + y1) / 2, height: y1 - y0, ...style };
      /** @type {{ core: Range, color: string } | {}} */
      const core = certain ? { core: [x0, x1], color: style.color } : {};
      rows.set(row, { ...previous, ...core, low: Math.min(previous.low, x0), high: Math.max(previous.high, x1) });
    });
  }
  return rows;
}

/**
 * Every event once, in order of time, or from the top of the picture down.
 *
 * @param {Trace[]} traces
 * @param {boolean} byTime
 */
export function eventsInOrder(traces, byTime) {
  /** @typedef {{ trace: Trace, n: number, text: string, x: number, y: number }} Event */
  /** @type {Map<number | string, Event>} */
  const events = new Map();
  traces.forEach((trace, at) => {
    trace.hovertext?.forEach((text, n) => {
      const x = trace.type === "bar" ? extentOf(trace, n).x0 : toNumber(trace.x[n]);
      const row = rowOf(trace, n) ?? `${x} ${at} ${n}`;
      const previous = events.get(row);
      if (text && !(previous && previous.x <= x)) events.set(row, { trace, n, text, x, y: toNumber(trace.y[n]) });
    });
  });
  /** @type {(a: Event, b: Event) => number} */
  const order = byTime ? (a, b) => a.x - b.x || a.y - b.y : (a, b) => a.y - b.y || a.x - b.x;
  return [...events.values()].sort(order);
}

/**
 * The leader line to each label above its event, by row.
 *
 * @param {Trace[]} traces
 */
export function leadersByRow(traces) {
  /** @type {Map<number | null, Leader>} */
  const leaders = new Map();
  for (const trace of traces.filter(isLeaders)) {
    const { color = "", width = 1 } = trace.line ?? {};
    for (let n = 0; n < trace.x.length; n += 3) {
      const [from, to] = [toNumber(trace.y[n]), toNumber(trace.y[n + 1])];
      leaders.set(rowOf(trace, n), { x: toNumber(trace.x[n]), ends: [from, to], color, width });
    }
  }
  return leaders;
}
