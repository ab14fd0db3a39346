"use strict";
// What is seen of many events in one figure: for each stretch of time that is looked at they are
// counted anew, all of them; where few are left, each is drawn as a bar with its title.
var timelineDense = (() => {
  const COLUMN = 3; // pixels that a column is wide at least
  const MOST_BARS = 600;
  const ROW = 14; // pixels of a bar with its title beside it
  const THIN = 3; // and of one without

  const { LINE, measure, wrapped } = timelineTexts;
  const { Painter, SIZE } = timelinePainter;

  // A name as the figure has it (timeline.figure.text): no markup, no template, no formula.
  const escaped = (name) => name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll("%{", "&#37;{").replaceAll("$", "&#36;").replaceAll("\n", "<br>");

  class View {
    constructor(figure, events) {
      Object.assign(this, { figure, events, drawnBars: [], bars: null, columns: null, colors: {} });
      this.language = document.documentElement.lang || "en";
      this.number = new Intl.NumberFormat(this.language);
      this.names = events.data.sides.map(escaped);
      this.walker = new timelineWalker.Walker(this);
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
      return this.colors[this.names[side]] ?? "#888888";
    }

    get window() {
      const { zoom } = this.figure;
      return zoom.window.map((at) => zoom.seconds(at));
    }

    // What is drawn is settled before the texts are, one of which tells of it.
    telling(annotations) {
      const [low, high] = this.window;
      const { room } = this.figure;
      const few = this.events.few(low, high, MOST_BARS);
      this.bars = few && this.packed(few, low, (high - low) / room);
      this.columns = this.bars ? null : this.events.counted(low, high, (COLUMN * (high - low)) / room);
      const text = this.bars
        ? this.figure.data.words["in view"].replace("{0}", this.number.format(few.length))
        : this.events.data.told.replace("{0}", this.columns.name).replace("{1}", this.number.format(this.columns.highest));
      return this.written(text, annotations);
    }

    // In as many lines as it takes, which the layout left room for (timeline.layout.dense).
    written(text, annotations) {
      const [line] = annotations.filter((one) => one.name === "counts");
      if (!line) return annotations;
      const { margin, width } = this.figure.layout;
      const lines = wrapped(text, line.font, width - 2 * (margin.l + line.xshift));
      const step = LINE * line.font.size;
      const told = lines.map((said, n) => ({ ...line, text: said, yshift: line.yshift - n * step }));
      return [...annotations.filter((one) => one.name !== "counts"), ...told];
    }

    // Bars in the first free row of their lane, with titles in each lane that has the room;
    // nothing if a lane has no room for its bars.
    packed(found, low, scale) {
      const { room } = this.events.data;
      const lanes = this.events.data.lanes.map(() => []);
      for (const n of found) lanes[this.events.lane[n]].push(n);
      const bars = [];
      for (const events of lanes.filter((lane) => lane.length)) {
        const titled = this.lane(events, low, scale, true);
        const lane = titled.rows * ROW <= room ? titled : this.lane(events, low, scale, false);
        if (lane.rows * THIN > room) return null;
        const step = Math.min(ROW + 3, room / lane.rows);
        bars.push(...lane.bars.map((bar) => ({ ...bar, step })));
      }
      return bars;
    }

    lane(events, low, scale, titled) {
      const width = this.figure.room;
      const ends = [];
      const bars = events.map((n) => {
        const from = Math.max(-2, (this.events.start[n] - low) / scale);
        const to = Math.max(from + 3, Math.min(width + 2, (this.events.end[n] - low) / scale));
        const title = titled ? this.events.title(n, () => this.later()) : "";
        const text = title ? measure(title, { size: SIZE }) : 0;
        const inside = text && text + 8 <= to - Math.max(from, 0);
        const beside = text && !inside && to + 4 + text <= width;
        let row = ends.findIndex((end) => end <= from);
        if (row < 0) row = ends.length;
        ends[row] = (beside ? to + 4 + text : to) + 4;
        return { n, from, to, row, title, inside, beside };
      });
      return { bars, rows: ends.length };
    }

    later() {
      cancelAnimationFrame(this.waiting);
      this.waiting = requestAnimationFrame(() => this.figure.paint());
    }

    draw() {
      if (!this.canvas) this.furnish();
      const painter = new Painter(this);
      this.strip = painter.strip;
      this.drawnBars = this.bars ? painter.bars(this.bars) : [];
      if (!this.bars) {
        painter.columns(this.columns, this.columns.highest);
        const { marked } = this.walker;
        if (this.sees(marked)) painter.marked(marked, this.events.title(marked, () => this.later()));
      }
      this.finder?.fillTable();
    }

    sees(n) {
      const [low, high] = this.window;
      return n >= 0 && this.events.shown(n) && this.events.end[n] >= low && this.events.start[n] <= high;
    }

    // ---- what a pointer is at ----

    hover(event) {
      const box = this.canvas.getBoundingClientRect();
      const shrink = box.width / this.figure.room || 1;
      const [x, y] = [(event.clientX - box.left) / shrink, (event.clientY - box.top) / shrink];
      const outside = x < 0 || y < 0 || x > this.figure.room || y > box.height / shrink;
      const lines = outside ? [] : this.under(x, y, () => this.hover(event));
      this.tip.hidden = !lines.length;
      if (!lines.length) return;
      this.tip.textContent = lines.join("\n");
      const { margin, width } = this.figure.layout;
      const left = Math.min(margin.l + x + 14, width - this.tip.offsetWidth - 4);
      Object.assign(this.tip.style, { left: `${Math.max(4, left)}px`, top: `${margin.t + y + 16}px` });
    }

    under(x, y, then) {
      if (!this.bars) return this.counted(x, y);
      const bar = this.drawnBars.find((one) => x >= one.x0 - 2 && x <= one.x1 + 2 && y >= one.y0 - 1 && y <= one.y1 + 2);
      return bar && this.events.title(bar.n, then) ? this.walker.described(bar.n) : [];
    }

    counted(x, y) {
      const { counts, length, first, many } = this.columns;
      const { lanes, sides } = this.events.data;
      const [low, high] = this.window;
      const lane = Math.floor(y / this.strip);
      const at = Math.floor((low + (x / this.figure.room) * (high - low)) / length) - first;
      if (lane < 0 || lane >= lanes.length || at < 0 || at >= many) return [];
      const parts = sides.map((name, side) => [name, counts[(lane * sides.length + side) * (many + 1) + at]]).filter(([, count]) => count);
      if (!parts.length) return [];
      const told = parts.map(([name, count]) => (name ? `${name}: ${this.number.format(count)}` : this.number.format(count)));
      return [lanes[lane], this.walker.date((first + at) * length), ...told].filter(Boolean);
    }

    // ---- what stands around the plot, and what is done there ----

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
      figure.canvas.on("plotly_restyle", ([update, traces]) => this.filtered(update, traces));
    }

    furnishAround() {
      this.finder = new timelineFinder.Finder(this);
      addEventListener("hashchange", () => this.walker.follow());
      setTimeout(() => this.walker.follow());
    }

    // The key of plotly hides and shows sides.
    filtered(update, traces) {
      if (!update.visible) return;
      traces.forEach((trace, n) => {
        const side = this.names.indexOf(this.figure.traces[trace]?.name);
        if (side < 0) return;
        const seen = Array.isArray(update.visible) ? update.visible[n % update.visible.length] : update.visible;
        if (seen === "legendonly") this.events.hidden.add(side);
        else this.events.hidden.delete(side);
      });
      this.later();
    }

    // One side alone, or all: the key of plotly shows it, too.
    only(side) {
      const all = this.names.map((_, one) => one);
      this.events.hidden = new Set(all.filter((one) => side >= 0 && one !== side));
      this.figure.traces = this.figure.traces.map((trace) => {
        const hidden = this.events.hidden.has(this.names.indexOf(trace.name));
        return { ...trace, visible: hidden ? "legendonly" : true };
      });
      this.figure.show();
    }
  }

  const open = async (figure) => new View(figure, await new timelineEvents.Events().load(figure.data.events));

  return { open };
})();
