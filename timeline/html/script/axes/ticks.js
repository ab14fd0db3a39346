// Ticks of a zoomed time axis, in the figure's language (timeline.html.data). There is no year 0: the
// year before 1 is 1 BCE.
import { YEAR, utc } from "./scale.js";

/** @import { AxisBreaks, DateWords, Range, Ticks } from "../types.js" */
/** @typedef {"s" | "m" | "h" | "d" | "M" | "y"} Unit */
/** @typedef {[number, Unit]} Step */
/** @typedef {{ at: number, text: string, context: string, contextWithYear: string | undefined, year: number }} Tick */
/**
 * @typedef {object} TickOptions
 * @property {number} width pixels
 * @property {DateWords} dates
 * @property {(text: string) => number} measure pixels of a text
 * @property {Range} margins pixels beyond each end of the axis that a text may cover
 * @property {number} inset pixels of those margins that a wider second line may not cover
 */

/** @type {Record<Unit, number>} */
const UNITS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, M: 2629746e3, y: YEAR };
/** Minimum pixels between ticks of a unit.
 * @type {Record<Unit, number>} */
const MIN_SPACING = { s: 62, m: 48, h: 48, d: 34, M: 44, y: 52 };
const SPACE = 8; // pixels between texts

/**
 * @param {Unit} unit
 * @param {...number} counts
 * @returns {Step[]}
 */
const steps = (unit, ...counts) => counts.map((count) => [count, unit]);
const STEPS = [
  ...steps("s", 1, 5, 15, 30),
  ...steps("m", 1, 5, 15, 30),
  ...steps("h", 1, 3, 6, 12),
  ...steps("d", 1, 2, 7),
  ...steps("M", 1, 3, 6),
  ...steps("y", ...[1, 10, 100, 1e3, 1e4].flatMap((scale) => [scale, 2 * scale, 5 * scale])),
];
/** @type {Step} */
const LONGEST_STEP = [5e4, "y"];

/**
 * Ticks of years or months from low to high.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} months per step
 */
function* monthTicks(low, high, months) {
  const date = new Date(low);
  const first = date.getUTCFullYear() * 12 + date.getUTCMonth();
  let next = Math.ceil((first + (utc(0, first) < low ? 1 : 0)) / months) * months;
  for (; utc(0, next) <= high; next += months) yield utc(0, next);
}

/**
 * The ticks of a step from low to high.
 *
 * @param {number} low milliseconds
 * @param {number} high milliseconds
 * @param {Step} step
 */
function* tickTimes(low, high, [count, unit]) {
  if (unit === "y" || unit === "M") {
    yield* monthTicks(low, high, unit === "y" ? 12 * count : count);
  } else if (unit === "d" && count > 1) {
    // counted from the start of each month, so that no two ticks crowd at its end
    for (let at = Math.ceil(low / UNITS.d) * UNITS.d; at <= high; at += UNITS.d) {
      const day = new Date(at).getUTCDate();
      if (day % count === 1 && day + count / 2 < 31) yield at;
    }
  } else {
    const step = count * UNITS[unit];
    for (let at = Math.ceil(low / step) * step; at <= high; at += step) yield at;
  }
}

/** @param {number} n */
const twoDigits = (n) => String(n).padStart(2, "0");

/**
 * The text of a tick, the context that it shares with its neighbours (a day, month or year), and for
 * hours also that context with the year.
 *
 * @param {number} at milliseconds
 * @param {Unit} unit
 * @param {DateWords} dates
 * @returns {[text: string, context: string, contextWithYear?: string]}
 */
function tickText(at, unit, dates) {
  const date = new Date(at);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), String(date.getUTCDate())];
  const ordinal = String(year > 0 ? year : 1 - year);
  /** @param {string} text */
  const withYear = (text) => text.replace("{y}", year > 0 ? ordinal : dates.eras[0].replace("{y}", ordinal));
  if (unit === "y") return [withYear("{y}"), ""];
  if (unit === "M") return [dates.names[month] ?? "", withYear("{y}")];
  if (unit === "d") return [day, withYear(dates.months[month] ?? "")];
  const clock = `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;
  const text = unit === "s" ? `${clock}:${twoDigits(date.getUTCSeconds())}` : clock;
  return [text, (dates.days[month] ?? "").replace("{d}", day), withYear((dates.dates[month] ?? "").replace("{d}", day))];
}

/**
 * The shortest step whose ticks and texts fit.
 *
 * @param {number} low milliseconds
 * @param {number} high milliseconds
 * @param {TickOptions} options
 */
function chooseStep(low, high, { width, dates, measure }) {
  const scale = (high - low) / width;
  /** @param {Step} step */
  const fits = (step) => {
    let end = -Infinity;
    for (const at of tickTimes(low, high, step)) {
      const half = measure(tickText(at, step[1], dates)[0]) / 2;
      if (at / scale - half <= end + SPACE) return false;
      end = at / scale + half;
    }
    return true;
  };
  return STEPS.find((step) => (step[0] * UNITS[step[1]]) / scale >= MIN_SPACING[step[1]] && fits(step)) ?? LONGEST_STEP;
}

/**
 * A second line, which plotly centres under its tick, padded with no-break spaces so that it stays
 * within the margins (as in timeline.layout.axes.time_ticks), with its ends; null without room.
 *
 * @param {number} middle pixels
 * @param {string} line
 * @param {Range} room pixels that texts may cover
 * @param {(text: string) => number} measure
 */
function withinMargins(middle, line, [left, right], measure) {
  const half = measure(line) / 2;
  const shift = Math.max(left - middle + half, 0) + Math.min(right - middle - half, 0);
  const step = measure("\u00a0") / 2;
  const count = Math.ceil(Math.abs(shift) / step);
  const moved = middle + Math.sign(shift) * count * step;
  const [start, end] = [moved - half, moved + half];
  if (start < left || end > right) return null;
  const pad = "\u00a0".repeat(count);
  return { line: shift > 0 ? pad + line : line + pad, start, end };
}

/**
 * The second line of each tick. A context that several ticks share is written under the first of them;
 * of two lines that would overlap, the later is kept. The first hour of the axis and of each year has
 * its date with the year.
 *
 * @param {Tick[]} all
 * @param {(at: number) => number} position pixels of an instant
 * @param {Range} room pixels that texts may cover
 * @param {TickOptions} options
 */
function contextLines(all, position, room, { measure, inset }) {
  const lines = all.map(() => "");
  /** @typedef {{ n: number, context: string, end: number, before?: number, year?: number }} ContextLine */
  /** @type {ContextLine | null} */
  let last = null;
  for (const [n, { at, text, context, contextWithYear, year }] of all.entries()) {
    const { context: lastContext, end, year: lastYear, before } = /** @type {Partial<ContextLine>} */ (last ?? {});
    if (!text || !context || context === lastContext) continue;
    /** @param {number | undefined} statedYear */
    const lineAfter = (statedYear) => {
      const line = contextWithYear && statedYear !== year ? contextWithYear : context;
      const extraInset = measure(line) > measure(text) ? inset : 0;
      return withinMargins(position(at), line, [room[0] + extraInset, room[1] - extraInset], measure);
    };
    let placed = lineAfter(lastYear);
    const overlaps = last !== null && placed !== null && placed.start <= (end ?? 0) + SPACE;
    if (overlaps) placed = lineAfter(before);
    if (!placed) continue;
    if (overlaps && last) lines[last.n] = "";
    lines[n] = placed.line;
    const statedBefore = overlaps ? before : lastYear;
    last = /** @type {ContextLine} */ ({ n, context, end: placed.end, before: statedBefore, year: contextWithYear ? year : lastYear });
  }
  return lines;
}

/**
 * Ticks of a time window. A text that would be cut off is left out.
 *
 * @param {number} low milliseconds
 * @param {number} high milliseconds
 * @param {TickOptions} options
 * @returns {Ticks}
 */
export function ticks(low, high, options) {
  const { width, dates, measure, margins } = options;
  const scale = (high - low) / width;
  const step = chooseStep(low, high, options);
  /** @param {number} at */
  const position = (at) => (at - low) / scale;
  /** @type {Range} */
  const room = [-margins[0], width + margins[1]];
  const all = [...tickTimes(low, high, step)].map((at) => {
    const [text, context, contextWithYear] = tickText(at, step[1], dates);
    const half = measure(text) / 2;
    const fits = position(at) - half >= room[0] && position(at) + half <= room[1];
    return { at, text: fits ? text : "", context, contextWithYear, year: new Date(at).getUTCFullYear() };
  });
  const lines = contextLines(all, position, room, options);
  return { values: all.map(({ at }) => at), texts: all.map(({ text }, n) => (lines[n] ? `${text}<br>${lines[n]}` : text)) };
}

/**
 * Ticks of a broken axis, whose values are seconds without its gaps. Each segment between two gaps gets
 * the ticks of its true time window.
 *
 * @param {number} low seconds of the axis
 * @param {number} high
 * @param {TickOptions} options
 * @param {AxisBreaks} breaks
 * @returns {Ticks}
 */
export function brokenTicks(low, high, options, { gaps, shown }) {
  const { width, margins } = options;
  const scale = (high - low) / width;
  const gapMargin = shown / scale / 2 - SPACE / 2;
  /** @type {Ticks} */
  const all = { values: [], texts: [] };
  let [first, removed] = [-Infinity, 0];
  /** @type {Range[]} */
  const ends = [...gaps, [Infinity, Infinity]];
  for (const [start, end] of ends) {
    const [from, to] = [Math.max(low, first), Math.min(high, start - removed)];
    if (to - from > scale) {
      /** @type {Range} */
      const sides = [
        from > low ? Math.min(gapMargin, (from - low) / scale + margins[0]) : margins[0],
        to < high ? Math.min(gapMargin, (high - to) / scale + margins[1]) : margins[1],
      ];
      const part = ticks(
        (from + removed) * 1e3, (to + removed) * 1e3,
        { ...options, width: (to - from) / scale, margins: sides, inset: 0 },
      );
      for (const at of part.values) all.values.push(at / 1e3 - removed);
      all.texts.push(...part.texts);
    }
    first = start - removed + shown;
    removed += end - start - shown;
  }
  return all;
}
