"use strict";
// One of many events: gone to from a link, a search or by the keyboard, marked, and told.
var timelineWalker = (() => {
  const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

  class Walker {
    constructor(view) {
      Object.assign(this, { view, figure: view.figure, events: view.events, marked: -1, formats: {} });
    }

    // Dates as the figure writes them: in English, too, the day stands before the month.
    format(era) {
      const language = this.view.language === "en" ? "en-GB" : this.view.language;
      const clock = this.events.data.unit < 86400 ? CLOCK : {};
      const day = { timeZone: "UTC", year: "numeric", month: "short", day: "numeric", ...clock };
      return (this.formats[era] ??= new Intl.DateTimeFormat(language, era ? { ...day, era: "short" } : day));
    }

    date(seconds) {
      const date = new Date(seconds * 1000);
      return this.format(date.getUTCFullYear() <= 0).format(date);
    }

    when(n, to = this.events.end[n]) {
      const from = this.events.start[n];
      // the day after the last is not part of it
      const last = this.events.data.unit >= 86400 && to > from ? to - 86400 : to;
      const [first, second] = [from, last].map((seconds) => new Date(seconds * 1000));
      return this.format(first.getUTCFullYear() <= 0).formatRange(first, second);
    }

    described(n) {
      const { lanes, sides, kinds } = this.events.data;
      const kind = this.events.kind ? kinds[this.events.kind[n]] : "";
      const parts = [lanes[this.events.lane[n]], sides[this.events.side[n]], kind];
      return [this.events.title(n), this.when(n), ...new Set(parts)].filter(Boolean);
    }

    // Several events that are drawn as one bar: how many, and from when to when.
    run({ n, many, end }) {
      const { lanes, sides } = this.events.data;
      const told = this.figure.data.words["events as one"].replace("{0}", this.view.number.format(many));
      const parts = [lanes[this.events.lane[n]], sides[this.events.side[n]]];
      return [told, this.when(n, end), ...new Set(parts)].filter(Boolean);
    }

    // The next event that no filter leaves out, or the first or last of them.
    async walk(step) {
      const [turn, last] = [Math.sign(step), this.events.count - 1];
      const far = Math.abs(step) > 1;
      let next = far ? (turn > 0 ? last : 0) : this.figure.reader.at + turn;
      const on = far ? -turn : turn || 1;
      while (next >= 0 && next <= last && !this.events.shown(next)) next += on;
      if (next >= 0 && next <= last) await this.go(next, false);
    }

    // Zooms to an event, marks it and says it.
    async go(n, zoomed = true) {
      this.figure.reader.at = n;
      this.marked = n;
      await this.events.titles(Math.floor(n / this.events.chunk));
      const [low, high] = this.view.window;
      const { zoom } = this.figure;
      const middle = (this.events.start[n] + this.events.end[n]) / 2;
      if (zoomed || !this.view.bars || this.view.joined || middle < low || middle > high) {
        const half = Math.max((this.events.end[n] - this.events.start[n]) * 4, 2 * this.events.data.unit);
        zoom.to([middle - half, middle + half].map((at) => zoom.unit(at)));
      } else this.figure.paint();
      this.figure.reader.said.textContent = `${n + 1}/${this.events.count}: ${this.described(n).join(", ")}`;
    }

    link(n) {
      try {
        history.replaceState(null, "", `#event-${n + 1}`);
      } catch {
        // a page in a frame may have no address of its own
      }
    }

    follow() {
      const found = /^#event-(\d+)$/.exec(location.hash);
      const n = found ? Number(found[1]) - 1 : -1;
      if (n >= 0 && n < this.events.count) this.go(n);
    }
  }

  return { Walker };
})();
