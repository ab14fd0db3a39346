// Scales: from values of an axis to pixels of the figure.

/** @import { Axis, Layout, Range, Value } from "../types.js" */

/** Milliseconds of a mean Gregorian year, the unit of axes in years, from 1970. */
export const YEAR = 31556952e3;
/** Plotly's default margins. */
const MARGIN = { l: 80, r: 80, t: 100, b: 80 };
const [HOUR, MINUTE, SECOND] = [36e5, 6e4, 1e3];

/**
 * A day as milliseconds since 1970. Unlike Date.UTC, years below 100 are not in the 20th century.
 *
 * @param {number} year
 * @param {number} month from 0; beyond 11, in later years
 */
export function utc(year, month = 0, day = 1) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

/**
 * A value of an axis as a number: dates as milliseconds since 1970.
 *
 * @param {Value | undefined} value
 */
export function toNumber(value) {
  if (typeof value === "number") return value;
  const parts = /^(-?\d+)-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?/.exec(value ?? "");
  if (!parts) return value === null || value === undefined ? NaN : Number(value);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return utc(year, month - 1, day) + hour * HOUR + minute * MINUTE + second * SECOND;
}

/** A linear or logarithmic scale from values to pixels. */
export class Scale {
  /**
   * @param {Range} range of the axis; exponents of ten on a logarithmic one
   * @param {Range} pixels of the ends of the range
   */
  constructor(range, pixels, log = false) {
    this.range = range;
    this.pixels = pixels;
    this.log = log;
  }

  /** @param {number} value */
  position(value) {
    const [low, high] = this.range;
    const [from, to] = this.pixels;
    return from + (((this.log ? Math.log10(value) : value) - low) / (high - low)) * (to - from);
  }
}

/** @param {Scale} scale a linear one */
export const unitsPerPixel = ({ range, pixels }) => (range[1] - range[0]) / (pixels[1] - pixels[0]);

/**
 * Edges of the plot, in pixels of the figure; plotly rounds margins and sizes.
 *
 * @param {Layout} layout
 */
export const plotBox = ({ width, height, margin = MARGIN }) => ({
  left: Math.round(margin.l),
  right: Math.round(width) - Math.round(margin.r),
  top: Math.round(margin.t),
  foot: Math.round(height) - Math.round(margin.b),
});

/**
 * An axis of a layout by plotly's short name for it, such as `x2`.
 *
 * @param {Layout} layout
 * @param {string} name
 * @returns {Axis}
 */
export const axisOf = (layout, name) => layout[`${name[0]}axis${name.slice(1)}`];

/**
 * @param {Layout} layout
 * @param {string} [name] of the axis
 * @param {Range} [range] instead of the axis's own
 */
export function xScale(layout, name = "x", range) {
  const axis = axisOf(layout, name);
  const [start, end] = axis.domain ?? [0, 1];
  const { left, right } = plotBox(layout);
  /** @type {Range} */
  const pixels = [left + (right - left) * start, left + (right - left) * end];
  return new Scale(range ?? numbers(axis.range), pixels, axis.type === "log");
}

/**
 * @param {Layout} layout
 * @param {string} [name] of the axis
 */
export function yScale(layout, name = "y") {
  const axis = axisOf(layout, name);
  const [start, end] = axis.domain ?? [0, 1];
  const { top, foot } = plotBox(layout);
  /** @type {Range} */
  const pixels = [foot - (foot - top) * start, foot - (foot - top) * end];
  return new Scale(numbers(axis.range), pixels, axis.type === "log");
}

/**
 * @param {Value[]} range
 * @returns {Range}
 */
export const numbers = ([low, high]) => [toNumber(low), toNumber(high)];
