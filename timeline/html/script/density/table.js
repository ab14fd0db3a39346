// The events of a density chart that are in view: as a table by page, and as a file.
import { element } from "../elements.js";

/** @import { DensityView } from "./density.js" */

const PAGE = 50; // rows
const DAY = 86400;

/** @param {string} text */
const csvCell = (text) => {
  // a text that a spreadsheet would take for a formula is made plain
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
};

export class EventTable {
  /** @param {DensityView} view */
  constructor(view) {
    this.view = view;
    this.figure = view.figure;
    this.events = view.events;
    this.page = 0;
    const { words } = this.figure.data;
    const title = words["events table"] ?? "";
    this.rows = element("div", { className: "timeline-rows", tabIndex: 0, role: "region", ariaLabel: title });
    this.previous = this.button(words.previous ?? "", () => this.turn(-1));
    this.next = this.button(words.next ?? "", () => this.turn(1));
    const pages = element(
      "div", { className: "timeline-toolbar timeline-pages" }, this.previous, this.next, this.button("CSV", () => this.download()),
    );
    const summary = element("summary", { textContent: title });
    this.details = element("details", { className: "timeline-data-table timeline-view" }, summary, pages, this.rows);
    this.details.addEventListener("toggle", () => this.fill());
    this.figure.host.append(this.details);
  }

  /**
   * @param {string} textContent
   * @param {() => void} act
   */
  button(textContent, act) {
    const button = element("button", { type: "button", textContent });
    button.addEventListener("click", act);
    return button;
  }

  /** @param {number} pages */
  turn(pages) {
    this.page += pages;
    this.fill();
  }

  /** Fills the table with the events in view, if it is open. */
  async fill() {
    if (!this.details.open) return;
    const [low, high] = this.view.window;
    let { events, total } = this.events.within(low, high, { most: PAGE, first: this.page * PAGE });
    if (!events.length && this.page) {
      this.page = Math.max(0, Math.ceil(total / PAGE) - 1);
      ({ events, total } = this.events.within(low, high, { most: PAGE, first: this.page * PAGE }));
    }
    await this.events.loadTitles(events);
    const { words } = this.figure.data;
    const names = ["title", "time", "group", "side", ...(this.events.kind ? ["kind"] : [])];
    const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col", textContent: words[name] ?? "" })));
    const rows = events.map((n) => element("tr", {}, ...this.cells(n).map((textContent) => element("td", { textContent }))));
    this.rows.replaceChildren(element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)));
    this.previous.disabled = this.page === 0;
    this.next.disabled = (this.page + 1) * PAGE >= total;
  }

  /** @param {number} n */
  cells(n) {
    const { lane, side, kind } = this.events.names(n);
    const cells = [this.events.title(n), this.view.cursor.when(n), lane, side];
    return this.events.kind ? [...cells, kind] : cells;
  }

  /**
   * @param {number} n
   * @param {string} title
   */
  csvLine(n, title) {
    const digits = this.events.data.unit >= DAY ? 10 : 16;
    /** @param {number} seconds */
    const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, digits);
    const { lane, side, kind } = this.events.names(n);
    const last = this.events.kind ? [csvCell(kind)] : [];
    const cells = [csvCell(title), iso(this.events.startOf(n)), iso(this.events.endOf(n)), csvCell(lane), csvCell(side), ...last];
    return `${cells.join(",")}\r\n`;
  }

  /** Saves the events in view as a file. */
  async download() {
    const [low, high] = this.view.window;
    const { events } = this.events.within(low, high);
    const { chunk } = this.events;
    const parts = [`title,start,end,lane,side${this.events.kind ? ",kind" : ""}\r\n`];
    // they are in the order of time, and so chunk by chunk
    for (let first = 0; first < events.length;) {
      const number = Math.floor((events[first] ?? 0) / chunk);
      const titles = await this.events.titles(number);
      let text = "";
      for (let n = events[first]; n !== undefined && n < (number + 1) * chunk; n = events[++first]) {
        text += this.csvLine(n, titles[n - number * chunk] ?? "");
      }
      parts.push(text);
    }
    const link = element("a", { href: URL.createObjectURL(new Blob(parts, { type: "text/csv" })), download: "events.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}
