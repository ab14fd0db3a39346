// A density chart: counts all events of the time window again after each zoom; if only a allWithin are in
// view, draws each as a bar with its title.
import { plotBox } from "../axes/scale.js";
import { element } from "../elements.js";
import { LINE_HEIGHT, escapeName, wrap } from "../text.js";
import { Canvas } from "./canvas.js";
import { Cursor, DAY, MINUTE } from "./cursor.js";
import { loadEvents } from "./events.js";
import { Packing } from "./packing.js";
import { Search } from "./search.js";
import { EventTable } from "./table.js";

/** @import { Annotation, Counts, BarBox, EventColumns, PlacedBar, Range, Tip, Trace } from "../types.js" */
/** @import { Figure } from "../figure.js" */
/** @import { Events } from "./events.js" */

const MIN_COLUMN = 3; // pixels
const UNKNOWN = "#888888"; // colour
const DAY_LENGTH = 86400; // seconds

export class DensityView {
  /**
   * @param {Figure} figure
   * @param {Events} events
   */
  constructor(figure, events) {
    this.figure = figure;
    this.events = events;
    this.language = document.documentElement.lang || "en";
    this.number = new Intl.NumberFormat(this.language);
    this.names = events.data.sides.map(escapeName);
    /** @type {Record<string, string>} */
    this.colors = {};
    /** Bars, or null if columns of counts are drawn.
     * @type {PlacedBar[] | null} */
    this.bars = null;
    /** @type {Counts | null} */
    this.counts = null;
    /** @type {BarBox[]} */
    this.barBoxes = [];
    /** Whether some bars stand for several events. */
    this.hasRuns = false;
    this.strip = 0;
    this.frame = 0;
    this.canvas = element("canvas", { className: "timeline-events", ariaHidden: "true" });
    this.cursor = new Cursor(this);
    /** @type {Search | null} */
    this.search = null;
    /** @type {EventTable | null} */
    this.table = null;
  }

  /** Adds the search and the table around the plot, and follows links to events. */
  attach() {
    this.figure.canvas.append(this.canvas);
    this.search = new Search(this);
    this.table = new EventTable(this);
    addEventListener("hashchange", () => this.cursor.follow());
    setTimeout(() => this.cursor.follow());
  }

  /**
   * Removes the areas from the traces of a layout, because columns replace them, and keeps their colours.
   *
   * @param {Trace[]} traces
   */
  takeAreas(traces) {
    const areas = traces.filter(({ fill }) => fill === "toself");
    this.colors = Object.fromEntries(areas.map(({ name, fillcolor = UNKNOWN }) => [name, fillcolor]));
    return traces.filter(({ fill }) => fill !== "toself");
  }

  /** @param {number} side */
  color(side) {
    return this.colors[this.names[side] ?? ""] ?? UNKNOWN;
  }

  /** The visible window, in seconds.
   * @returns {Range} */
  get window() {
    const { zoom } = this.figure;
    const [low, high] = zoom.window ?? [0, 1];
    return [zoom.seconds(low), zoom.seconds(high)];
  }

  /**
   * Chooses bars or columns for the window, and returns the fixed texts with a description of them.
   *
   * @param {Annotation[]} texts
   */
  update(texts) {
    const [low, high] = this.window;
    const { plotWidth, data } = this.figure;
    const packing = new Packing(this, low, high);
    const packed = packing.eventBars() ?? packing.runBars();
    this.bars = packed?.bars ?? null;
    this.hasRuns = this.bars?.some(({ count }) => count > 1) ?? false;
    if (packed) {
      this.counts = null;
      const text = data.words[this.hasRuns ? "joined" : "in view"] ?? "";
      return this.withDescription(text.replace("{0}", this.number.format(packed.total)), texts);
    }
    this.counts = this.events.countColumns(low, high, (MIN_COLUMN * (high - low)) / plotWidth);
    const { name, highest } = this.counts;
    return this.withDescription(this.events.data.caption.replace("{0}", name).replace("{1}", this.number.format(highest)), texts);
  }

  /**
   * The fixed texts with a description, wrapped to lines that the layout has room for.
   *
   * @param {string} text
   * @param {Annotation[]} texts
   */
  withDescription(text, texts) {
    const first = texts.find(({ name }) => name === "counts");
    if (!first) return texts;
    const { layout } = this.figure;
    const lines = wrap(text, first.font, layout.width - 2 * (plotBox(layout).left + (first.xshift ?? 0)));
    const step = LINE_HEIGHT * first.font.size;
    const described = lines.map((line, n) => ({ ...first, text: line, yshift: first.yshift - n * step }));
    return [...texts.filter(({ name }) => name !== "counts"), ...described];
  }

  /** @param {number} n */
  title(n) {
    return this.events.title(n, () => this.schedulePaint());
  }

  schedulePaint() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.figure.paint());
  }

  draw() {
    const canvas = new Canvas(this);
    this.strip = canvas.strip;
    this.barBoxes = this.bars ? canvas.drawBars(this.bars) : [];
    if (this.counts) canvas.drawColumns(this.counts);
    const { event } = this.cursor;
    const hasBar = this.bars?.some(({ n, count }) => n === event && count === 1);
    if (!hasBar && this.isInView(event)) canvas.drawHighlight(event, this.title(event));
    this.table?.fill();
  }

  /** @param {number} n */
  isInView(n) {
    const [low, high] = this.window;
    return n >= 0 && this.events.isShown(n) && this.events.endOf(n) >= low && this.events.startOf(n) <= high;
  }

  /**
   * The tooltip for a point of the figure.
   *
   * @param {number} x pixels
   * @param {number} y pixels
   * @param {() => void} retry called when the title of an event is unpacked
   * @returns {Tip | null}
   */
  tipAt(x, y, retry) {
    const { left, right, top, foot } = plotBox(this.figure.layout);
    if (x < left || y < top || x > right || y > foot) return null;
    const [across, down] = [x - left, y - top];
    if (this.counts) return { lines: this.describeColumn(this.counts, across, down) };
    const bar = this.barBoxes.find((one) => across >= one.x0 - 2 && across <= one.x1 + 2 && down >= one.y0 - 1 && down <= one.y1 + 2);
    if (!bar) return null;
    if (bar.count > 1) return { lines: this.cursor.describeRun(bar) };
    return this.events.title(bar.n, retry) ? { lines: this.cursor.describe(bar.n) } : null;
  }

  /**
   * @param {Counts} counts
   * @param {number} x pixels of the plot
   * @param {number} y
   */
  describeColumn({ counts, length, first, columns }, x, y) {
    const { lanes, sides } = this.events.data;
    const [low, high] = this.window;
    const lane = Math.floor(y / this.strip);
    const index = Math.floor((low + (x / this.figure.plotWidth) * (high - low)) / length) - first;
    if (lane < 0 || lane >= lanes.length || index < 0 || index >= columns) return [];
    const parts = sides.flatMap((name, side) => {
      const count = counts[(lane * sides.length + side) * (columns + 1) + index] ?? 0;
      const text = this.number.format(count);
      return count ? [name ? `${name}: ${text}` : text] : [];
    });
    const from = (first + index) * length;
    const when = this.cursor.range(from, from + length, length % DAY_LENGTH ? MINUTE : DAY);
    return parts.length ? [lanes[lane] ?? "", when, ...parts].filter(Boolean) : [];
  }

  /** Leaves out the sides that the legend hides. */
  filter() {
    const hidden = this.names.flatMap((name, side) => (this.figure.hidden.has(name) ? [side] : []));
    this.events.hiddenSides = new Set(hidden);
    this.schedulePaint();
    this.search?.run();
  }

  /**
   * Shows one side alone, or all; updates plotly's legend, too.
   *
   * @param {number} side or -1
   */
  showOnly(side) {
    const { figure } = this;
    figure.hidden = new Set(this.names.filter((_, n) => side >= 0 && n !== side));
    figure.plotlyTraces = figure.plotlyTraces.map((trace) => ({ ...trace, visible: figure.hidden.has(trace.name) ? "legendonly" : true }));
    figure.show();
    this.filter();
  }
}

/**
 * @param {Figure} figure
 * @param {EventColumns} data
 */
export const openDensity = async (figure, data) => new DensityView(figure, await loadEvents(data));
