// The stretch of time that a figure shows: zoomed by buttons, keys, or the pointer on the plot.
import { brokenTicks, ticks } from "./axes/ticks.js";
import { YEAR, axisOf, numbers, plotBox } from "./axes/scale.js";
import { measure } from "./text.js";

/** @import { Layout, Range, ShownAxis } from "./types.js" */
/** @import { Figure } from "./figure.js" */

const DEEPEST = 20000; // so many times the whole may be zoomed
const EDGE = 4; // pixels that a tick's text keeps from the edge of the figure
const PHONE = 560; // pixels under which a figure has narrow sides (timeline.layout.frame)

export class Zoom {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    /** The window that is zoomed to, in units of the axis; null for the whole.
     * @type {Range | null} */
    this.range = null;
    /** @type {Range | null} */
    this.whole = null;
    /** Axes of time, all of which are zoomed together, as the layout calls them.
     * @type {string[]} */
    this.axes = [];
    /** Whether the pointer draws a box to zoom into. */
    this.boxing = false;
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
  }

  /**
   * Takes the axes of a layout.
   *
   * @param {Layout} layout
   */
  set(layout) {
    this.axes = Object.keys(layout).filter((key) => /^xaxis\d*$/.test(key) && "minallowed" in layout[key]);
    const [first] = this.axes;
    this.whole = first === undefined ? null : numbers(layout[first].range);
  }

  /** The window that is shown, in units of the axis. */
  get window() {
    return this.range ?? this.whole;
  }

  /**
   * The window that an axis is zoomed to, if it is.
   *
   * @param {string} name as traces call it, as in `x2`
   */
  windowOf(name) {
    return this.axes.includes(`xaxis${name.slice(1)}`) ? this.range : null;
  }

  /** Whether the axis counts milliseconds, and not years. */
  get dated() {
    return this.figure.layout[this.axes[0] ?? "xaxis"].type === "date";
  }

  /** @param {number} value of the axis, as seconds since 1970 */
  seconds(value) {
    return (this.dated ? value : (value - 1970) * YEAR) / 1e3;
  }

  /** @param {number} seconds since 1970, as a value of the axis */
  value(seconds) {
    return this.dated ? seconds * 1e3 : 1970 + (seconds * 1e3) / YEAR;
  }

  /**
   * @param {Range} wanted
   * @param {Range} whole
   * @returns {Range}
   */
  bounded([low, high], whole) {
    const [first, last] = whole;
    const span = Math.max(Math.min(high - low, last - first), (last - first) / DEEPEST);
    const start = Math.min(Math.max(low, first), last - span);
    return [start, start + span];
  }

  /**
   * Shows a window, as far as there is something, or the whole.
   *
   * @param {Range | null} wanted
   */
  to(wanted) {
    if (!this.whole) return;
    const [low, high] = this.whole;
    const range = this.bounded(wanted ?? this.whole, this.whole);
    this.range = range[1] - range[0] >= (high - low) * 0.999 ? null : range;
    this.figure.move();
    this.enable();
  }

  /** @param {number} factor of the window that is shown then */
  scale(factor) {
    if (!this.window) return;
    const [low, high] = this.window;
    const half = ((high - low) * factor) / 2;
    this.to([(low + high) / 2 - half, (low + high) / 2 + half]);
  }

  /**
   * Whether plotly's axis shows the window already.
   *
   * @param {string} name
   */
  isShown(name) {
    if (!this.window) return true;
    const [from, to] = numbers(this.figure.canvas.layout[name].range);
    const [low, high] = this.window;
    return Math.max(Math.abs(from - low), Math.abs(to - high)) < (high - low) * 1e-6;
  }

  /**
   * Follows plotly, once the pointer or we have moved an axis.
   *
   * @param {Record<string, unknown>} change
   */
  relayouted(change) {
    const name = Object.keys(change).map((key) => /^(xaxis\d*)\.(range|autorange)/.exec(key)?.[1]).find(Boolean);
    if (!name || !this.axes.includes(name) || this.isShown(name)) return;
    this.to(numbers(this.figure.canvas.layout[name].range));
  }

  /**
   * Draws along with an axis that is dragged; a box that is drawn to zoom into moves nothing yet.
   *
   * @param {Record<string, any>} change
   */
  relayouting(change) {
    const name = this.axes.find((one) => `${one}.range[0]` in change);
    if (!name || this.boxing) return;
    const { range } = this;
    this.range = numbers([change[`${name}.range[0]`], change[`${name}.range[1]`]]);
    this.figure.paint();
    this.range = range;
  }

  /** @param {PointerEvent} event */
  press({ clientX, clientY }) {
    const { layout } = this.figure;
    const { left, right, top, foot } = plotBox(layout);
    const box = this.figure.canvas.getBoundingClientRect();
    const shrink = box.height / layout.height || 1;
    const [x, y] = [(clientX - box.left) / shrink, (clientY - box.top) / shrink];
    this.boxing = x >= left && x <= right && y >= top && y <= foot;
  }

  /**
   * An axis as it was laid out, or for the window that is zoomed to.
   *
   * @param {string} name
   * @returns {ShownAxis}
   */
  shownAxis(name) {
    const { layout, data, room } = this.figure;
    const axis = axisOf(layout, name.replace("axis", ""));
    if (this.range === null) {
      return { range: [...axis.range], tickvals: [...axis.tickvals ?? []], ticktext: [...axis.ticktext ?? []] };
    }
    const { left, right } = plotBox(layout);
    const font = { size: axis.tickfont?.size ?? 12 };
    /** @type {import("./axes/ticks.js").TickSetting} */
    const setting = {
      width: room,
      dates: data.dates,
      measure: (text) => measure(text, font),
      margins: [left - EDGE, layout.width - right - EDGE],
      inset: (layout.width < PHONE ? 12 : 20) - EDGE,
    };
    const [low, high] = this.range;
    if (data.folds) {
      const { values, texts } = brokenTicks(low, high, setting, data.folds);
      return { range: [low, high], tickvals: values, ticktext: texts };
    }
    const { values, texts } = ticks(this.seconds(low) * 1e3, this.seconds(high) * 1e3, setting);
    const tickvals = this.dated ? values : values.map((at) => this.value(at / 1e3));
    return { range: [low, high], tickvals, ticktext: axis.showticklabels === false ? [] : texts };
  }

  /** Puts the buttons above the plot, and listens to plotly. */
  attach() {
    const { canvas, plot, data } = this.figure;
    canvas.on("plotly_relayout", (change) => this.relayouted(change));
    canvas.on("plotly_relayouting", (change) => this.relayouting(change));
    canvas.on("plotly_doubleclick", () => this.to(null));
    canvas.addEventListener("pointerdown", (event) => this.press(event), { capture: true });
    const toolbar = document.createElement("div");
    toolbar.className = "timeline-toolbar";
    /** @type {[text: string, label: string, action: () => void][]} */
    const actions = [
      ["+", data.words["zoom in"] ?? "", () => this.scale(0.5)],
      ["−", data.words["zoom out"] ?? "", () => this.scale(2)],
      [data.words.whole ?? "", "", () => this.to(null)],
    ];
    this.buttons = actions.map(([text, label, action]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      if (label) button.setAttribute("aria-label", label);
      if (label) button.title = label;
      button.addEventListener("click", action);
      return button;
    });
    toolbar.append(...this.buttons);
    plot.before(toolbar);
    this.enable();
  }

  enable() {
    for (const button of this.buttons.slice(1)) button.disabled = this.range === null;
  }
}
