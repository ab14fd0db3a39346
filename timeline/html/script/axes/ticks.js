// Ticks of a time axis that is zoomed, in the words of the figure's language
// (timeline.html.data). There is no year 0: before 1 came 1 BCE.
import { YEAR, utc } from "./scale.js";

/** @import { AxisBreaks, DateWords, Range, Ticks } from "../types.js" */
/** @typedef {"s" | "m" | "h" | "d" | "M" | "y"} Unit */
/** @typedef {[number, Unit]} Step */
/** @typedef {{ at: number, text: string, context: string, dated: string | undefined, year: number }} Tick */
/**
 * @typedef {object} TickSetting
 * @property {number} width pixels
 * @property {DateWords} dates
 * @property {(text: string) => number} measure pixels of a text
 * @property {Range} margins pixels that a text may reach beyond each end
 * @property {number} inset by how much less a second line may that is the wider
 */

/** @type {Record<Unit, number>} */
const UNITS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, M: 2629746e3, y: YEAR };
/** Pixels that a tick of a unit needs at least.
 * @type {Record<Unit, number>} */
const ROOM = { s: 62, m: 48, h: 48, d: 34, M: 44, y: 52 };
const SPACE = 8; // pixels between two texts

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
const LONGEST = [5e4, "y"];

/**
 * Ticks of years or months from low to high.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} months of a step
 */
function* monthTicks(low, high, months) {
  const date = new Date(low);
  const begun = date.getUTCFullYear() * 12 + date.getUTCMonth();
  let next = Math.ceil((begun + (utc(0, begun) < low ? 1 : 0)) / months) * months;
  for (; utc(0, next) <= high; next += months) yield utc(0, next);
}

/**
 * The first tick at or after low, and those that follow.
 *
 * @param {number} low milliseconds
 * @param {number} high milliseconds
 * @param {Step} step
 */
function* tickTimes(low, high, [count, unit]) {
  if (unit === "y" || unit === "M") {
    yield* monthTicks(low, high, unit === "y" ? 12 * count : count);
  } else if (unit === "d" && count > 1) {
    // counted within the month, so that no two ticks crowd at its end
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
const two = (n) => String(n).padStart(2, "0");

/**
 * The text of a tick, the context that its neighbours share (a day, a month, a year), and for
 * hours that context with its year.
 *
 * @param {number} at milliseconds
 * @param {Unit} unit
 * @param {DateWords} dates
 * @returns {[text: string, context: string, dated?: string]}
 */
function tickText(at, unit, dates) {
  const date = new Date(at);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), String(date.getUTCDate())];
  const counted = String(year > 0 ? year : 1 - year);
  /** @param {string} text */
  const withYear = (text) => text.replace("{y}", year > 0 ? counted : dates.eras[0].replace("{y}", counted));
  if (unit === "y") return [withYear("{y}"), ""];
  if (unit === "M") return [dates.names[month] ?? "", withYear("{y}")];
  if (unit === "d") return [day, withYear(dates.months[month] ?? "")];
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  const text = unit === "s" ? `${clock}:${two(date.getUTCSeconds())}` : clock;
  return [text, (dates.days[month] ?? "").replace("{d}", day), withYear((dates.dates[month] ?? "").replace("{d}", day))];
}

/**
 * The shortest step whose ticks have room, and whose texts stand apart.
 *
 * @param {number} low milliseconds
 * @param {number} high milliseconds
 * @param {TickSetting} setting
 */
function stepFor(low, high, { width, dates, measure }) {
  const scale = (high - low) / width;
  /** @param {Step} step */
  const apart = (step) => {
    let end = -Infinity;
    for (const at of tickTimes(low, high, step)) {
      const half = measure(tickText(at, step[1], dates)[0]) / 2;
      if (at / scale - half <= end + SPACE) return false;
      end = at / scale + half;
    }
    return true;
  };
  return STEPS.find((step) => (step[0] * UNITS[step[1]]) / scale >= ROOM[step[1]] && apart(step)) ?? LONGEST;
}

/**
 * A second line moved within the margins by no-break spaces, as it is centred under its tick
 * (timeline.layout.axes.time_ticks), and from where to where it reaches; none without room.
 *
 * @param {number} middle pixels
 * @param {string} line
 * @param {Range} room pixels that texts may reach
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
 * The second line of each tick: a context that many ticks share stands under the first of them;
 * where two would meet, under the later. The first hour, and the first of a year, has its date
 * with the year.
 *
 * @param {Tick[]} all
 * @param {(at: number) => number} place pixels of an instant
 * @param {Range} room pixels that texts may reach
 * @param {TickSetting} setting
 */
function contextLines(all, place, room, { measure, inset }) {
  const lines = all.map(() => "");
  /** @typedef {{ n: number, context: string, end: number, before?: number, year?: number }} Named */
  /** @type {Named | null} */
  let last = null;
  for (const [n, { at, text, context, dated, year }] of all.entries()) {
    const { context: known, end, year: named, before } = /** @type {Partial<Named>} */ (last ?? {});
    if (!text || !context || context === known) continue;
    /** @param {number | undefined} said year */
    const lineAfter = (said) => {
      const line = dated && said !== year ? dated : context;
      const less = measure(line) > measure(text) ? inset : 0;
      return withinMargins(place(at), line, [room[0] + less, room[1] - less], measure);
    };
    let found = lineAfter(named);
    const crowded = last !== null && found !== null && found.start <= (end ?? 0) + SPACE;
    if (crowded) found = lineAfter(before);
    if (!found) continue;
    if (crowded && last) lines[last.n] = "";
    lines[n] = found.line;
    last = /** @type {Named} */ ({ n, context, end: found.end, before: crowded ? before : named, year: dated ? year : named });
  }
  return lines;
}

/**
 * Ticks of a stretch of time. A text that would be cut is left out.
 *
 * @param {number} low milliseconds
 * @param {number} high milliseconds
 * @param {TickSetting} setting
 * @returns {Ticks}
 */
export function ticks(low, high, setting) {
  const { width, dates, measure, margins } = setting;
  const scale = (high - low) / width;
  const step = stepFor(low, high, setting);
  /** @param {number} at */
  const place = (at) => (at - low) / scale;
  /** @type {Range} */
  const room = [-margins[0], width + margins[1]];
  const all = [...tickTimes(low, high, step)].map((at) => {
    const [text, context, dated] = tickText(at, step[1], dates);
    const half = measure(text) / 2;
    const fits = place(at) - half >= room[0] && place(at) + half <= room[1];
    return { at, text: fits ? text : "", context, dated, year: new Date(at).getUTCFullYear() };
  });
  const lines = contextLines(all, place, room, setting);
  return { values: all.map(({ at }) => at), texts: all.map(({ text }, n) => (lines[n] ? `${text}<br>${lines[n]}` : text)) };
}

/**
 * Ticks of a broken axis, whose values are seconds less its gaps: each stretch between two gaps
 * has the ticks that its true time has at its width.
 *
 * @param {number} low seconds of the axis
 * @param {number} high
 * @param {TickSetting} setting
 * @param {AxisBreaks} breaks
 * @returns {Ticks}
 */
export function brokenTicks(low, high, setting, { gaps, shown }) {
  const { width, margins } = setting;
  const scale = (high - low) / width;
  const beside = shown / scale / 2 - SPACE / 2;
  /** @type {Ticks} */
  const found = { values: [], texts: [] };
  let [first, removed] = [-Infinity, 0];
  /** @type {Range[]} */
  const ends = [...gaps, [Infinity, Infinity]];
  for (const [start, end] of ends) {
    const [from, to] = [Math.max(low, first), Math.min(high, start - removed)];
    if (to - from > scale) {
      /** @type {Range} */
      const sides = [
        from > low ? Math.min(beside, (from - low) / scale + margins[0]) : margins[0],
        to < high ? Math.min(beside, (high - to) / scale + margins[1]) : margins[1],
      ];
      const part = ticks(
        (from + removed) * 1e3, (to + removed) * 1e3,
        { ...setting, width: (to - from) / scale, margins: sides, inset: 0 },
      );
      for (const at of part.values) found.values.push(at / 1e3 - removed);
      found.texts.push(...part.texts);
    }
    first = start - removed + shown;
    removed += end - start - shown;
  }
  return found;
}
