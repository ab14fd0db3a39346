// The events of a density chart that are in view: as a paged table and as a CSV file.
import { element } from "../elements.js";

/** @import { DensityView } from "./density.js" */

const PAGE_SIZE = 50; // rows

/** @param {string} text */
const csvCell = (text) => {
  // keep spreadsheets from taking a text for a formula
  const plain = /^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[^\w .:+-]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
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
    this.details = element("details", { className: "timeline-data-table timeline-event-table" }, summary, pages, this.rows);
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
    let { events, total } = this.events.within(low, high, { limit: PAGE_SIZE, first: this.page * PAGE_SIZE });
    if (!events.length && this.page) {
      this.page = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1);
      ({ events, total } = this.events.within(low, high, { limit: PAGE_SIZE, first: this.page * PAGE_SIZE }));
    }
    await this.events.loadTexts(events);
    const { words } = this.figure.data;
    const names = ["title", "time", "group", "side", ...(this.events.kind ? ["kind"] : [])];
    const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col", textContent: words[name] ?? "" })));
    const rows = events.map((n) => element("tr", {}, ...this.cells(n).map((textContent) => element("td", { textContent }))));
    this.rows.replaceChildren(element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)));
    this.previous.disabled = this.page === 0;
    this.next.disabled = (this.page + 1) * PAGE_SIZE >= total;
  }

  /** @param {number} n */
  cells(n) {
    const { lane, side, kind } = this.events.names(n);
    const cells = [this.events.title(n), this.view.cursor.when(n), lane, side];
    return this.events.kind ? [...cells, kind] : cells;
  }

  /** Saves the table rows of the events in view as CSV. */
  async download() {
    const [low, high] = this.view.window;
    const { events } = this.events.within(low, high);
    const { chunk } = this.events;
    /** @param {string[]} cells */
    const line = (cells) => `${cells.map(csvCell).join(",")}\r\n`;
    const parts = [line(this.events.data.columns)];
    // events are in order of time, so chunks are loaded one by one
    for (let first = 0; first < events.length;) {
      const number = Math.floor((events[first] ?? 0) / chunk);
      const cells = await this.events.rows(number);
      let text = "";
      for (let n = events[first]; n !== undefined && n < (number + 1) * chunk; n = events[++first]) {
        text += line(cells(n));
      }
      parts.push(text);
    }
    const link = element("a", { href: URL.createObjectURL(new Blob(parts, { type: "text/csv" })), download: "events.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}
