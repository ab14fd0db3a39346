// One figure of a page: the layout that fits its width, drawn again when the width, the colour
// scheme or the zoom changes. Its data stand in the page as JSON (timeline.html.data).
// Plotly draws axes and key; what stands between them is drawn by the overlay.
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
const SHRINK = 0.96; // a layout may be shown so much smaller before a narrower one is taken
const SMALLEST = 0.8; // and the narrowest one so much, before it is scrolled
const PAPER_WIDTH = 718; // pixels that a printed page holds: A4 and Letter, less their margins
const PAPER_HEIGHT = 970; // a plot that is higher would be cut in two
const FONT_TIMEOUT = 1500; // milliseconds after which a figure is drawn in another font

/** A trace of which nothing is seen.
 * @type {Trace} */
const EMPTY = { type: "scatter", mode: "markers", x: [null], y: [null], name: "", showlegend: false, hoverinfo: "skip" };

const dark = matchMedia("(prefers-color-scheme: dark)");

/** The article of a page, or its body: what a frame around the page is as high as. */
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
function part(host, selector, kind) {
  const found = host.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`the figure has no ${selector}`);
}

/** Whether an annotation is one of our own texts, which stand at an edge of the plot.
 * @param {Annotation} annotation */
const isFixedText = ({ showarrow, yref, yshift }) => showarrow === false && yref === "paper" && yshift !== undefined;

export class Figure {
  /**
   * @param {HTMLElement} host
   * @param {PageData} data
   */
  constructor(host, data) {
    this.host = host;
    this.plot = part(host, ".timeline-plot", HTMLElement);
    this.data = data;
    this.canvas = /** @type {PlotlyElement} */ (document.createElement("div"));
    this.canvas.className = "timeline-canvas";
    /** Width and scheme that are drawn. */
    this.state = "";
    /** Series that the key hides, by name.
     * @type {Set<string>} */
    this.hidden = new Set();
    /** @type {Layout} */
    this.layout = { width: 0, height: 0 };
    /** Pixels of the plot from left to right. */
    this.room = 0;
    /** Traces of the layout, and those of them that plotly draws.
     * @type {Trace[]} */
    this.traces = [];
    /** @type {Trace[]} */
    this.plotted = [];
    /** @type {Annotation[]} */
    this.annotations = [];
    /** Whether the overlay draws a part of the figure. */
    this.divided = false;
    this.zoom = new Zoom(this);
    this.keyboard = new Keyboard(this);
    this.overlay = new Overlay(this);
    this.tooltip = new Tooltip(this);
    /** @type {DensityView | null} */
    this.density = null;
    // Both go on while plotly's script is still being read.
    this.fonts = this.loadFonts(JSON.stringify([data.texts, data.light[0], data.events?.titles, data.events?.lanes]));
    this.opening = this.data.events ? openDensity(this, this.data.events) : Promise.resolve(null);
    this.opening.catch(() => null); // reported where it is awaited
  }

  async start() {
    this.density = await this.opening;
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
   * Loads the fonts that texts are measured in, but does not wait for ever.
   *
   * @param {string} text all that the figure may show
   */
  loadFonts(text) {
    const letters = [...new Set(text.match(/[^\x00-\x7f]/g))].join("");
    const faces = [400, 600].map((weight) => document.fonts.load(`${weight} 12px Inter`, `A${letters}`).catch(() => []));
    const loaded = Promise.all(faces).then(() => this.redraw());
    return Promise.race([loaded, new Promise((done) => setTimeout(done, FONT_TIMEOUT))]);
  }

  /** Draws anew what was measured in another font, because ours came late. */
  redraw() {
    if (!this.state) return;
    this.state = "";
    this.draw();
  }

  get scheme() {
    const followed = this.host.closest(".timeline-auto") !== null;
    return followed && dark.matches && this.data.dark.length ? "dark" : "light";
  }

  /**
   * The layout of the picture that stood here, so that the page does not shift; else the widest
   * that fits, or one that is hardly wider; the narrowest if none does.
   *
   * @param {number} width
   * @param {"light" | "dark"} scheme
   * @param {number} paper
   * @returns {Entry}
   */
  pick(width, scheme, paper) {
    const layouts = this.data[scheme];
    const picture = this.plot.querySelector(":scope > picture > img");
    const shown = picture instanceof HTMLImageElement && !paper ? picture.currentSrc : "";
    const seen = shown && layouts.at(/\.slim\.(dark\.)?svg$/.test(shown) ? 0 : -1);
    const fit = seen && seen.width * SMALLEST <= width ? seen : layouts.findLast((one) => one.width * SHRINK <= width);
    const entry = fit ?? layouts[0];
    if (!entry) throw new Error("the page holds no figure");
    return entry;
  }

  /** @param {number} [paper] width of a printed page, or 0 on a screen */
  draw(paper = 0) {
    const width = paper || this.plot.clientWidth;
    const scheme = paper ? "light" : this.scheme;
    const state = `${width} ${scheme}`;
    if (!width || state === this.state) return;
    const first = !this.state && !this.plot.classList.contains("timeline-drawn");
    this.state = state;
    const entry = this.pick(width, scheme, paper);
    if (first) {
      // The picture makes way before plotly measures its texts, of which each lays out the page.
      this.plot.style.height = `${this.plot.offsetHeight}px`;
      this.plot.classList.add("timeline-drawn");
    }
    const shown = Math.max(width, entry.width);
    const fit = paper ? (PAPER_HEIGHT - this.above()) / entry.layout.height : 1;
    const shrink = Math.max(SMALLEST, Math.min(1, width / entry.width, fit));
    this.build(entry, shown);
    this.show();
    this.size(shown, shrink, paper > 0 && !this.density);
    this.plot.style.overflowX = width < entry.width * SMALLEST ? "auto" : "hidden";
    for (const picture of this.plot.querySelectorAll(":scope > .timeline-pictures")) picture.remove();
    this.keyboard.describe();
    if (first) this.listen();
  }

  /** Attaches what needs a figure that is drawn, which one in a hidden element is not at first. */
  listen() {
    this.tooltip.attach();
    listenToTouch(this);
    if (this.layout.hovermode !== false) holdTaps(this);
    if (this.zoom.whole) this.zoom.attach();
    this.canvas.on("plotly_restyle", ([change, traces]) => this.restyled(change, traces));
  }

  /**
   * Sizes the figure. On paper it is as wide as its column, whose width is not known before: all
   * of it is stretched. What is drawn on a canvas is not.
   *
   * @param {number} width
   * @param {number} shrink
   * @param {boolean} fluid
   */
  size(width, shrink, fluid) {
    const { height } = this.layout;
    const styles = fluid
      ? { width: "100%", maxWidth: `${width * shrink}px`, aspectRatio: `${width} / ${height}`, height: "auto", transform: "" }
      : { width: `${width}px`, maxWidth: "", aspectRatio: "", height: `${height}px`, transform: shrink < 1 ? `scale(${shrink})` : "" };
    Object.assign(this.canvas.style, styles);
    this.plot.style.height = fluid ? "auto" : `${Math.ceil(height * shrink)}px`;
    for (const svg of this.canvas.querySelectorAll(".main-svg, .timeline-overlay")) {
      if (fluid) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      else svg.removeAttribute("viewBox");
    }
  }

  /** Pixels that the title will take above the plot on paper, which may be narrower. */
  above() {
    const article = this.host.closest(".timeline-article");
    if (!article) return 0;
    const taken = this.plot.getBoundingClientRect().top - article.getBoundingClientRect().top;
    return taken * Math.max(1, article.clientWidth / PAPER_WIDTH);
  }

  /**
   * Makes the figure of a layout ready to be drawn in a width.
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
    if (layout.legend) layout.legend.uirevision = "key"; // what the reader hides stays hidden
    this.layout = layout;
    const { left, right } = plotBox(layout);
    this.room = right - left;
    this.zoom.set(layout);
    [this.traces, this.plotted, this.annotations] = [traces, traces, []];
    const ours = drawsMarks(traces, layout);
    this.divided = ours || this.zoom.whole !== null;
    if (this.divided) this.divide(ours, this.room - width + entry.width);
  }

  /**
   * Divides a figure between plotly and the overlay, which draws its texts, and its marks unless a
   * user gave them what only plotly draws.
   *
   * @param {boolean} marks whether the overlay draws them
   * @param {number} width of the plot as it was laid out
   */
  divide(marks, width) {
    const { layout, traces } = this;
    const annotations = layout.annotations ?? [];
    this.annotations = annotations.filter(isFixedText);
    layout.annotations = annotations.filter((one) => !isFixedText(one));
    const drawn = marks ? traces.filter(({ x }) => x.length > 1 || x[0] !== null) : [];
    this.overlay.set(traces, drawn.filter((trace) => !isLabels(trace) && !isLeaders(trace)), width);
    this.plotted = traces.filter((trace) => !isLabels(trace) && !isLeaders(trace) && !drawn.includes(trace));
    if (!marks) return;
    layout.hovermode = false;
    layout.shapes = layout.shapes?.filter(({ layer }) => layer !== "above") ?? [];
    // Plotly draws the axes of traces alone.
    const pairs = new Set(drawn.map(({ xaxis = "x", yaxis = "y" }) => `${xaxis} ${yaxis}`));
    for (const pair of pairs) {
      const [xaxis = "x", yaxis = "y"] = pair.split(" ");
      this.plotted.push({ ...EMPTY, xaxis, yaxis });
    }
  }

  /** Draws everything. Plotly keeps what it is given and writes into it: it gets copies. */
  show() {
    const layout = structuredClone(this.layout);
    for (const name of this.zoom.axes) Object.assign(layout[name], this.zoom.shownAxis(name));
    const { node } = this.overlay;
    node.remove(); // for the same reason
    Plotly.react(this.canvas, this.plotted.map((trace) => ({ ...trace })), layout, CONFIG);
    if (this.divided) this.canvas.append(node);
    this.paint();
  }

  /** Draws what another stretch of time changes. */
  move() {
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

  /** Draws what stands over plotly's axes. */
  paint() {
    if (!this.divided) return;
    const texts = this.fixedTexts();
    this.overlay.draw(this.density ? this.density.describe(texts) : texts);
    this.density?.draw();
  }

  /** Texts that stay where they are: names of lanes and eras, ticks at the top. */
  fixedTexts() {
    const [axis] = this.zoom.axes;
    if (this.zoom.range === null || axis === undefined) return this.annotations;
    return axisLabels(this.annotations, this.layout.shapes ?? [], this.zoom.shownAxis(axis), this.room);
  }

  /**
   * Follows the key of plotly, which hides and shows series.
   *
   * @param {{ visible?: boolean | "legendonly" | (boolean | "legendonly")[] }} change
   * @param {number[]} traces
   */
  restyled({ visible }, traces) {
    if (visible === undefined) return;
    traces.forEach((at, n) => {
      const trace = this.plotted[at];
      const state = Array.isArray(visible) ? visible[n % visible.length] : visible;
      if (!trace) return;
      if (state === "legendonly") this.hidden.add(trace.legendgroup ?? trace.name);
      else this.hidden.delete(trace.legendgroup ?? trace.name);
    });
    this.density?.filter();
    this.paint();
  }
}
