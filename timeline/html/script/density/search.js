// The search of a density chart: by title, with the choice of a side and a kind.
import { element } from "../elements.js";

/** @import { DensityView } from "./density.js" */

const MOST = 12; // events that are listed
const PAUSE = 200; // milliseconds after a key until the search begins

export class Search {
  /** @param {DensityView} view */
  constructor(view) {
    this.view = view;
    this.figure = view.figure;
    this.events = view.events;
    this.searches = 0;
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
      timer = setTimeout(() => this.run(), PAUSE);
    });
    const form = element("div", { className: "timeline-search" }, this.input);
    if (sides.filter(Boolean).length > 1) form.append(this.choice(words.sides ?? "", sides, (side) => this.view.showOnly(side)));
    if (this.events.kind) form.append(this.choice(words.kinds ?? "", kinds, (kind) => this.showKind(kind)));
    form.append(this.results);
    this.figure.keyboard.status.after(form);
  }

  /**
   * A choice of all, or of one of them alone.
   *
   * @param {string} all
   * @param {string[]} names
   * @param {(n: number) => void} act
   */
  choice(all, names, act) {
    const options = [all, ...names].map((name, n) => new Option(name || "–", String(n - 1)));
    const choice = element("select", { ariaLabel: all }, ...options);
    choice.addEventListener("change", () => act(Number(choice.value)));
    return choice;
  }

  /** @param {number} kind */
  showKind(kind) {
    this.events.onlyKind = kind;
    this.figure.paint();
    this.run();
  }

  /** Searches among the events that the filters leave in; begun anew where those change. */
  async run() {
    const { language, number } = this.view;
    const wanted = this.input.value.trim().toLocaleLowerCase(language);
    const search = ++this.searches;
    this.results.replaceChildren();
    if (!wanted) return;
    /** @type {number[]} */
    const events = [];
    let total = 0;
    for await (const n of this.events.search(wanted, language)) {
      if (this.searches !== search) return;
      if (!this.events.isShown(n)) continue;
      total += 1;
      if (events.length < MOST) events.push(n);
    }
    await this.events.loadTexts(events);
    if (this.searches !== search) return;
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
