// A density chart: for each stretch of time that is shown its events are counted anew, all of
// them; where few are left, each is drawn as a bar with its title.
import { plotBox } from "../axes/scale.js";
import { element } from "../elements.js";
import { LINE_HEIGHT, escaped, wrap } from "../text.js";
import { Canvas } from "./canvas.js";
import { Cursor, DAY, MINUTE } from "./cursor.js";
import { loadEvents } from "./events.js";
import { Packing } from "./packing.js";
import { Search } from "./search.js";
import { EventTable } from "./table.js";

/** @import { Annotation, Counts, DrawnBar, EventColumns, PlacedBar, Range, Tip, Trace } from "../types.js" */
/** @import { Figure } from "../figure.js" */
/** @import { Events } from "./events.js" */

const COLUMN = 3; // pixels that a column is wide at least
const UNKNOWN = "#888888";
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
    this.names = events.data.sides.map(escaped);
    /** @type {Record<string, string>} */
    this.colors = {};
    /** What is drawn: bars, or else columns.
     * @type {PlacedBar[] | null} */
    this.bars = null;
    /** @type {Counts | null} */
    this.columns = null;
    /** @type {DrawnBar[]} */
    this.drawnBars = [];
    /** Whether some bars are several events. */
    this.joined = false;
    this.strip = 0;
    this.frame = 0;
    this.canvas = element("canvas", { className: "timeline-events", ariaHidden: "true" });
    this.cursor = new Cursor(this);
    /** @type {Search | null} */
    this.search = null;
    /** @type {EventTable | null} */
    this.table = null;
  }

  /** Puts search and table around the plot, and follows links to events. */
  attach() {
    this.figure.canvas.append(this.canvas);
    this.search = new Search(this);
    this.table = new EventTable(this);
    addEventListener("hashchange", () => this.cursor.follow());
    setTimeout(() => this.cursor.follow());
  }

  /**
   * The traces of a layout without its areas, whose place our columns take.
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

  /** The window that is shown, in seconds.
   * @returns {Range} */
  get window() {
    const { zoom } = this.figure;
    const [low, high] = zoom.window ?? [0, 1];
    return [zoom.seconds(low), zoom.seconds(high)];
  }

  /**
   * Settles what is drawn, and returns the fixed texts with the line that describes it.
   *
   * @param {Annotation[]} texts
   */
  describe(texts) {
    const [low, high] = this.window;
    const { room, data } = this.figure;
    const packing = new Packing(this, low, high);
    const packed = packing.single() ?? packing.joined();
    this.bars = packed?.bars ?? null;
    this.joined = this.bars?.some(({ many }) => many > 1) ?? false;
    if (packed) {
      this.columns = null;
      const text = data.words[this.joined ? "joined" : "in view"] ?? "";
      return this.withDescription(text.replace("{0}", this.number.format(packed.total)), texts);
    }
    const columns = this.events.counted(low, high, (COLUMN * (high - low)) / room);
    this.columns = columns;
    const { name, highest } = columns;
    return this.withDescription(this.events.data.told.replace("{0}", name).replace("{1}", this.number.format(highest)), texts);
  }

  /**
   * A description in as many lines as it takes, which the layout left room for.
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
    return this.events.title(n, () => this.paintLater());
  }

  paintLater() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.figure.paint());
  }

  draw() {
    const canvas = new Canvas(this);
    this.strip = canvas.strip;
    this.drawnBars = this.bars ? canvas.bars(this.bars) : [];
    if (this.columns) canvas.columns(this.columns);
    const { marked } = this.cursor;
    const alone = this.bars?.some(({ n, many }) => n === marked && many === 1);
    if (!alone && this.isInView(marked)) canvas.marked(marked, this.title(marked));
    this.table?.fill();
  }

  /** @param {number} n */
  isInView(n) {
    const [low, high] = this.window;
    return n >= 0 && this.events.isShown(n) && this.events.endOf(n) >= low && this.events.startOf(n) <= high;
  }

  /**
   * The text for a place of the figure.
   *
   * @param {number} x pixels
   * @param {number} y pixels
   * @param {() => void} retry called once the title of an event is unpacked
   * @returns {Tip | null}
   */
  tipAt(x, y, retry) {
    const { left, right, top, foot } = plotBox(this.figure.layout);
    if (x < left || y < top || x > right || y > foot) return null;
    const [across, down] = [x - left, y - top];
    if (this.columns) return { lines: this.describeColumn(this.columns, across, down) };
    const bar = this.drawnBars.find((one) => across >= one.x0 - 2 && across <= one.x1 + 2 && down >= one.y0 - 1 && down <= one.y1 + 2);
    if (!bar) return null;
    if (bar.many > 1) return { lines: this.cursor.describeRun(bar) };
    return this.events.title(bar.n, retry) ? { lines: this.cursor.describe(bar.n) } : null;
  }

  /**
   * @param {Counts} columns
   * @param {number} x pixels of the plot
   * @param {number} y
   */
  describeColumn({ counts, length, first, many }, x, y) {
    const { lanes, sides } = this.events.data;
    const [low, high] = this.window;
    const lane = Math.floor(y / this.strip);
    const at = Math.floor((low + (x / this.figure.room) * (high - low)) / length) - first;
    if (lane < 0 || lane >= lanes.length || at < 0 || at >= many) return [];
    const parts = sides.flatMap((name, side) => {
      const count = counts[(lane * sides.length + side) * (many + 1) + at] ?? 0;
      const text = this.number.format(count);
      return count ? [name ? `${name}: ${text}` : text] : [];
    });
    const from = (first + at) * length;
    const when = this.cursor.range(from, from + length, length % DAY_LENGTH ? MINUTE : DAY);
    return parts.length ? [lanes[lane] ?? "", when, ...parts].filter(Boolean) : [];
  }

  /** Leaves out the sides that the key hides. */
  filter() {
    const hidden = this.names.flatMap((name, side) => (this.figure.hidden.has(name) ? [side] : []));
    this.events.hiddenSides = new Set(hidden);
    this.paintLater();
    this.search?.run();
  }

  /**
   * Shows one side alone, or all; the key of plotly shows it, too.
   *
   * @param {number} side or -1
   */
  showOnly(side) {
    const { figure } = this;
    figure.hidden = new Set(this.names.filter((_, n) => side >= 0 && n !== side));
    figure.plotted = figure.plotted.map((trace) => ({ ...trace, visible: figure.hidden.has(trace.name) ? "legendonly" : true }));
    figure.show();
    this.filter();
  }
}

/**
 * @param {Figure} figure
 * @param {EventColumns} data
 */
export const openDensity = async (figure, data) => new DensityView(figure, await loadEvents(data));
