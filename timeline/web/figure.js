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
  const LEAF = 970; // and from its top to its foot: a plot that is higher would be cut in two
  const DEEPEST = 20000; // so many times the whole may be zoomed
  const coarse = matchMedia("(pointer: coarse)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const { YEAR, foldedTicks, ticks, toNumber } = timelineTime;

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
      this.pen.textRendering = "geometricPrecision"; // as the texts of the plot are drawn
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
      const { height } = this.layout;
      const pliant = paper && !this.dense; // what is drawn on a canvas is not stretched
      this.canvas.style.width = pliant ? "100%" : `${shown}px`;
      this.canvas.style.maxWidth = pliant ? `${shown * shrink}px` : "";
      this.canvas.style.aspectRatio = pliant ? `${shown} / ${height}` : "";
      this.canvas.style.height = pliant ? "auto" : `${height}px`;
      this.canvas.style.transform = shrink < 1 && !pliant ? `scale(${shrink})` : "";
      this.plot.style.height = pliant ? "auto" : `${Math.ceil(height * shrink)}px`;
      for (const svg of this.canvas.querySelectorAll(".main-svg")) {
        if (pliant) svg.setAttribute("viewBox", `0 0 ${shown} ${height}`);
        else svg.removeAttribute("viewBox");
      }
      this.plot.style.overflowX = width < entry.width * SMALLEST ? "auto" : "hidden";
      this.plot.classList.add("timeline-drawn");
      this.name();
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
      if (this.dense) return this.dense.walker.walk(step);
      const marks = this.marks;
      if (!marks.length) return;
      this.at = Math.max(0, Math.min(marks.length - 1, this.at + step));
      const { curveNumber, pointNumber, text, x } = marks[this.at];
      if (this.range && !(this.range[0] <= x && x < this.range[1])) {
        const half = (this.range[1] - this.range[0]) / 2;
        this.zoom([x - half, x + half]);
      }
      // A panel's marks are on axes of their own, which plotly does not find by itself.
      const { xaxis = "x", yaxis = "y" } = this.traces[curveNumber];
      Plotly.Fx.hover(this.canvas, [{ curveNumber, pointNumber }], xaxis + yaxis);
      // A line that ends in a blank goes on in the next.
      const line = text.replace(/ (<br>|\n)/g, " ").replace(/<br>|\n/g, ", ");
      const plain = new DOMParser().parseFromString(line, "text/html");
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
      const asked = [this.room, this.data.dates, (text) => pen.measureText(text).width, margins];
      const { folds } = this.data;
      if (folds) {
        const { values, texts } = foldedTicks(...this.range, ...asked, folds);
        return { range: this.range, tickvals: values, ticktext: texts };
      }
      const found = ticks(low, high, ...asked);
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

    // Lines of a text, each as full as can be; ideographs need no space to be parted.
    wrapped(text, font, room) {
      const lines = [""];
      for (const piece of text.split(/(?<= )|(?<=[\u3041-\u30ff\u4e00-\u9fff：])(?![、。，：；）ー ])/u)) {
        if (lines.at(-1) && this.measure((lines.at(-1) + piece).trimEnd(), font) > room) lines.push("");
        lines[lines.length - 1] += piece;
      }
      return lines.map((line) => line.trimEnd());
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
      const end = Math.min(last, high) - width * scale;
      return end >= start ? [Math.min(Math.max(start, left), end) + side * width * scale, text] : hidden;
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
    return (window.timelineFigures.loading ??= script?.dataset.plotly ? fetched(script) : behind());
  }

  function fetched(script) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.onload = done;
      element.onerror = failed;
      if (script.dataset.integrity) element.integrity = script.dataset.integrity;
      if (script.dataset.integrity) element.crossOrigin = "anonymous";
      element.src = script.dataset.plotly;
      document.head.append(element);
    });
  }

  // Where plotly's script stands behind ours, it has been run as soon as the page is there.
  function behind() {
    const missing = () => new Error("plotly.js was not loaded");
    if (document.readyState === "complete") return Promise.reject(missing());
    return new Promise((done, failed) => {
      document.addEventListener("DOMContentLoaded", () => window.Plotly && done());
      addEventListener("load", () => (window.Plotly ? done() : failed(missing())));
    });
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
        const figure = new Figure(host);
        await plotly(own);
        await figure.start();
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
