// The event of a density chart that the reader is at: gone to from a link, a search or by the
// keyboard, marked in the figure, and read aloud.

/** @import { DrawnBar } from "../types.js" */
/** @import { DensityView } from "./density.js" */

/** How dates of each precision are written (PLAIN in timeline.layout.density.columns).
 * @type {Intl.DateTimeFormatOptions[]} */
const FIELDS = [
  { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  { year: "numeric", month: "short", day: "numeric" },
];
export const [MINUTE, DAY] = [1, 2];

export class Cursor {
  /** @param {DensityView} view */
  constructor(view) {
    this.view = view;
    this.figure = view.figure;
    this.events = view.events;
    this.marked = -1;
    /** @type {Record<string, Intl.DateTimeFormat>} */
    this.formats = {};
  }

  /**
   * Dates as the figure writes them: in English, too, the day stands before the month.
   *
   * @param {Date} date the first that is written
   * @param {number} precision
   * @returns {Intl.DateTimeFormat}
   */
  format(date, precision) {
    const before = date.getUTCFullYear() <= 0;
    const language = this.view.language === "en" ? "en-GB" : this.view.language;
    return (this.formats[`${precision} ${before}`] ??= new Intl.DateTimeFormat(language, {
      timeZone: "UTC", ...FIELDS[precision], ...(before ? { era: "short" } : {}),
    }));
  }

  /**
   * A stretch of time by dates of one precision; its end is not part of it where they are days.
   *
   * @param {number} start seconds
   * @param {number} end
   * @param {number} precision
   */
  range(start, end, precision) {
    const last = precision === DAY && end > start ? end - 1 : end;
    const [first, second] = [new Date(start * 1000), new Date(last * 1000)];
    const text = this.format(first, precision).formatRange(first, second);
    return this.view.language.startsWith("fr") ? text.replace(/(?<!\d)1(?= \p{L})/gu, "1er") : text;
  }

  /**
   * The time of an event: as precisely as its table says, in words of ours where it is not exact.
   *
   * @param {number} n
   */
  when(n) {
    const precision = this.events.precisionOf(n);
    return precision < 0 ? this.events.time(n) : this.range(this.events.startOf(n), this.events.endOf(n), precision);
  }

  /** @param {number} n */
  describe(n) {
    const { lane, side, kind } = this.events.names(n);
    return [this.events.title(n), this.when(n), ...new Set([lane, side, kind])].filter(Boolean);
  }

  /**
   * Several events that are drawn as one bar: how many, and from when to when if all are exact.
   *
   * @param {DrawnBar} bar
   */
  describeRun({ n, many, end, precision }) {
    const count = (this.figure.data.words["events as one"] ?? "").replace("{0}", this.view.number.format(many));
    const { lane, side } = this.events.names(n);
    const when = precision < 0 ? "" : this.range(this.events.startOf(n), end, precision);
    return [count, when, ...new Set([lane, side])].filter(Boolean);
  }

  /**
   * Goes to the next event that the filters leave in, or to the first or last of them.
   *
   * @param {number} count
   */
  async step(count) {
    const [sign, last] = [Math.sign(count), this.events.count - 1];
    const far = Math.abs(count) > 1;
    const on = far ? -sign : sign || 1;
    let next = far ? (sign > 0 ? last : 0) : this.figure.keyboard.at + sign;
    while (next >= 0 && next <= last && !this.events.isShown(next)) next += on;
    if (next >= 0 && next <= last) await this.goTo(next, false);
  }

  /**
   * Zooms to an event, marks it and says it.
   *
   * @param {number} n
   * @param {boolean} zoomed whether it is zoomed to where it is in view, too
   */
  async goTo(n, zoomed = true) {
    const { keyboard, zoom } = this.figure;
    keyboard.at = n;
    this.marked = n;
    await this.events.loadTexts([n]);
    const [low, high] = this.view.window;
    const [start, end] = [this.events.startOf(n), this.events.endOf(n)];
    const middle = (start + end) / 2;
    if (zoomed || !this.view.bars || this.view.joined || middle < low || middle > high) {
      const half = Math.max((end - start) * 4, 2 * this.events.data.unit);
      zoom.to([zoom.value(middle - half), zoom.value(middle + half)]);
    } else this.figure.paint();
    keyboard.status.textContent = `${n + 1}/${this.events.count}: ${this.describe(n).join(", ")}`;
  }

  /**
   * Makes the address of the page one that leads to an event.
   *
   * @param {number} n
   */
  link(n) {
    try {
      history.replaceState(null, "", `#event-${n + 1}`);
    } catch {
      // a page in a frame may have no address of its own
    }
  }

  /** Goes to the event that the address names. */
  follow() {
    const name = /^#event-(\d+)$/.exec(location.hash);
    const n = name ? Number(name[1]) - 1 : -1;
    if (n >= 0 && n < this.events.count) this.goTo(n);
  }
}
