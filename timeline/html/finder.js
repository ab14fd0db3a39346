"use strict";
// What stands around a figure of many events: the search by title, the choice of a kind, the
// events in view as a table by page and as a file.
var timelineFinder = (() => {
  const PAGE = 50; // rows of the table that are shown at a time
  const FOUND = 12;

  class Finder {
    constructor(view) {
      Object.assign(this, { view, figure: view.figure, events: view.events, page: 0, searches: 0 });
      this.furnishSearch();
      this.furnishTable();
    }

    furnishSearch() {
      const { words } = this.figure.data;
      const form = document.createElement("div");
      form.className = "timeline-search";
      const input = (this.input = document.createElement("input"));
      input.type = "search";
      input.placeholder = words.search;
      input.setAttribute("aria-label", words.search);
      this.results = document.createElement("div");
      this.results.className = "timeline-found";
      this.results.setAttribute("role", "status");
      input.addEventListener("input", () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.search(), 200);
      });
      form.append(input);
      const { sides, kinds } = this.events.data;
      if (sides.filter(Boolean).length > 1) form.append(this.chooser(words.sides, sides, (side) => this.view.only(side)));
      if (this.events.kind) form.append(this.chooser(words.kinds, kinds, (kind) => this.onlyKind(kind)));
      form.append(this.results);
      this.figure.reader.said.after(form);
    }

    // All, or one of them alone.
    chooser(all, names, act) {
      const choice = document.createElement("select");
      choice.setAttribute("aria-label", all);
      [all, ...names].forEach((name, n) => choice.append(new Option(name || "–", n - 1)));
      choice.addEventListener("change", () => act(Number(choice.value)));
      return choice;
    }

    onlyKind(kind) {
      this.events.kindOnly = kind;
      this.figure.paint();
      this.search();
    }

    // Among the events that are not left out; begun anew where those change.
    async search() {
      const wanted = this.input.value.trim().toLocaleLowerCase(this.view.language);
      const search = ++this.searches;
      this.results.replaceChildren();
      if (!wanted) return;
      const found = [];
      let total = 0;
      for await (const n of this.events.searched(wanted, this.view.language)) {
        if (this.searches !== search) return;
        if (!this.events.shown(n)) continue;
        total += 1;
        if (found.length < FOUND) found.push(n);
      }
      await Promise.all(found.map((n) => this.events.titles(Math.floor(n / this.events.chunk))));
      if (this.searches !== search) return;
      const { words } = this.figure.data;
      const count = document.createElement("span");
      count.textContent = words.found.replace("{0}", this.view.number.format(total));
      const buttons = found.map((n) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = `${this.events.title(n)}, ${this.view.walker.when(n)}`;
        button.addEventListener("click", () => {
          this.view.walker.go(n);
          this.view.walker.link(n);
        });
        return button;
      });
      this.results.append(count, ...buttons);
    }

    furnishTable() {
      const { words } = this.figure.data;
      this.table = document.createElement("details");
      this.table.className = "timeline-data-table timeline-view";
      const summary = document.createElement("summary");
      summary.textContent = words["events table"];
      this.rows = document.createElement("div");
      this.rows.className = "timeline-rows";
      this.rows.tabIndex = 0;
      this.rows.setAttribute("role", "region");
      this.rows.setAttribute("aria-label", words["events table"]);
      this.turns = [[words.previous, -1], [words.next, 1]].map(([text, step]) => this.button(text, () => this.turn(step)));
      const nav = document.createElement("div");
      nav.className = "timeline-tools timeline-pages";
      nav.append(...this.turns, this.button("CSV", () => this.download()));
      this.table.append(summary, nav, this.rows);
      this.table.addEventListener("toggle", () => this.fillTable());
      this.figure.host.append(this.table);
    }

    button(text, act) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", act);
      return button;
    }

    turn(step) {
      this.page += step;
      this.fillTable();
    }

    cells(n) {
      const { lanes, sides, kinds } = this.events.data;
      const cells = [this.events.title(n), this.view.walker.when(n), lanes[this.events.lane[n]], sides[this.events.side[n]]];
      return this.events.kind ? [...cells, kinds[this.events.kind[n]]] : cells;
    }

    async fillTable() {
      if (!this.table?.open) return;
      const window = this.view.window;
      let { found, total } = this.events.within(...window, PAGE, this.page * PAGE);
      if (!found.length && this.page) {
        this.page = Math.max(0, Math.ceil(total / PAGE) - 1);
        ({ found, total } = this.events.within(...window, PAGE, this.page * PAGE));
      }
      await Promise.all(found.map((n) => this.events.titles(Math.floor(n / this.events.chunk))));
      const table = document.createElement("table");
      const { words } = this.figure.data;
      const head = table.createTHead().insertRow();
      for (const name of ["title", "time", "group", "side", ...(this.events.kind ? ["kind"] : [])]) {
        const cell = document.createElement("th");
        cell.scope = "col";
        cell.textContent = words[name];
        head.append(cell);
      }
      const body = table.createTBody();
      for (const n of found) {
        const row = body.insertRow();
        for (const text of this.cells(n)) row.insertCell().textContent = text;
      }
      this.rows.replaceChildren(table);
      this.turns[0].disabled = this.page === 0;
      this.turns[1].disabled = (this.page + 1) * PAGE >= total;
    }

    // The events in view, as a file.
    async download() {
      const { found } = this.events.within(...this.view.window);
      const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, this.events.data.unit >= 86400 ? 10 : 16);
      const { lanes, sides, kinds } = this.events.data;
      // a text that a spreadsheet would take for a formula is made plain
      const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
      const kind = (n) => (this.events.kind ? `,${cell(kinds[this.events.kind[n]])}` : "");
      const line = (n, title) => `${cell(title)},${iso(this.events.start[n])},${iso(this.events.end[n])},`
        + `${cell(lanes[this.events.lane[n]])},${cell(sides[this.events.side[n]])}${kind(n)}\r\n`;
      const parts = [`title,start,end,lane,side${this.events.kind ? ",kind" : ""}\r\n`];
      // found in the order of time, and so chunk by chunk
      for (let first = 0; first < found.length;) {
        const at = Math.floor(found[first] / this.events.chunk);
        const titles = await this.events.titles(at);
        let text = "";
        for (; first < found.length && found[first] < (at + 1) * this.events.chunk; first++) {
          text += line(found[first], titles[found[first] - at * this.events.chunk]);
        }
        parts.push(text);
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
      link.download = "events.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  return { Finder };
})();
