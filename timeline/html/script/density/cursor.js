// The current event of a density chart: reached by link, search or keyboard, highlighted in the figure,
// and read aloud.

/** @import { BarBox } from "../types.js" */
/** @import { DensityView } from "./density.js" */

/** Date formats by precision (PLAIN in timeline.layout.density.columns).
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
    /** Index of the current event, or -1. */
    this.event = -1;
    /** @type {Record<string, Intl.DateTimeFormat>} */
    this.formats = {};
  }

  /**
   * The date format of the figure: day before month, in English too.
   *
   * @param {Date} date the first to be formatted
   * @param {number} precision
   * @returns {Intl.DateTimeFormat}
   */
  format(date, precision) {
    const bce = date.getUTCFullYear() <= 0;
    const language = this.view.language === "en" ? "en-GB" : this.view.language;
    return (this.formats[`${precision} ${bce}`] ??= new Intl.DateTimeFormat(language, {
      timeZone: "UTC", ...FIELDS[precision], ...(bce ? { era: "short" } : {}),
    }));
  }

  /**
   * A time range as two dates of one precision; the end is exclusive if they are days.
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
   * The time of an event, as precise as in the table; in our own words if it is not exact.
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
   * Describes several events drawn as one bar: their number, and their time range if all are exact.
   *
   * @param {BarBox} bar
   */
  describeRun({ n, count, end, precision }) {
    const text = (this.figure.data.words["events as one"] ?? "").replace("{0}", this.view.number.format(count));
    const { lane, side } = this.events.names(n);
    const when = precision < 0 ? "" : this.range(this.events.startOf(n), end, precision);
    return [text, when, ...new Set([lane, side])].filter(Boolean);
  }

  /**
   * Goes to the next or previous event that passes the filters, or to the first or last one.
   *
   * @param {number} count
   */
  async step(count) {
    const [sign, last] = [Math.sign(count), this.events.count - 1];
    const toEnd = Math.abs(count) > 1;
    const direction = toEnd ? -sign : sign || 1;
    let next = toEnd ? (sign > 0 ? last : 0) : this.figure.keyboard.index + sign;
    while (next >= 0 && next <= last && !this.events.isShown(next)) next += direction;
    if (next >= 0 && next <= last) await this.goTo(next, false);
  }

  /**
   * Goes to an event, highlights it and announces it.
   *
   * @param {number} n
   * @param {boolean} zoomIn even if the event is in view
   */
  async goTo(n, zoomIn = true) {
    const { keyboard, zoom } = this.figure;
    keyboard.index = n;
    this.event = n;
    await this.events.loadTexts([n]);
    const [low, high] = this.view.window;
    const [start, end] = [this.events.startOf(n), this.events.endOf(n)];
    const middle = (start + end) / 2;
    if (zoomIn || !this.view.bars || this.view.hasRuns || middle < low || middle > high) {
      const half = Math.max((end - start) * 4, 2 * this.events.data.unit);
      zoom.to([zoom.value(middle - half), zoom.value(middle + half)]);
    } else this.figure.paint();
    keyboard.status.textContent = `${n + 1}/${this.events.count}: ${this.describe(n).join(", ")}`;
  }

  /**
   * Sets the page's address to a link to an event.
   *
   * @param {number} n
   */
  link(n) {
    try {
      history.replaceState(null, "", `#event-${n + 1}`);
    } catch {
      // not allowed in some frames
    }
  }

  /** Goes to the event that the address names. */
  follow() {
    const name = /^#event-(\d+)$/.exec(location.hash);
    const n = name ? Number(name[1]) - 1 : -1;
    if (n >= 0 && n < this.events.count) this.goTo(n);
  }
}
