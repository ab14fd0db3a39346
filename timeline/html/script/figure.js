// One figure of a page: picks the layout that fits its width, and draws it again when the width, the
// colour scheme or the zoom changes. Its data come as JSON (timeline.html.data).
// Plotly draws axes and legend; the overlay draws the rest.
import { axisLabels } from "./axes/axis-labels.js";
import { plotBox } from "./axes/scale.js";
import { openDensity } from "./density/density.js";
import { Keyboard } from "./keyboard.js";
import { drawsMarks } from "./marks/marks.js";
import { isLabels, isLeaders } from "./marks/rows.js";
import { Overlay } from "./overlay.js";
import { Tooltip } from "./tooltip.js";
import { holdTaps, listenToTouch } from "./touch.js";
import { Zoom } from "./zoom.js";

/** @import { Annotation, Entry, Layout, PageData, PlotlyElement, Trace } from "./types.js" */
/** @import { DensityView } from "./density/density.js" */

const CONFIG = {
  displaylogo: false,
  displayModeBar: false,
  showSendToCloud: false,
  responsive: false,
  scrollZoom: false,
  doubleClick: false,
  showTips: false,
};
const PREFERRED_SCALE = 0.96; // a layout is scaled down to this before a narrower one is picked
const MIN_SCALE = 0.8; // the narrowest one is scaled down to this before it scrolls
const PAPER_WIDTH = 718; // pixels on a printed page: A4 and Letter, less their margins
const PAPER_HEIGHT = 970; // a page break would split a higher plot
const FONT_TIMEOUT = 1500; // milliseconds until a figure is drawn in a fallback font

/** An invisible trace.
 * @type {Trace} */
const EMPTY = { type: "scatter", mode: "markers", x: [null], y: [null], name: "", showlegend: false, hoverinfo: "skip" };

const dark = matchMedia("(prefers-color-scheme: dark)");

/** The article of a page, or its body: an iframe with the page takes its height. */
const pageContent = () => document.querySelector("main") ?? document.body;

function postHeight() {
  const height = Math.ceil(pageContent().getBoundingClientRect().height);
  window.parent.postMessage({ "timeline-height": height }, "*");
}

/**
 * @template {Element} Kind
 * @param {Element} host
 * @param {string} selector
 * @param {new () => Kind} kind
 */
function requireElement(host, selector, kind) {
  const element = host.querySelector(selector);
  if (element instanceof kind) return element;
  throw new Error(`the figure has no ${selector}`);
}

/** Whether an annotation is one of our own texts at the edges of the plot.
 * @param {Annotation} annotation */
const isFixedText = ({ showarrow, yref, yshift }) => showarrow === false && yref === "paper" && yshift !== undefined;

export class Figure {
  /**
   * @param {HTMLElement} host
   * @param {PageData} data
   */
  constructor(host, data) {
    this.host = host;
    this.plot = requireElement(host, ".timeline-plot", HTMLElement);
    this.data = data;
    this.canvas = /** @type {PlotlyElement} */ (document.createElement("div"));
    this.canvas.className = "timeline-canvas";
    /** Width and colour scheme of the current drawing. */
    this.state = "";
    /** Names of the series hidden by the legend.
     * @type {Set<string>} */
    this.hidden = new Set();
    /** @type {Layout} */
    this.layout = { width: 0, height: 0 };
    this.plotWidth = 0; // pixels
    /** Traces of the layout, and the traces drawn by plotly.
     * @type {Trace[]} */
    this.traces = [];
    /** @type {Trace[]} */
    this.plotlyTraces = [];
    /** @type {Annotation[]} */
    this.annotations = [];
    /** Whether the overlay draws a part of the figure. */
    this.hasOverlay = false;
    this.zoom = new Zoom(this);
    this.keyboard = new Keyboard(this);
    this.overlay = new Overlay(this);
    this.tooltip = new Tooltip(this);
    /** @type {DensityView | null} */
    this.density = null;
    // Both continue while plotly's script is loading.
    this.fonts = this.loadFonts(JSON.stringify([data.texts, data.light[0], data.events?.titles, data.events?.lanes]));
    this.densityPromise = this.data.events ? openDensity(this, this.data.events) : Promise.resolve(null);
    this.densityPromise.catch(() => null); // awaited, and reported, in start()
  }

  async start() {
    this.density = await this.densityPromise;
    await this.fonts;
    this.plot.append(this.canvas);
    this.keyboard.attach();
    this.density?.attach();
    this.draw();
    new ResizeObserver(() => this.draw()).observe(this.plot);
    if (window.parent !== window) new ResizeObserver(postHeight).observe(pageContent());
    dark.addEventListener("change", () => this.draw());
    addEventListener("beforeprint", () => this.draw(PAPER_WIDTH));
    addEventListener("afterprint", () => this.draw());
  }

  /**
   * Loads the fonts that texts are measured in, or times out.
   *
   * @param {string} text everything that the figure may show
   */
  loadFonts(text) {
    const letters = [...new Set(text.match(/[^\x00-\x7f]/g))].join("");
    const faces = [400, 600].map((weight) => document.fonts.load(`${weight} 12px Inter`, `A${letters}`).catch(() => []));
    const fonts = Promise.all(faces).then(() => this.redraw());
    return Promise.race([fonts, new Promise((resolve) => setTimeout(resolve, FONT_TIMEOUT))]);
  }

  /** Draws the figure again if our font loaded after the timeout. */
  redraw() {
    if (!this.state) return;
    this.state = "";
    this.draw();
  }

  get scheme() {
    const auto = this.host.closest(".timeline-auto") !== null;
    return auto && dark.matches && this.data.dark.length ? "dark" : "light";
  }

  /**
   * The layout of the picture that the figure replaces, so that the page does not shift. Without a
   * picture, the widest layout that fits or is hardly wider; the narrowest if none does.
   *
   * @param {number} width
   * @param {"light" | "dark"} scheme
   * @param {number} paper
   * @returns {Entry}
   */
  pickLayout(width, scheme, paper) {
    const layouts = this.data[scheme];
    const picture = this.plot.querySelector(":scope > picture > img");
    const source = picture instanceof HTMLImageElement && !paper ? picture.currentSrc : "";
    const pictured = source && layouts.at(/\.slim\.(dark\.)?svg$/.test(source) ? 0 : -1);
    const widest = () => layouts.findLast((one) => one.width * PREFERRED_SCALE <= width);
    const entry = (pictured && pictured.width * MIN_SCALE <= width ? pictured : widest()) ?? layouts[0];
    if (!entry) throw new Error("the page holds no figure");
    return entry;
  }

  /** @param {number} [paper] width of a printed page, or 0 on a screen */
  draw(paper = 0) {
    const width = paper || this.plot.clientWidth;
    const scheme = paper ? "light" : this.scheme;
    const state = `${width} ${scheme}`;
    if (!width || state === this.state) return;
    const first = !this.state && !this.plot.classList.contains("timeline-interactive");
    this.state = state;
    const entry = this.pickLayout(width, scheme, paper);
    if (first) {
      // Hide the picture before plotly measures its texts, because each measurement lays out the page.
      this.plot.style.height = `${this.plot.offsetHeight}px`;
      this.plot.classList.add("timeline-interactive");
    }
    const drawnWidth = Math.max(width, entry.width);
    const fit = paper ? (PAPER_HEIGHT - this.heightAbove()) / entry.layout.height : 1;
    const scale = Math.max(MIN_SCALE, Math.min(1, width / entry.width, fit));
    this.build(entry, drawnWidth);
    this.show();
    this.size(drawnWidth, scale, paper > 0 && !this.density);
    this.plot.style.overflowX = width < entry.width * MIN_SCALE ? "auto" : "hidden";
    for (const picture of this.plot.querySelectorAll(":scope > .timeline-pictures")) picture.remove();
    this.keyboard.describe();
    if (first) this.addListeners();
  }

  /** Adds listeners after the first drawing, which a hidden element delays. */
  addListeners() {
    this.tooltip.attach();
    listenToTouch(this);
    if (this.layout.hovermode !== false) holdTaps(this);
    if (this.zoom.fullRange) this.zoom.attach();
    this.canvas.on("plotly_restyle", ([change, traces]) => this.onRestyle(change, traces));
  }

  /**
   * Sizes the figure. On paper the column width is unknown, so the figure is stretched to fit it,
   * unless parts are drawn on a canvas.
   *
   * @param {number} width
   * @param {number} scale
   * @param {boolean} stretch
   */
  size(width, scale, stretch) {
    const { height } = this.layout;
    const styles = stretch
      ? { width: "100%", maxWidth: `${width * scale}px`, aspectRatio: `${width} / ${height}`, height: "auto", transform: "" }
      : { width: `${width}px`, maxWidth: "", aspectRatio: "", height: `${height}px`, transform: scale < 1 ? `scale(${scale})` : "" };
    Object.assign(this.canvas.style, styles);
    this.plot.style.height = stretch ? "auto" : `${Math.ceil(height * scale)}px`;
    for (const svg of this.canvas.querySelectorAll(".main-svg, .timeline-overlay")) {
      if (stretch) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      else svg.removeAttribute("viewBox");
    }
  }

  /** Height in pixels of the title above the plot on paper, which may be narrower than the screen. */
  heightAbove() {
    const article = this.host.closest(".timeline-article");
    if (!article) return 0;
    const height = this.plot.getBoundingClientRect().top - article.getBoundingClientRect().top;
    return height * Math.max(1, article.clientWidth / PAPER_WIDTH);
  }

  /**
   * Prepares the figure of a layout for drawing at a width.
   *
   * @param {Entry} entry
   * @param {number} width
   */
  build(entry, width) {
    const { texts } = this.data;
    const traces = structuredClone(this.density ? this.density.takeAreas(entry.data) : entry.data);
    for (const trace of traces) if (trace.hovertext) trace.hovertext = trace.hovertext.map((n) => texts[Number(n)] ?? "");
    const layout = structuredClone(entry.layout);
    for (const one of [layout.legend, layout.title]) if (one?.xref === "container" && one.x !== undefined) one.x *= entry.width / width;
    layout.width = width;
    layout.autosize = false;
    layout.dragmode = "zoom";
    if (layout.legend) layout.legend.uirevision = "legend"; // keeps hidden series hidden
    this.layout = layout;
    const { left, right } = plotBox(layout);
    this.plotWidth = right - left;
    this.zoom.set(layout);
    [this.traces, this.plotlyTraces, this.annotations] = [traces, traces, []];
    const marks = drawsMarks(traces, layout);
    this.hasOverlay = marks || this.zoom.fullRange !== null;
    if (this.hasOverlay) this.splitTraces(marks, this.plotWidth - width + entry.width);
  }

  /**
   * Splits a figure between plotly and the overlay. The overlay draws the texts, and the marks unless
   * a user edited them in a way that only plotly can draw.
   *
   * @param {boolean} marks whether the overlay draws the marks
   * @param {number} width of the plot in the layout
   */
  splitTraces(marks, width) {
    const { layout, traces } = this;
    const annotations = layout.annotations ?? [];
    this.annotations = annotations.filter(isFixedText);
    layout.annotations = annotations.filter((one) => !isFixedText(one));
    const ours = marks ? traces.filter(({ x }) => x.length > 1 || x[0] !== null) : [];
    this.overlay.set(traces, ours.filter((trace) => !isLabels(trace) && !isLeaders(trace)), width);
    this.plotlyTraces = traces.filter((trace) => !isLabels(trace) && !isLeaders(trace) && !ours.includes(trace));
    if (!marks) return;
    layout.hovermode = false;
    layout.shapes = layout.shapes?.filter(({ layer }) => layer !== "above") ?? [];
    // Plotly draws only axes that have traces.
    const pairs = new Set(ours.map(({ xaxis = "x", yaxis = "y" }) => `${xaxis} ${yaxis}`));
    for (const pair of pairs) {
      const [xaxis = "x", yaxis = "y"] = pair.split(" ");
      this.plotlyTraces.push({ ...EMPTY, xaxis, yaxis });
    }
  }

  /** Draws everything. Plotly keeps and modifies its arguments, so it gets copies. */
  show() {
    const layout = structuredClone(this.layout);
    for (const name of this.zoom.axes) Object.assign(layout[name], this.zoom.shownAxis(name));
    const { node } = this.overlay;
    node.remove(); // so that plotly leaves it alone
    Plotly.react(this.canvas, this.plotlyTraces.map((trace) => ({ ...trace })), layout, CONFIG);
    if (this.hasOverlay) this.canvas.append(node);
    this.paint();
  }

  /** Draws what changes with the time window. */
  updateWindow() {
    /** @type {Record<string, unknown>} */
    const change = {};
    for (const name of this.zoom.axes) {
      const { range, tickvals, ticktext } = this.zoom.shownAxis(name);
      if (!this.zoom.isShown(name)) change[`${name}.range`] = range;
      Object.assign(change, { [`${name}.tickvals`]: tickvals, [`${name}.ticktext`]: ticktext });
    }
    Plotly.relayout(this.canvas, change);
    this.paint();
  }

  /** Draws everything over plotly's axes. */
  paint() {
    if (!this.hasOverlay) return;
    const texts = this.fixedTexts();
    this.overlay.draw(this.density ? this.density.update(texts) : texts);
    this.density?.draw();
  }

  /** Texts at fixed positions: names of lanes and eras, ticks at the top. */
  fixedTexts() {
    const [axis] = this.zoom.axes;
    if (this.zoom.range === null || axis === undefined) return this.annotations;
    return axisLabels(this.annotations, this.layout.shapes ?? [], this.zoom.shownAxis(axis), this.plotWidth);
  }

  /**
   * Follows plotly's legend, which hides and shows series.
   *
   * @param {{ visible?: boolean | "legendonly" | (boolean | "legendonly")[] }} change
   * @param {number[]} traces
   */
  onRestyle({ visible }, traces) {
    if (visible === undefined) return;
    traces.forEach((at, n) => {
      const trace = this.plotlyTraces[at];
      const state = Array.isArray(visible) ? visible[n % visible.length] : visible;
      if (!trace) return;
      if (state === "legendonly") this.hidden.add(trace.legendgroup ?? trace.name);
      else this.hidden.delete(trace.legendgroup ?? trace.name);
    });
    this.density?.filter();
    this.paint();
  }
}
