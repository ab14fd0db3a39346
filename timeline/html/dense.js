"use strict";
// What is seen of many events in one figure: for each stretch of time that is looked at they are
// counted anew, all of them; where few are left, each is drawn as a bar with its title.
var timelineDense = (() => {
  const COLUMN = 3; // pixels that a column is wide at least

  const { LINE, wrapped } = timelineTexts;
  const { Painter } = timelinePainter;

  // A name as the figure has it (timeline.renderers.plotly.guides): no markup, no template, no formula.
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
      const bars = new timelineBars.Bars(this, low, high);
      const found = bars.single() ?? bars.joined();
      this.bars = found?.bars ?? null;
      this.joined = this.bars?.some(({ many }) => many > 1) ?? false;
      this.columns = this.bars ? null : this.events.counted(low, high, (COLUMN * (high - low)) / room);
      const { words } = this.figure.data;
      const text = this.bars
        ? words[this.joined ? "joined" : "in view"].replace("{0}", this.number.format(found.total))
        : this.events.data.told.replace("{0}", this.columns.name).replace("{1}", this.number.format(this.columns.highest));
      return this.written(text, annotations);
    }

    // In as many lines as it takes, which the layout left room for (timeline.layout.density).
    written(text, annotations) {
      const [line] = annotations.filter((one) => one.name === "counts");
      if (!line) return annotations;
      const { margin, width } = this.figure.layout;
      const lines = wrapped(text, line.font, width - 2 * (margin.l + line.xshift));
      const step = LINE * line.font.size;
      const told = lines.map((said, n) => ({ ...line, text: said, yshift: line.yshift - n * step }));
      return [...annotations.filter((one) => one.name !== "counts"), ...told];
    }

    title(n) {
      return this.events.title(n, () => this.later());
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
      if (!this.bars) painter.columns(this.columns, this.columns.highest);
      const { marked } = this.walker;
      const alone = this.bars?.some(({ n, many }) => n === marked && many === 1);
      if (!alone && this.sees(marked)) painter.marked(marked, this.title(marked));
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
      if (bar?.many > 1) return this.walker.run(bar);
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
      this.finder?.search();
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
      this.finder?.search();
    }
  }

  const open = async (figure) => new View(figure, await new timelineEvents.Events().load(figure.data.events));

  return { open };
})();
