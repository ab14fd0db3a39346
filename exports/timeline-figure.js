"use strict";
// Time for the figures of a page: dates as numbers, and the ticks of an axis that is zoomed, in
// the words of the figure's language (timeline.pagedata). There is no year 0: before 1 came 1 BCE.
var timelineTime = (() => {
  const UNITS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, M: 2629746e3, y: 31556952e3 };
  const STEPS = [
    ...[1, 5, 15, 30].map((n) => [n, "s"]),
    ...[1, 5, 15, 30].map((n) => [n, "m"]),
    ...[1, 3, 6, 12].map((n) => [n, "h"]),
    ...[1, 2, 7].map((n) => [n, "d"]),
    ...[1, 3, 6].map((n) => [n, "M"]),
  ];

  function utc(year, month = 0, day = 1) {
    const date = new Date(0);
    date.setUTCFullYear(year, month, day);
    return date.getTime();
  }

  function toNumber(value) {
    if (typeof value === "number") return value;
    const found = /^(-?\d+)-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?/.exec(value);
    if (!found) return Number(value);
    const [year, month, day, hour = 0, minute = 0, second = 0] = found.slice(1).map((n) => Number(n ?? 0));
    return utc(year, month - 1, day) + hour * UNITS.h + minute * UNITS.m + second * 1e3;
  }

  // The first tick at or after low, and those that follow, of a step in milliseconds or years.
  function* marks(low, high, [count, unit]) {
    const date = new Date(low);
    if (unit === "y") {
      let year = Math.ceil((date.getUTCFullYear() + (utc(date.getUTCFullYear()) < low ? 1 : 0)) / count) * count;
      for (; utc(year) <= high; year += count) yield utc(year);
    } else if (unit === "M") {
      let months = date.getUTCFullYear() * 12 + date.getUTCMonth() + (date.getUTCDate() > 1 || low % UNITS.d ? 1 : 0);
      months = Math.ceil(months / count) * count;
      for (; utc(0, months) <= high; months += count) yield utc(0, months);
    } else if (unit === "d" && count > 1) {
      // counted within the month, so that no two ticks crowd at its end
      for (let at = Math.ceil(low / UNITS.d) * UNITS.d; at <= high; at += UNITS.d) {
        const day = new Date(at).getUTCDate();
        if (day % count === 1 && day + count / 2 < 31) yield at;
      }
    } else {
      const step = count * UNITS[unit];
      for (let at = Math.ceil(low / step) * step; at <= high; at += step) yield at;
    }
  }

  const two = (n) => String(n).padStart(2, "0");

  // What a tick says, and what is said once for all that share it.
  function wording(at, unit, dates) {
    const date = new Date(at);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    const shown = year > 0 ? year : 1 - year; // there is no year 0: before 1 came 1 BCE
    const era = (text) => {
      if (year > 0) return text.replace("{y}", shown);
      return text.replace("{y}", dates.eras[0].replace("{y}", shown));
    };
    const dayText = dates.days[month].replace("{d}", day);
    if (unit === "y") return [era("{y}"), ""];
    if (unit === "M") return [dates.names[month], era("{y}")];
    if (unit === "d") return [String(day), era(dates.months[month])];
    const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
    if (unit === "s") return [`${clock}:${two(date.getUTCSeconds())}`, dayText];
    return [clock, dayText];
  }

  function ticks(low, high, width, dates, write, margins = [Infinity, Infinity]) {
    const scale = (high - low) / width;
    const years = [1, 2, 5].flatMap((n) => [1, 10, 100, 1e3, 1e4].map((m) => [n * m, "y"])).sort((a, b) => a[0] - b[0]);
    const all = [...STEPS, ...years];
    const fits = ([count, unit]) => {
      const room = { s: 62, m: 48, h: 48, d: 34, M: 44, y: 52 }[unit];
      return (count * UNITS[unit]) / scale >= room;
    };
    // Whatever a year is called in a language, two of its texts stand apart.
    const apart = (one) => {
      let end = -Infinity;
      return marks(low, high, one).every((at) => {
        const half = write(wording(at, one[1], dates)[0]) / 2;
        const clear = at / scale - half > end + 8;
        end = at / scale + half;
        return clear;
      });
    };
    const step = all.find((one) => fits(one) && apart(one)) ?? all.at(-1);
    const found = { values: [], texts: [] };
    // A text stays in the figure: what would be cut is not said.
    const held = (at, text) => {
      const half = Math.max(...text.split("<br>").map(write)) / 2;
      return (at - low) / scale - half >= -margins[0] && (high - at) / scale - half >= -margins[1];
    };
    let context = null;
    let told = -Infinity;
    for (const at of marks(low, high, step)) {
      const [text, more] = wording(at, step[1], dates);
      const room = (at - told) / scale > write(more) + 8;
      const fresh = more !== context;
      if (fresh && !room && found.texts.length) found.texts[found.last] = found.texts[found.last].split("<br>")[0];
      if (fresh) [context, told, found.last] = [more, at, found.texts.length];
      found.values.push(at);
      found.texts.push(fresh && more ? `${text}<br>${more}` : text);
    }
    found.texts = found.texts.map((text, n) => {
      const wordings = [text, text.split("<br>")[0]];
      return wordings.find((one) => held(found.values[n], one)) ?? "";
    });
    return found;
  }

  return { YEAR: UNITS.y, ticks, toNumber };
})();
"use strict";
// The events of a figure that has more of them than bars can show: unpacked from its columns
// (timeline.layout.eventcolumns), counted in any stretch of time, found by their titles.
var timelineEvents = (() => {
  const BLOCK = 4096; // events whose last end is known together

  const bytesOf = (text) => Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  async function unpack(text) {
    const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  // Numbers of four bytes, whose bytes stand in planes: all lowest ones, then all second ones.
  function joined(planes, count) {
    const found = new Uint32Array(count);
    for (let n = 0; n < count; n++) {
      found[n] = planes[n] + planes[count + n] * 256 + planes[2 * count + n] * 65536 + planes[3 * count + n] * 16777216;
    }
    return found;
  }

  class Events {
    async load(data) {
      Object.assign(this, { count: data.count, chunk: data.chunk, packed: data.titles, chunks: [], data });
      const columns = ["start", "length", "lane", "side", "kind"].filter((name) => data[name]);
      const unpacked = await Promise.all(columns.map((name) => unpack(data[name])));
      const raw = Object.fromEntries(columns.map((name, n) => [name, unpacked[n]]));
      [this.lane, this.side, this.kind] = [raw.lane, raw.side, raw.kind];
      this.start = new Float64Array(this.count);
      this.end = new Float64Array(this.count);
      const wide = data.wide && [raw.start, raw.length].map((bytes) => new Float64Array(bytes.buffer));
      const [deltas, lengths] = wide || [joined(raw.start, this.count), joined(raw.length, this.count)];
      let at = data.origin / data.unit;
      for (let n = 0; n < this.count; n++) {
        at = wide ? deltas[n] : at + deltas[n];
        this.start[n] = at * data.unit;
        this.end[n] = (wide ? lengths[n] : at + lengths[n]) * data.unit;
      }
      this.blocks = Array.from({ length: Math.ceil(this.count / BLOCK) }, (_, block) => {
        let last = -Infinity;
        for (let n = block * BLOCK; n < Math.min(this.count, (block + 1) * BLOCK); n++) last = Math.max(last, this.end[n]);
        return last;
      });
      this.hidden = new Set();
      this.kindOnly = -1;
      return this;
    }

    // The first event that does not begin before an instant.
    rank(instant) {
      let [low, high] = [0, this.count];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.start[middle] < instant) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    shown(n) {
      return !this.hidden.has(this.side[n]) && (this.kindOnly < 0 || this.kind[n] === this.kindOnly);
    }

    // Every event that shares time with a window, and is not left out by a filter.
    each(low, high, act) {
      const last = this.rank(high);
      const all = !this.hidden.size && this.kindOnly < 0;
      for (let block = 0; block * BLOCK < last; block++) {
        if (this.blocks[block] < low) continue;
        const stop = Math.min(last, (block + 1) * BLOCK);
        for (let n = block * BLOCK; n < stop; n++) {
          if ((this.end[n] > low || this.start[n] >= low) && (all || this.shown(n))) act(n);
        }
      }
    }

    within(low, high, most = Infinity) {
      const found = [];
      let total = 0;
      this.each(low, high, (n) => {
        if (total++ < most) found.push(n);
      });
      return { found, total };
    }

    // Events under way in each stretch, as timeline.layout.counting counts them.
    counted(low, high, least) {
      const [length, name] = this.data.lengths.find(([known]) => known >= least) ?? this.data.lengths.at(-1) ?? [least, ""];
      const first = Math.floor(low / length);
      const many = Math.max(1, Math.ceil(high / length) - first);
      const sides = this.data.sides.length;
      const change = new Int32Array(this.data.lanes.length * sides * (many + 1));
      let total = 0;
      this.each(first * length, (first + many) * length, (n) => {
        const from = Math.floor(this.start[n] / length) - first;
        const to = Math.max(Math.ceil(this.end[n] / length) - 1 - first, from);
        const row = (this.lane[n] * sides + this.side[n]) * (many + 1);
        change[row + Math.max(from, 0)]++;
        change[row + Math.min(to, many - 1) + 1]--;
        if (this.start[n] < high && (this.end[n] > low || this.start[n] >= low)) total++;
      });
      for (let at = 1; at < change.length; at++) if (at % (many + 1)) change[at] += change[at - 1];
      return { counts: change, length, name, first, many, total };
    }

    // The title of an event, or nothing while its chunk is being unpacked.
    title(n, then) {
      const at = Math.floor(n / this.chunk);
      const chunk = this.chunks[at];
      if (Array.isArray(chunk)) return chunk[n % this.chunk];
      const loaded = this.titles(at);
      if (then) loaded.then(then);
      return "";
    }

    titles(at) {
      this.chunks[at] ??= unpack(this.packed[at]).then((bytes) => (this.chunks[at] = new TextDecoder().decode(bytes).split("\n")));
      return Promise.resolve(this.chunks[at]);
    }
  }

  return { Events };
})();
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
"use strict";
// What is seen of many events in one figure: for each stretch of time that is looked at they are
// counted anew, all of them; where few are left, each is drawn as a bar with its title.
var timelineDense = (() => {
  const COLUMN = 3; // pixels that a column is wide at least
  const MOST_BARS = 600;
  const ROW = 14; // pixels of a bar with its title beside it
  const THIN = 3; // and of one without
  const SIZE = 11;

  class View {
    constructor(figure, events) {
      Object.assign(this, { figure, events, marked: -1, drawnBars: [], columns: null });
      this.language = document.documentElement.lang || "en";
      this.number = new Intl.NumberFormat(this.language);
      const day = { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" };
      const clock = events.data.unit < 86400 ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : {};
      this.dates = [new Intl.DateTimeFormat(this.language, { ...day, ...clock }), new Intl.DateTimeFormat(this.language, { ...day, ...clock, era: "short" })];
    }

    // Our own columns take the place of those that the layout has.
    take(traces) {
      this.colors = {};
      return traces.filter((trace) => {
        if (trace.fill !== "toself") return true;
        this.colors[trace.name] = trace.fillcolor;
        return false;
      });
    }

    color(side) {
      const plain = this.events.data.sides[side].replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      return this.colors[plain] ?? "#888888";
    }

    get window() {
      return (this.figure.range ?? this.figure.whole).map((at) => this.figure.seconds(at));
    }

    // What is drawn is settled before plotly draws, since its head tells of it.
    settle(layout) {
      const [low, high] = this.window;
      const { room } = this.figure;
      this.bars = null;
      const { found, total } = this.events.within(low, high, MOST_BARS);
      if (total <= MOST_BARS) this.bars = this.packed(found, low, (high - low) / room, room);
      this.columns = this.bars ? null : this.events.counted(low, high, (COLUMN * (high - low)) / room);
      this.highest = this.columns ? this.highestOf(this.columns) : 1;
      const { words } = this.figure.data;
      const text = this.bars
        ? words["in view"].replace("{0}", this.number.format(total))
        : this.events.data.told.replace("{0}", this.columns.name).replace("{1}", this.number.format(this.highest));
      this.told = text;
      this.write(text, layout);
    }

    write(text, layout) {
      const lines = layout.annotations.filter((one) => one.name === "counts");
      if (!lines.length) return;
      const room = layout.width - layout.margin.r - 16;
      const words = text.split(" ");
      lines.forEach((line, n) => {
        let said = words.shift() ?? "";
        const fits = () => this.figure.measure(`${said} ${words[0]}`, line.font) <= room;
        while (words.length && (fits() || n === lines.length - 1)) said += ` ${words.shift()}`;
        line.text = said || " ";
      });
    }

    highestOf({ counts, many }) {
      const { lanes, sides } = this.events.data;
      let highest = 0;
      for (let lane = 0; lane < lanes.length; lane++) {
        for (let at = 0; at < many; at++) {
          let sum = 0;
          for (let side = 0; side < sides.length; side++) sum += counts[(lane * sides.length + side) * (many + 1) + at];
          highest = Math.max(highest, sum);
        }
      }
      return highest;
    }

    // Bars in the first free row of their lane, titles beside them where all lanes have room for
    // that; nothing if a lane has no room for its bars.
    packed(found, low, scale, width) {
      for (const titled of [true, false]) {
        const rows = new Map();
        const bars = found.map((n) => {
          const from = Math.max(-2, (this.events.start[n] - low) / scale);
          const to = Math.max(from + 3, Math.min(width + 2, (this.events.end[n] - low) / scale));
          const title = titled ? this.events.title(n, () => this.later()) : "";
          const text = title ? this.figure.measure(title, { size: SIZE }) : 0;
          const inside = text && text + 8 <= to - Math.max(from, 0);
          const beside = text && !inside && to + 4 + text <= width;
          const ends = rows.get(this.events.lane[n]) ?? [];
          let row = ends.findIndex((end) => end <= from);
          if (row < 0) row = ends.length;
          ends[row] = (beside ? to + 4 + text : to) + 4;
          rows.set(this.events.lane[n], ends);
          return { n, from, to, row, title, inside, beside };
        });
        const deepest = Math.max(1, ...[...rows.values()].map((ends) => ends.length));
        if (deepest * (titled ? ROW : THIN) <= this.events.data.room) return { bars, step: Math.min(ROW + 3, this.events.data.room / deepest) };
      }
      return null;
    }

    later() {
      cancelAnimationFrame(this.waiting);
      this.waiting = requestAnimationFrame(() => this.figure.show());
    }

    draw() {
      const { figure } = this;
      const { margin, height } = figure.layout;
      const [width, depth] = [figure.room, height - margin.t - margin.b];
      const sharp = window.devicePixelRatio || 1;
      if (!this.canvas) this.furnish();
      Object.assign(this.canvas.style, { left: `${margin.l}px`, top: `${margin.t}px`, width: `${width}px`, height: `${depth}px` });
      this.canvas.width = Math.round(width * sharp);
      this.canvas.height = Math.round(depth * sharp);
      const pen = this.canvas.getContext("2d");
      pen.scale(sharp, sharp);
      const [low, high] = this.window;
      this.at = (seconds) => ((seconds - low) / (high - low)) * width;
      this.strip = depth / this.events.data.lanes.length;
      this.ink = getComputedStyle(figure.host).color;
      this.drawnBars = [];
      if (this.bars) this.drawBars(pen);
      else this.drawColumns(pen, sharp);
      if (!this.bars) this.drawMarked(pen, width);
      this.finder?.fillTable();
    }

    drawColumns(pen, sharp) {
      const { counts, length, first, many } = this.columns;
      const { lanes, sides, room } = this.events.data;
      const scale = room / Math.sqrt(Math.max(this.highest, 1));
      for (let side = 0; side < sides.length; side++) {
        pen.fillStyle = this.color(side);
        for (let lane = 0; lane < lanes.length; lane++) {
          const base = this.strip * (lane + 1);
          for (let at = 0; at < many; at++) {
            const here = counts[(lane * sides.length + side) * (many + 1) + at];
            if (!here) continue;
            let [below, total] = [0, 0];
            for (let other = 0; other < sides.length; other++) {
              const count = counts[(lane * sides.length + other) * (many + 1) + at];
              if (other < side) below += count;
              total += count;
            }
            const height = Math.max(1, Math.sqrt(total) * scale);
            // whole pixels of the screen: no seam between columns
            const [x0, x1] = [at, at + 1].map((edge) => Math.round(this.at((first + edge) * length) * sharp) / sharp);
            const y1 = base - (height * below) / total;
            pen.fillRect(x0, y1 - (height * here) / total, x1 - x0, (height * here) / total);
          }
        }
      }
    }

    drawBars(pen) {
      const { room } = this.events.data;
      const { step } = this.bars;
      pen.font = `400 ${SIZE}px Inter, system-ui, sans-serif`;
      pen.textBaseline = "middle";
      for (const { n, from, to, row, title, inside, beside } of this.bars.bars) {
        const y = this.strip * (this.events.lane[n] + 1) - room + row * step;
        const height = Math.max(2, step - (step > 6 ? 3 : 1));
        pen.fillStyle = this.color(this.events.side[n]);
        pen.fillRect(from, y, to - from, height);
        this.drawnBars.push({ n, x0: from, x1: to, y0: y, y1: y + height });
        if (n === this.marked) {
          pen.strokeStyle = this.ink;
          pen.lineWidth = 2;
          pen.strokeRect(from - 2, y - 2, to - from + 4, height + 4);
        }
        if (!inside && !beside) continue;
        pen.fillStyle = inside ? this.contrast(pen.fillStyle) : this.ink;
        pen.fillText(title, inside ? Math.max(from, 0) + 4 : to + 4, y + height / 2 + 0.5);
      }
    }

    // The event that was found or walked to, where events are only counted: over the columns.
    drawMarked(pen, width) {
      const n = this.marked;
      const [low, high] = this.window;
      if (n < 0 || !this.events.shown(n) || this.events.end[n] < low || this.events.start[n] > high) return;
      const from = Math.max(1, this.at(this.events.start[n]));
      const to = Math.max(from + 3, Math.min(width - 1, this.at(this.events.end[n])));
      const y = this.strip * (this.events.lane[n] + 1) - 8;
      pen.fillStyle = this.color(this.events.side[n]);
      pen.strokeStyle = this.ink;
      pen.lineWidth = 2;
      pen.fillRect(from, y, to - from, 7);
      pen.strokeRect(from, y, to - from, 7);
      const title = this.events.title(n, () => this.later());
      if (!title) return;
      pen.font = `600 ${SIZE}px Inter, system-ui, sans-serif`;
      pen.textBaseline = "middle";
      const text = pen.measureText(title).width + 8;
      const left = Math.max(0, Math.min(from, width - text));
      const top = y - 20 < 0 ? y + 11 : y - 20;
      pen.fillStyle = getComputedStyle(this.figure.host).getPropertyValue("--tl-paper") || "#ffffff";
      pen.fillRect(left, top, text, 16);
      pen.strokeRect(left, top, text, 16);
      pen.fillStyle = this.ink;
      pen.fillText(title, left + 4, top + 8.5);
    }

    contrast(color) {
      const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
      const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.18 ? "#000000" : "#ffffff";
    }

    // ---- one event ----

    date(seconds) {
      const date = new Date(seconds * 1000);
      return this.dates[date.getUTCFullYear() > 0 ? 0 : 1].format(date);
    }

    when(n) {
      const [from, to] = [this.events.start[n], this.events.end[n]];
      // the day after the last is not part of it
      const last = this.events.data.unit >= 86400 && to > from ? to - 86400 : to;
      const [first, second] = [this.date(from), this.date(last)];
      return first === second ? first : `${first} – ${second}`;
    }

    told_of(n) {
      const { lanes, sides, kinds } = this.events.data;
      const kind = this.events.kind ? kinds[this.events.kind[n]] : "";
      const parts = [lanes[this.events.lane[n]], sides[this.events.side[n]], kind];
      return [this.events.title(n), this.when(n), ...new Set(parts)].filter(Boolean);
    }

    async walk(step) {
      let at = this.figure.at;
      const last = this.events.count - 1;
      for (let left = Math.abs(step); left > 0; left--) {
        let next = at + Math.sign(step);
        while (next >= 0 && next <= last && !this.events.shown(next)) next += Math.sign(step);
        if (next < 0 || next > last) break;
        at = next;
        if (left > 2) at = step > 0 ? Math.min(last, at + left - 2) : Math.max(0, at - left + 2);
        if (left > 2) left = 2;
      }
      if (at >= 0) await this.go(at, false);
    }

    // Zooms until an event is one of few, marks it and says it.
    async go(n, zoomed = true) {
      this.figure.at = n;
      this.marked = n;
      await this.events.titles(Math.floor(n / this.events.chunk));
      const [low, high] = this.window;
      const middle = (this.events.start[n] + this.events.end[n]) / 2;
      if (zoomed || !this.bars || middle < low || middle > high) {
        const half = Math.max((this.events.end[n] - this.events.start[n]) * 4, 2 * this.events.data.unit);
        this.figure.zoom([middle - half, middle + half].map((at) => this.figure.unit(at)));
      } else this.figure.show();
      this.figure.said.textContent = `${n + 1}/${this.events.count}: ${this.told_of(n).join(", ")}`;
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

    hover(event) {
      const box = this.canvas.getBoundingClientRect();
      const shrink = box.width / this.figure.room || 1;
      const [x, y] = [(event.clientX - box.left) / shrink, (event.clientY - box.top) / shrink];
      const lines = x < 0 || y < 0 || x > this.figure.room || y > box.height / shrink ? [] : this.under(x, y, () => this.hover(event));
      this.tip.hidden = !lines.length;
      if (!lines.length) return;
      this.tip.textContent = lines.join("\n");
      const { margin, width } = this.figure.layout;
      const left = Math.min(margin.l + x + 14, width - this.tip.offsetWidth - 4);
      Object.assign(this.tip.style, { left: `${Math.max(4, left)}px`, top: `${margin.t + y + 16}px` });
    }

    under(x, y, then) {
      if (this.bars) {
        const bar = this.drawnBars.find((one) => x >= one.x0 - 2 && x <= one.x1 + 2 && y >= one.y0 - 1 && y <= one.y1 + 2);
        if (bar && !this.events.title(bar.n, then)) return [];
        return bar ? this.told_of(bar.n) : [];
      }
      const { counts, length, first, many } = this.columns;
      const { lanes, sides } = this.events.data;
      const [low, high] = this.window;
      const lane = Math.floor(y / this.strip);
      const at = Math.floor((low + (x / this.figure.room) * (high - low)) / length) - first;
      if (lane < 0 || lane >= lanes.length || at < 0 || at >= many) return [];
      const parts = sides.map((name, side) => [name, counts[(lane * sides.length + side) * (many + 1) + at]]).filter(([, count]) => count);
      if (!parts.length) return [];
      const told = parts.map(([name, count]) => (name ? `${name}: ${this.number.format(count)}` : this.number.format(count)));
      return [lanes[lane], this.date((first + at) * length), ...told].filter(Boolean);
    }

    // ---- what stands around the plot ----

    furnish() {
      const { figure } = this;
      this.canvas = document.createElement("canvas");
      this.canvas.className = "timeline-events";
      this.canvas.setAttribute("aria-hidden", "true");
      this.tip = document.createElement("div");
      this.tip.className = "timeline-tip";
      this.tip.hidden = true;
      figure.canvas.append(this.canvas, this.tip);
      figure.plot.addEventListener("mousemove", (event) => this.hover(event));
      figure.plot.addEventListener("mouseleave", () => (this.tip.hidden = true));
      figure.canvas.on("plotly_relayouting", (change) => this.panned(change));
      figure.canvas.on("plotly_restyle", ([update, traces]) => this.filtered(update, traces));
    }

    furnishAround() {
      this.finder = new timelineFinder.Finder(this);
      addEventListener("hashchange", () => this.follow());
      setTimeout(() => this.follow());
    }

    panned(change) {
      const range = [change["xaxis.range[0]"], change["xaxis.range[1]"]];
      if (range.includes(undefined)) return;
      const kept = this.figure.range;
      this.figure.range = range.map((at) => timelineTime.toNumber(at));
      this.settle(structuredClone(this.figure.layout));
      this.draw();
      this.figure.range = kept;
    }

    // The key of plotly hides and shows sides.
    filtered(update, traces) {
      if (!update.visible) return;
      traces.forEach((trace, n) => {
        const name = this.figure.traces[trace]?.name;
        const side = this.events.data.sides.findIndex((_, at) => this.name(at) === name);
        if (side < 0) return;
        const seen = Array.isArray(update.visible) ? update.visible[n % update.visible.length] : update.visible;
        if (seen === "legendonly") this.events.hidden.add(side);
        else this.events.hidden.delete(side);
      });
      this.later();
    }

    name(side) {
      return this.events.data.sides[side].replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    }
  }

    const open = async (figure) => new View(figure, await new timelineEvents.Events().load(figure.data.events));

  return { open };
})();
"use strict";
// Draws the figures of a page: for each the layout that fits its room, drawn again when the
// room, the scheme or the zoom changes. What is drawn is in the page as JSON (timeline.pagedata).
(() => {
  if (window.timelineFigures) return window.timelineFigures.drawAll();

  const CONFIG = {
    displaylogo: false,
    displayModeBar: false,
    showSendToCloud: false,
    responsive: false,
    scrollZoom: false,
    doubleClick: false,
    showTips: false,
  };
  const SHRINK = 0.96; // a layout may be shown so much smaller before a narrower one is taken
  const SMALLEST = 0.8; // and the narrowest one so much, before it is scrolled
  const PAPER = 718; // pixels that a printed page holds: A4 and Letter, less their margins
  const DEEPEST = 20000; // so many times the whole may be zoomed
  const coarse = matchMedia("(pointer: coarse)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const { YEAR, ticks, toNumber } = timelineTime;

  // ---- traces ----

  // The line of the table that a mark was drawn from; null for one of several lines.
  function rowOf(trace, n) {
    const row = trace.customdata?.[n] ?? -1;
    return row < 0 ? null : row;
  }

  // From where to where a mark reaches along the x axis.
  function extent(trace, n) {
    const x = toNumber(trace.x[n]);
    if (trace.type !== "bar") return [x, x];
    if (trace.orientation === "h") {
      const base = toNumber(trace.base?.[n] ?? 0);
      return [base, base + trace.x[n]];
    }
    const half = (trace.width?.[n] ?? 0) / 2;
    return [x - half, x + half];
  }

  // Of two marks at the ends of bars, the one that is no text.
  function isArrow(trace) {
    return trace.mode === "markers" && ["triangle-right", "triangle-left"].includes(trace.marker?.symbol);
  }

  // ---- one figure ----

  class Figure {
    constructor(host) {
      this.host = host;
      this.plot = host.querySelector(".timeline-plot");
      this.data = JSON.parse(host.querySelector("script.timeline-data").textContent);
      this.range = null;
      this.drawn = "";
      this.at = -1;
      this.pen = document.createElement("canvas").getContext("2d");
    }

    async start() {
      if (this.data.events) this.dense = await timelineDense.open(this);
      await this.fonts();
      this.canvas = document.createElement("div");
      this.canvas.className = "timeline-canvas";
      this.plot.append(this.canvas);
      this.draw();
      this.furnish();
      new ResizeObserver(() => this.draw()).observe(this.plot);
      if (window.parent !== window) new ResizeObserver(tellHeight).observe(page());
      dark.addEventListener("change", () => this.draw());
      addEventListener("beforeprint", () => this.draw(PAPER));
      addEventListener("afterprint", () => this.draw());
    }

    // Texts are measured as they are drawn, so their font must be there before; but not for ever.
    fonts() {
      const texts = [...new Set(JSON.stringify(this.data.light))].join("");
      const faces = [400, 600].map((weight) => document.fonts.load(`${weight} 12px Inter`, texts).catch(() => []));
      return Promise.race([Promise.all(faces), new Promise((done) => setTimeout(done, 1500))]);
    }

    get scheme() {
      const followed = this.host.closest(".timeline-auto") !== null;
      return followed && dark.matches && this.data.dark.length ? "dark" : "light";
    }

    // The layout of the picture that stood here, so that the page does not shift; else the widest
    // that fits, or one that is hardly wider; the narrowest if none does.
    pick(width, scheme, paper) {
      const layouts = this.data[scheme];
      const { currentSrc } = this.plot.querySelector(":scope > picture > img") ?? {};
      if (currentSrc && !paper) {
        const seen = layouts.at(/\.slim\.(dark\.)?svg$/.test(currentSrc) ? 0 : -1);
        if (seen.width * SMALLEST <= width) return seen;
      }
      return layouts.findLast((layout) => layout.width * SHRINK <= width) ?? layouts[0];
    }

    draw(paper = 0) {
      const width = paper || this.plot.clientWidth;
      const scheme = paper ? "light" : this.scheme;
      const state = `${width} ${scheme}`;
      if (!width || state === this.drawn) return;
      this.drawn = state;
      const entry = this.pick(width, scheme, paper);
      const shown = Math.max(width, entry.width);
      const shrink = Math.max(SMALLEST, Math.min(1, width / entry.width));
      this.build(entry, shown);
      this.show();
      this.canvas.style.width = `${shown}px`;
      this.canvas.style.transform = shrink < 1 ? `scale(${shrink})` : "";
      this.canvas.style.height = `${this.layout.height}px`;
      this.plot.style.height = `${Math.ceil(this.layout.height * shrink)}px`;
      this.plot.style.overflowX = width < entry.width * SMALLEST ? "auto" : "hidden";
      this.plot.classList.add("timeline-drawn");
      this.name();
    }

    build(entry, width) {
      const texts = this.data.texts;
      this.traces = structuredClone(this.dense ? this.dense.take(entry.data) : entry.data);
      for (const trace of this.traces) if (trace.hovertext) trace.hovertext = trace.hovertext.map((n) => texts[n]);
      const layout = structuredClone(entry.layout);
      for (const part of [layout.legend, layout.title]) if (part?.xref === "container") part.x *= entry.width / width;
      layout.width = width;
      layout.autosize = false;
      layout.dragmode = coarse.matches ? false : "zoom";
      if (layout.legend) layout.legend.uirevision = "key"; // what the reader hides stays hidden
      this.layout = layout;
      this.room = width - layout.margin?.l - layout.margin?.r;
      this.first = entry.width - layout.margin?.l - layout.margin?.r;
      this.axes = Object.keys(layout).filter((key) => /^xaxis\d*$/.test(key) && "minallowed" in layout[key]);
      this.whole = this.axes.length ? layout[this.axes[0]].range.map(toNumber) : null;
      this.labels = this.axes.length ? this.findLabels() : [];
    }

    // ---- what does not see: names, and what is read aloud ----

    name() {
      const { alt } = this.plot.dataset;
      const said = document.getElementById(`${this.host.id}-description`);
      this.plot.removeAttribute("aria-describedby");
      const pictures = [...this.canvas.querySelectorAll("svg.main-svg")];
      for (const picture of pictures) picture.setAttribute("aria-hidden", "true");
      if (!pictures.length) return;
      pictures[0].removeAttribute("aria-hidden");
      pictures[0].setAttribute("role", "img");
      pictures[0].setAttribute("aria-label", alt);
      if (said) pictures[0].setAttribute("aria-describedby", said.id);
    }

    furnish() {
      const { words } = this.data;
      this.plot.tabIndex = 0;
      this.plot.setAttribute("role", "application");
      this.plot.setAttribute("aria-label", words.walk);
      this.plot.addEventListener("keydown", (event) => this.key(event));
      this.plot.addEventListener("blur", () => this.leave());
      this.said = document.createElement("p");
      this.said.className = "timeline-said";
      this.said.setAttribute("aria-live", "polite");
      this.plot.after(this.said);
      this.dense?.furnishAround();
      if (!this.whole) return;
      this.canvas.on("plotly_relayout", (change) => this.moved(change));
      this.canvas.on("plotly_doubleclick", () => this.zoom(null));
      const tools = document.createElement("div");
      tools.className = "timeline-tools";
      this.buttons = [
        ["+", words["zoom in"], () => this.scale(0.5)],
        ["−", words["zoom out"], () => this.scale(2)],
        [words.whole, "", () => this.zoom(null)],
      ].map(([text, label, act]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = text;
        if (label) button.setAttribute("aria-label", label);
        if (label) button.title = label;
        button.addEventListener("click", act);
        tools.append(button);
        return button;
      });
      this.plot.before(tools);
      this.enable();
    }

    enable() {
      if (!this.buttons) return;
      this.buttons[1].disabled = this.buttons[2].disabled = this.range === null;
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
      const acts = {
        "+": () => this.scale(0.5),
        "=": () => this.scale(0.5),
        "-": () => this.scale(2),
        0: () => this.zoom(null),
        Home: () => this.walk(-this.at),
        End: () => this.walk((this.dense?.events.count ?? this.marks.length) - 1 - this.at),
        Escape: () => this.leave(),
      };
      const act = event.key in steps ? () => this.walk(steps[event.key]) : acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    // Every event once, in the order of time, or of the picture from its top.
    get marks() {
      const found = new Map();
      this.traces.forEach((trace, curveNumber) => {
        trace.hovertext?.forEach((text, pointNumber) => {
          const x = extent(trace, pointNumber)[0];
          const y = toNumber(trace.y[pointNumber]);
          const row = rowOf(trace, pointNumber) ?? `${x} ${curveNumber} ${pointNumber}`;
          if (text && !(found.get(row)?.x <= x)) found.set(row, { curveNumber, pointNumber, text, x, y });
        });
      });
      const order = this.whole ? (a, b) => a.x - b.x || a.y - b.y : (a, b) => a.y - b.y || a.x - b.x;
      return [...found.values()].sort(order);
    }

    walk(step) {
      if (this.dense) return this.dense.walk(step);
      const marks = this.marks;
      if (!marks.length) return;
      this.at = Math.max(0, Math.min(marks.length - 1, this.at + step));
      const { curveNumber, pointNumber, text, x } = marks[this.at];
      if (this.range && !(this.range[0] <= x && x < this.range[1])) {
        const half = (this.range[1] - this.range[0]) / 2;
        this.zoom([x - half, x + half]);
      }
      Plotly.Fx.hover(this.canvas, [{ curveNumber, pointNumber }]);
      const plain = new DOMParser().parseFromString(text.replace(/<br>|\n/g, ", "), "text/html");
      this.said.textContent = `${this.at + 1}/${marks.length}: ${plain.body.textContent}`;
    }

    leave() {
      Plotly.Fx.unhover(this.canvas);
    }

    // ---- zoom ----

    moved(change) {
      if (!Object.keys(change).some((key) => /^xaxis\d*\.(range|autorange)/.test(key))) return;
      const axis = Object.keys(change)[0].split(".")[0];
      this.zoom(this.canvas.layout[axis].range.map(toNumber));
    }

    scale(factor) {
      const [low, high] = this.range ?? this.whole ?? [0, 0];
      const half = ((high - low) * factor) / 2;
      if (this.whole) this.zoom([(low + high) / 2 - half, (low + high) / 2 + half]);
    }

    bounded([low, high]) {
      const [first, last] = this.whole;
      const span = Math.max(Math.min(high - low, last - first), (last - first) / DEEPEST);
      const start = Math.min(Math.max(low, first), last - span);
      return [start, start + span];
    }

    zoom(wanted) {
      if (!this.whole) return;
      const range = this.bounded(wanted ?? this.whole);
      const all = range[1] - range[0] >= (this.whole[1] - this.whole[0]) * 0.999;
      this.range = all ? null : range;
      this.show();
      this.enable();
    }

    // Plotly keeps what it is given and writes into it: it gets copies.
    show() {
      const traces = [...this.traces];
      const layout = structuredClone(this.layout);
      if (this.whole) {
        const range = this.range ?? this.whole;
        for (const { index, points, side } of this.labels) {
          traces[index] = { ...traces[index], ...this.placed(points, range, side) };
        }
        if (this.range) {
          for (const axis of this.axes) Object.assign(layout[axis], this.zoomed(layout[axis]));
          layout.annotations = this.named(layout);
        }
      }
      this.dense?.settle(layout);
      Plotly.react(this.canvas, traces, layout, CONFIG);
      this.dense?.draw();
    }

    // Places on the axis, milliseconds or years, as seconds since 1970, and back.
    get dated() {
      return this.layout[this.axes[0]].type === "date";
    }

    seconds(at) {
      return (this.dated ? at : (at - 1970) * YEAR) / 1e3;
    }

    unit(seconds) {
      return this.dated ? seconds * 1e3 : 1970 + (seconds * 1e3) / YEAR;
    }

    zoomed(axis) {
      const dated = axis.type === "date";
      const [low, high] = dated ? this.range : this.range.map((year) => (year - 1970) * YEAR);
      const pen = this.pen;
      pen.font = `${axis.tickfont?.size ?? 12}px Inter, system-ui, sans-serif`;
      const margins = [this.layout.margin.l - 4, this.layout.margin.r - 4];
      const found = ticks(low, high, this.room, this.data.dates, (text) => pen.measureText(text).width, margins);
      const tickvals = dated ? found.values : found.values.map((at) => 1970 + at / YEAR);
      const ticktext = axis.showticklabels === false ? [] : found.texts;
      return { range: this.range, tickvals, ticktext };
    }

    // Each label with the bar that it belongs to, and its distance from that in pixels; arrows
    // and question marks stand at the ends of bars and go with them, too.
    findLabels() {
      const bars = new Map();
      for (const trace of this.traces) {
        if (trace.mode === "text" || isArrow(trace)) continue;
        const certain = !["/", "x"].includes(trace.marker?.pattern?.shape);
        trace.customdata?.forEach((_, n) => {
          const row = rowOf(trace, n);
          if (row === null) return;
          const [low, high] = extent(trace, n);
          const bar = bars.get(row) ?? { low: Infinity, high: -Infinity, y: trace.y[n] };
          const core = certain ? { core: [low, high] } : {};
          bars.set(row, { ...bar, ...core, low: Math.min(bar.low, low), high: Math.max(bar.high, high) });
        });
      }
      const scale = (this.whole[1] - this.whole[0]) / this.first;
      return this.traces.flatMap((trace, index) => {
        if ((trace.mode !== "text" && !isArrow(trace)) || !trace.customdata) return [];
        const side = { "middle right": 0, "middle left": 1 }[trace.textposition] ?? 0.5;
        return [{ index, side, points: trace.customdata.map((_, n) => this.label(trace, n, bars.get(rowOf(trace, n)), scale)) }];
      });
    }

    label(trace, n, bar, scale) {
      const x = toNumber(trace.x[n]);
      const text = isArrow(trace) ? "" : Array.isArray(trace.text) ? trace.text[n] : trace.text;
      const width = isArrow(trace) ? trace.marker.size : this.measure(text, trace.textfont);
      if (!bar) return { text, x, offset: 0, bar: { low: x, high: x }, width };
      if (trace.textposition === "middle center" && !trace.hovertext) return { text, x, offset: 0, bar, width };
      const anchor = Math.abs(x - bar.low) <= Math.abs(x - bar.high) ? bar.low : bar.high;
      // One that stands in its bar, or above it, may follow it along; one beside it may not.
      const above = Math.abs(trace.y[n] - bar.y) >= 2;
      const inside = !above && bar.core && x >= bar.core[0] && x <= bar.core[1] && !trace.hovertext;
      return { text, x: anchor, offset: (x - anchor) / scale, inside, above, bar, width };
    }

    measure(text, { size = 12, weight = 400 } = {}) {
      this.pen.font = `${weight} ${size}px Inter, system-ui, sans-serif`;
      const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
      return Math.max(...plain.split("<br>").map((line) => this.pen.measureText(line).width));
    }

    // Texts at the top of the plot: ticks said anew, names of eras and moments where they are seen.
    named(layout) {
      const axis = layout[this.axes[0]];
      const [low, high] = this.range;
      const scale = (high - low) / this.room;
      const bands = layout.shapes.filter((shape) => shape.name === "era" || shape.name === "marker");
      const names = layout.annotations.filter((a) => a.name === "era" || a.name === "marker");
      const ticks = layout.annotations.filter((a) => a.name === "tick");
      const others = layout.annotations.filter((a) => !names.includes(a) && !ticks.includes(a));
      const placed = names.map((name, n) => {
        const [from, to] = [bands[n].x0, bands[n].x1].map(toNumber);
        const width = this.measure(name.text, name.font) * scale;
        const at = Math.min(Math.max(from, low) + 2 * scale, high - width);
        return { name, at, width, seen: from < high && to >= low && at >= low, here: from >= low };
      });
      // What begins in view has its name before what goes on.
      placed.sort((a, b) => b.here - a.here || a.at - b.at);
      const kept = [];
      for (const one of placed) {
        const meets = (other) => other.name.yshift === one.name.yshift
          && one.at < other.at + other.width + 8 * scale && other.at < one.at + one.width + 8 * scale;
        if (one.seen && !kept.some(meets)) kept.push(one);
      }
      return [...others, ...this.ticksAbove(ticks, axis), ...kept.map(({ name, at }) => ({ ...name, x: this.stored(axis, at) }))];
    }

    // Milliseconds or years, as the axis has them.
    stored(axis, at) {
      return axis.type === "date" ? Math.round(at) : at;
    }

    ticksAbove(ticks, axis) {
      if (!ticks.length) return [];
      const lines = (text) => text.split("<br>").length;
      const half = (text) => (lines(text) * 1.3 * ticks[0].font.size) / 2;
      const foot = ticks[0].yshift - half(ticks[0].text);
      return axis.tickvals.flatMap((x, n) => {
        const text = axis.ticktext[n];
        return text ? [{ ...ticks[0], x, text, yshift: foot + half(text) }] : [];
      });
    }

    // Labels stay as far from their bars as they were, in pixels; one inside a bar whose start
    // has left the view goes where it is seen, and rests where it has no room.
    placed(points, [low, high], side) {
      const scale = (high - low) / this.room;
      const found = points.map((point) => this.place(point, { low, high, scale, side }));
      const axis = this.layout[this.axes[0]];
      return { x: found.map(([x]) => this.stored(axis, x)), text: found.map(([, text]) => text) };
    }

    place({ text, x, offset, inside, above, bar, width }, { low, high, scale, side }) {
      const at = x + offset * scale;
      if (this.range === null) return [at, text];
      // a blank, not nothing: plotly takes an empty label out and then miscounts the others
      const hidden = [at, " "];
      if (bar.high < low || bar.low > high) return hidden;
      const left = at - side * width * scale;
      if (!inside && left >= low && left + width * scale <= high) return [at, text];
      if (!inside && !above) return hidden;
      const [first, last] = inside ? bar.core : [bar.low, bar.high];
      const start = Math.max(first, low) + (inside ? 4 * scale : 0);
      const room = Math.min(last, high) - start;
      return room >= width * scale ? [Math.max(start, left) + side * width * scale, text] : hidden;
    }
  }

  // ---- a page in a frame tells the article around it how high it is ----

  const page = () => document.querySelector("main") ?? document.body;

  function tellHeight() {
    const height = Math.ceil(page().getBoundingClientRect().height);
    window.parent.postMessage({ "timeline-height": height }, "*");
  }

  // ---- all figures; plotly is loaded once, if it is not there ----

  function plotly(script) {
    if (window.Plotly) return Promise.resolve();
    return (window.timelineFigures.loading ??= new Promise((done, failed) => {
      if (!script?.dataset.plotly) return failed(new Error("plotly.js was not loaded"));
      const element = document.createElement("script");
      element.onload = done;
      element.onerror = failed;
      if (script.dataset.integrity) element.integrity = script.dataset.integrity;
      if (script.dataset.integrity) element.crossOrigin = "anonymous";
      element.src = script.dataset.plotly;
      document.head.append(element);
    }));
  }

  const own = document.currentScript;

  // Our style holds what plotly needs of its own; it leaves that out where it finds this mark.
  function markStyle() {
    const style = document.querySelector('link[href$="timeline-figure.css"]');
    if (!style || document.getElementById("plotly.js-style-global")) return;
    style.id = "plotly.js-style-global";
    style.classList.add("no-inline-styles");
  }

  async function drawAll() {
    markStyle();
    for (const host of document.querySelectorAll(".timeline-figure:not([data-timeline])")) {
      if ("timeline" in host.dataset) continue; // another call has taken it meanwhile
      host.dataset.timeline = "";
      try {
        await plotly(own);
        await new Figure(host).start();
      } catch (error) {
        host.dataset.timeline = "failed";
        // What stands there for those without scripts helps those whose script failed.
        const { textContent } = host.querySelector(".timeline-plot noscript") ?? {};
        if (textContent) host.querySelector(".timeline-plot").innerHTML = textContent;
        console.error(error);
      }
    }
  }
  window.timelineFigures = { drawAll };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", drawAll);
  else drawAll();
})();
