"use strict";
// What is seen of many events in one figure: for each stretch of time that is looked at they are
// counted anew, all of them; where few are left, each is drawn as a bar with its title.
var timelineDense = (() => {
  const COLUMN = 3; // pixels that a column is wide at least
  const MOST_BARS = 600;
  const ROW = 14; // pixels of a bar with its title beside it
  const THIN = 3; // and of one without
  const SIZE = 11;
  const LINE = 1.3; // of the size of a text: from line to line

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

    // In as many lines as it takes, which the layout left room for (timeline.layout.dense).
    write(text, layout) {
      const [line] = layout.annotations.filter((one) => one.name === "counts");
      if (!line) return;
      const left = layout.margin.l + line.xshift;
      const lines = this.figure.wrapped(text, line.font, layout.width - 2 * left);
      const step = LINE * line.font.size;
      const told = lines.map((said, n) => ({ ...line, text: said, yshift: line.yshift - n * step }));
      layout.annotations = [...layout.annotations.filter((one) => one.name !== "counts"), ...told];
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
