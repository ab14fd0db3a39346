// The event of a density chart that the reader is at: gone to from a link, a search or by the
// keyboard, marked in the figure, and read aloud.

/** @import { DrawnBar } from "../types.js" */
/** @import { DensityView } from "./density.js" */

const DAY = 86400;

export class Cursor {
  /** @param {DensityView} view */
  constructor(view) {
    this.view = view;
    this.figure = view.figure;
    this.events = view.events;
    this.marked = -1;
    /** @type {Intl.DateTimeFormat[]} */
    this.formats = [];
  }

  /**
   * Dates as the figure writes them: in English, too, the day stands before the month.
   *
   * @param {Date} date the first that is written
   * @returns {Intl.DateTimeFormat}
   */
  format(date) {
    const before = date.getUTCFullYear() <= 0;
    const known = this.formats[Number(before)];
    if (known) return known;
    const language = this.view.language === "en" ? "en-GB" : this.view.language;
    /** @type {Intl.DateTimeFormatOptions} */
    const clock = this.events.data.unit < DAY ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : {};
    /** @type {Intl.DateTimeFormatOptions} */
    const day = { timeZone: "UTC", year: "numeric", month: "short", day: "numeric", ...clock };
    const format = new Intl.DateTimeFormat(language, before ? { ...day, era: "short" } : day);
    this.formats[Number(before)] = format;
    return format;
  }

  /** @param {number} seconds */
  date(seconds) {
    const date = new Date(seconds * 1000);
    return this.format(date).format(date);
  }

  /**
   * The time of an event in words.
   *
   * @param {number} n
   * @param {number} end seconds
   */
  when(n, end = this.events.endOf(n)) {
    const start = this.events.startOf(n);
    // the day after the last is not part of it
    const last = this.events.data.unit >= DAY && end > start ? end - DAY : end;
    const [first, second] = [new Date(start * 1000), new Date(last * 1000)];
    return this.format(first).formatRange(first, second);
  }

  /** @param {number} n */
  describe(n) {
    const { lane, side, kind } = this.events.names(n);
    return [this.events.title(n), this.when(n), ...new Set([lane, side, kind])].filter(Boolean);
  }

  /**
   * Several events that are drawn as one bar: how many, and from when to when.
   *
   * @param {DrawnBar} bar
   */
  describeRun({ n, many, end }) {
    const count = (this.figure.data.words["events as one"] ?? "").replace("{0}", this.view.number.format(many));
    const { lane, side } = this.events.names(n);
    return [count, this.when(n, end), ...new Set([lane, side])].filter(Boolean);
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
    await this.events.loadTitles([n]);
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
