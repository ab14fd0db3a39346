// The search of a density chart: by title, with filters for side and kind.
import { element } from "../elements.js";

/** @import { DensityView } from "./density.js" */

const MAX_RESULTS = 12;
const DELAY = 200; // milliseconds after the last key

export class Search {
  /** @param {DensityView} view */
  constructor(view) {
    this.view = view;
    this.figure = view.figure;
    this.events = view.events;
    this.runs = 0;
    const { words } = this.figure.data;
    const label = words.search ?? "";
    this.input = element("input", { type: "search", placeholder: label, ariaLabel: label });
    this.results = element("div", { className: "timeline-results", role: "status" });
    this.attach();
  }

  attach() {
    const { words } = this.figure.data;
    const { sides, kinds } = this.events.data;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    this.input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.run(), DELAY);
    });
    const form = element("div", { className: "timeline-search" }, this.input);
    if (sides.filter(Boolean).length > 1) form.append(this.filter(words.sides ?? "", sides, (side) => this.view.showOnly(side)));
    if (this.events.kind) form.append(this.filter(words.kinds ?? "", kinds, (kind) => this.showKind(kind)));
    form.append(this.results);
    this.figure.keyboard.status.after(form);
  }

  /**
   * A menu that shows all events, or only those of one name.
   *
   * @param {string} all
   * @param {string[]} names
   * @param {(n: number) => void} act
   */
  filter(all, names, act) {
    const options = [all, ...names].map((name, n) => new Option(name || "–", String(n - 1)));
    const filter = element("select", { ariaLabel: all }, ...options);
    filter.addEventListener("change", () => act(Number(filter.value)));
    return filter;
  }

  /** @param {number} kind */
  showKind(kind) {
    this.events.onlyKind = kind;
    this.figure.paint();
    this.run();
  }

  /** Searches the events that pass the filters; runs again when these change. */
  async run() {
    const { language, number } = this.view;
    const query = this.input.value.trim().toLocaleLowerCase(language);
    const run = ++this.runs;
    this.results.replaceChildren();
    if (!query) return;
    /** @type {number[]} */
    const events = [];
    let total = 0;
    for await (const n of this.events.search(query, language)) {
      if (this.runs !== run) return;
      if (!this.events.isShown(n)) continue;
      total += 1;
      if (events.length < MAX_RESULTS) events.push(n);
    }
    await this.events.loadTexts(events);
    if (this.runs !== run) return;
    const count = (this.figure.data.words.found ?? "").replace("{0}", number.format(total));
    this.results.append(element("span", { textContent: count }), ...events.map((n) => this.result(n)));
  }

  /** @param {number} n */
  result(n) {
    const { cursor } = this.view;
    const button = element("button", { type: "button", textContent: `${this.events.title(n)}, ${cursor.when(n)}` });
    button.addEventListener("click", () => {
      cursor.goTo(n);
      cursor.link(n);
    });
    return button;
  }
}
