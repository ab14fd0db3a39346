"use strict";
// One figure of a page: the layout that fits its room, drawn again when the room, the scheme or
// the zoom changes. What is drawn is in the page as JSON (timeline.html.data).
var timelineFigure = (() => {
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
  const LEAF = 970; // and from its top to its foot: a plot that is higher would be cut in two
  const coarse = matchMedia("(pointer: coarse)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // A page in a frame tells the article around it how high it is.
  const page = () => document.querySelector("main") ?? document.body;

  function tellHeight() {
    const height = Math.ceil(page().getBoundingClientRect().height);
    window.parent.postMessage({ "timeline-height": height }, "*");
  }

  class Figure {
    constructor(host) {
      this.host = host;
      this.plot = host.querySelector(".timeline-plot");
      this.data = JSON.parse(host.querySelector("script.timeline-data").textContent);
      this.drawn = "";
      this.zoom = new timelineZoom.Zoom(this);
      this.reader = new timelineReader.Reader(this);
      this.texts = new timelineTexts.Texts(this);
      // Both go on while plotly's script is still being read.
      this.lettering = this.fonts();
      this.opening = this.data.events ? timelineDense.open(this) : Promise.resolve(null);
      this.opening.catch(() => null); // told where it is waited for
    }

    async start() {
      this.dense = await this.opening;
      await this.lettering;
      this.canvas = document.createElement("div");
      this.canvas.className = "timeline-canvas";
      this.plot.append(this.canvas);
      this.draw();
      this.reader.furnish();
      this.dense?.furnishAround();
      if (this.zoom.whole) this.zoom.furnish();
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
      const loaded = Promise.all(faces).then(() => this.redraw());
      return Promise.race([loaded, new Promise((done) => setTimeout(done, 1500))]);
    }

    // What was measured in another font, because ours came late, is measured anew.
    redraw() {
      if (!this.drawn) return;
      this.drawn = "";
      this.draw();
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
      const leaf = paper ? (LEAF - this.above()) / entry.layout.height : 1;
      const shrink = Math.max(SMALLEST, Math.min(1, width / entry.width, leaf));
      this.build(entry, shown);
      this.show();
      this.size(shown, shrink, paper && !this.dense);
      this.plot.style.overflowX = width < entry.width * SMALLEST ? "auto" : "hidden";
      this.plot.classList.add("timeline-drawn");
      this.reader.name();
    }

    // On paper a figure is as wide as its column, which nobody can ask for before: all of it is
    // stretched. What is drawn on a canvas is not.
    size(width, shrink, pliant) {
      const { height } = this.layout;
      const styles = pliant
        ? { width: "100%", maxWidth: `${width * shrink}px`, aspectRatio: `${width} / ${height}`, height: "auto", transform: "" }
        : { width: `${width}px`, maxWidth: "", aspectRatio: "", height: `${height}px`, transform: shrink < 1 ? `scale(${shrink})` : "" };
      Object.assign(this.canvas.style, styles);
      this.plot.style.height = pliant ? "auto" : `${Math.ceil(height * shrink)}px`;
      for (const svg of this.canvas.querySelectorAll(".main-svg, .timeline-texts")) {
        if (pliant) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
        else svg.removeAttribute("viewBox");
      }
    }

    // The pixels that the title will take above the plot on paper, which may be narrower.
    above() {
      const article = this.host.closest(".timeline-article");
      if (!article) return 0;
      const taken = this.plot.getBoundingClientRect().top - article.getBoundingClientRect().top;
      return taken * Math.max(1, article.clientWidth / PAPER);
    }

    build(entry, width) {
      const texts = this.data.texts;
      const traces = structuredClone(this.dense ? this.dense.take(entry.data) : entry.data);
      for (const trace of traces) if (trace.hovertext) trace.hovertext = trace.hovertext.map((n) => texts[n]);
      const layout = structuredClone(entry.layout);
      for (const part of [layout.legend, layout.title]) if (part?.xref === "container") part.x *= entry.width / width;
      layout.width = width;
      layout.autosize = false;
      layout.dragmode = coarse.matches ? false : "zoom";
      if (layout.legend) layout.legend.uirevision = "key"; // what the reader hides stays hidden
      this.layout = layout;
      this.room = width - layout.margin?.l - layout.margin?.r;
      this.zoom.set(layout);
      [this.traces, this.annotations, this.labels, this.followers] = [traces, [], [], []];
      if (this.zoom.whole) this.part(traces, entry.width - layout.margin.l - layout.margin.r);
    }

    // Of a figure that can be zoomed we draw the texts, plotly all else.
    part(traces, first) {
      const [low, high] = this.zoom.whole;
      const found = timelineLabels.found(traces, (high - low) / first);
      this.labels = found.filter(timelineLabels.ours);
      const drawn = new Set([...this.labels.map(({ trace }) => trace), ...traces.filter(timelineMarks.isLeaders)]);
      this.traces = traces.filter((trace) => !drawn.has(trace));
      this.followers = found.filter(({ trace }) => !drawn.has(trace));
      this.annotations = this.layout.annotations ?? [];
      this.layout.annotations = [];
      this.texts.set(this.labels);
    }

    // Draws all anew. Plotly keeps what it is given and writes into it: it gets copies.
    show() {
      const layout = structuredClone(this.layout);
      for (const axis of this.zoom.axes) Object.assign(layout[axis], this.zoom.axis(axis));
      Plotly.react(this.canvas, this.placed(), layout, CONFIG);
      this.paint();
    }

    // Draws what another stretch of time changes.
    move() {
      if (this.followers.length) return this.show();
      const change = {};
      for (const axis of this.zoom.axes) {
        const { range, tickvals, ticktext } = this.zoom.axis(axis);
        if (!this.zoom.shows(axis)) change[`${axis}.range`] = range;
        Object.assign(change, { [`${axis}.tickvals`]: tickvals, [`${axis}.ticktext`]: ticktext });
      }
      Plotly.relayout(this.canvas, change);
      this.paint();
    }

    // The traces, those of arrows and question marks with their bars.
    placed() {
      const traces = this.traces.map((trace) => ({ ...trace }));
      if (this.zoom.range === null) return traces;
      const [low, high] = this.zoom.range;
      for (const one of this.followers) {
        const at = timelineLabels.placed(one, [low, high], (high - low) / this.room, (x) => this.zoom.stored(x));
        Object.assign(traces[this.traces.indexOf(one.trace)], at);
      }
      return traces;
    }

    // What we draw over the plot.
    paint() {
      if (!this.zoom.whole) return;
      const { range, axes } = this.zoom;
      const [low, high] = this.zoom.window;
      const scale = (high - low) / this.room;
      const place = range === null
        ? ({ x, offset }) => x + offset * scale
        : (point, side) => timelineLabels.place(point, side, range, scale);
      const annotations = range === null
        ? this.annotations
        : timelineHeads.named(this.annotations, this.layout.shapes, this.zoom.axis(axes[0]), this.room);
      this.texts.draw(this.dense ? this.dense.telling(annotations) : annotations, place);
      this.dense?.draw();
    }
  }

  return { Figure };
})();
