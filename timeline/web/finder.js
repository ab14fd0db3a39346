"use strict";
// What stands around a figure of many events: the search by title, the choice of a kind, the
// events in view as a table by page and as a file.
var timelineFinder = (() => {
  const PAGE = 50; // rows of the table that are shown at a time
  const FOUND = 12;

  class Finder {
    constructor(view) {
      Object.assign(this, { view, figure: view.figure, events: view.events, page: 0 });
      this.furnishSearch();
      this.furnishTable();
    }

    furnishSearch() {
      const { words } = this.figure.data;
      const form = document.createElement("div");
      form.className = "timeline-search";
      const input = document.createElement("input");
      input.type = "search";
      input.placeholder = words.search;
      input.setAttribute("aria-label", words.search);
      this.results = document.createElement("div");
      this.results.className = "timeline-found";
      this.results.setAttribute("role", "status");
      input.addEventListener("input", () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.search(input.value), 200);
      });
      form.append(input);
      if (this.events.kind) form.append(this.chooser(words));
      form.append(this.results);
      this.figure.said.after(form);
    }

    chooser(words) {
      const choice = document.createElement("select");
      choice.setAttribute("aria-label", words.kinds);
      [words.kinds, ...this.events.data.kinds].forEach((name, n) => choice.append(new Option(name || "–", n - 1)));
      choice.addEventListener("change", () => {
        this.events.kindOnly = Number(choice.value);
        this.figure.show();
      });
      return choice;
    }

    async search(text) {
      const wanted = text.trim().toLocaleLowerCase(this.view.language);
      this.wanted = wanted;
      this.results.replaceChildren();
      if (!wanted) return;
      const found = [];
      let total = 0;
      for (let at = 0; at < this.events.packed.length; at++) {
        const titles = await this.events.titles(at);
        if (this.wanted !== wanted) return;
        titles.forEach((title, n) => {
          if (!title.toLocaleLowerCase(this.view.language).includes(wanted)) return;
          total += 1;
          if (found.length < FOUND) found.push(at * this.events.chunk + n);
        });
      }
      const { words } = this.figure.data;
      const count = document.createElement("span");
      count.textContent = words.found.replace("{0}", this.view.number.format(total));
      const buttons = found.map((n) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = `${this.events.title(n)}, ${this.view.when(n)}`;
        button.addEventListener("click", () => {
          this.view.go(n);
          this.view.link(n);
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
      const { lanes, sides } = this.events.data;
      return [this.events.title(n), this.view.when(n), lanes[this.events.lane[n]], sides[this.events.side[n]]];
    }

    async fillTable() {
      if (!this.table?.open) return;
      const { found } = this.events.within(...this.view.window);
      this.page = Math.max(0, Math.min(this.page, Math.ceil(found.length / PAGE) - 1));
      const shown = found.slice(this.page * PAGE, (this.page + 1) * PAGE);
      await Promise.all(shown.map((n) => this.events.titles(Math.floor(n / this.events.chunk))));
      const table = document.createElement("table");
      for (const n of shown) {
        const row = table.insertRow();
        for (const text of this.cells(n)) row.insertCell().textContent = text;
      }
      this.rows.replaceChildren(table);
      this.turns[0].disabled = this.page === 0;
      this.turns[1].disabled = (this.page + 1) * PAGE >= found.length;
    }

    // The events in view, as a file.
    async download() {
      const { found } = this.events.within(...this.view.window);
      for (let at = 0; at < this.events.packed.length; at++) await this.events.titles(at);
      const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, this.events.data.unit >= 86400 ? 10 : 16);
      const { lanes, sides } = this.events.data;
      // a text that a spreadsheet would take for a formula is made plain
      const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
      const line = (n) => [
        cell(this.events.title(n)), iso(this.events.start[n]), iso(this.events.end[n]),
        cell(lanes[this.events.lane[n]]), cell(sides[this.events.side[n]]),
      ].join(",");
      const text = ["title,start,end,lane,side", ...found.map(line), ""].join("\r\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
      link.download = "events.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  return { Finder };
})();
