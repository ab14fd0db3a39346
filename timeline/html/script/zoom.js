// The time window that a figure shows: zoomed by buttons, keyboard, or the pointer on the plot.
import { brokenTicks, ticks } from "./axes/ticks.js";
import { YEAR, axisOf, numbers, plotBox } from "./axes/scale.js";
import { measure } from "./text.js";

/** @import { Layout, Range, ShownAxis } from "./types.js" */
/** @import { Figure } from "./figure.js" */

const MAX_ZOOM = 20000; // factor
const EDGE = 4; // pixels between tick labels and the edge of the figure
const PHONE_WIDTH = 560; // pixels below which a figure has narrow margins (timeline.layout.frame)

export class Zoom {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    /** The zoomed window, in units of the axis; null for the full range.
     * @type {Range | null} */
    this.range = null;
    /** @type {Range | null} */
    this.fullRange = null;
    /** Layout keys of the time axes, which zoom together.
     * @type {string[]} */
    this.axes = [];
    /** Whether the pointer is drawing a zoom box. */
    this.drawingBox = false;
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
  }

  /**
   * Sets the axes of a layout.
   *
   * @param {Layout} layout
   */
  set(layout) {
    this.axes = Object.keys(layout).filter((key) => /^xaxis\d*$/.test(key) && "minallowed" in layout[key]);
    const [first] = this.axes;
    this.fullRange = first === undefined ? null : numbers(layout[first].range);
  }

  /** The visible window, in units of the axis. */
  get window() {
    return this.range ?? this.fullRange;
  }

  /**
   * The zoomed window of an axis; null if it is not a zoomed time axis.
   *
   * @param {string} name as in traces, such as `x2`
   */
  windowOf(name) {
    return this.axes.includes(`xaxis${name.slice(1)}`) ? this.range : null;
  }

  /** Whether the axis is in milliseconds, not years. */
  get isDate() {
    return this.figure.layout[this.axes[0] ?? "xaxis"].type === "date";
  }

  /** @param {number} value of the axis, as seconds since 1970 */
  seconds(value) {
    return (this.isDate ? value : (value - 1970) * YEAR) / 1e3;
  }

  /** @param {number} seconds since 1970, as a value of the axis */
  value(seconds) {
    return this.isDate ? seconds * 1e3 : 1970 + (seconds * 1e3) / YEAR;
  }

  /**
   * @param {Range} requested
   * @param {Range} whole
   * @returns {Range}
   */
  clampWindow([low, high], whole) {
    const [first, last] = whole;
    const span = Math.max(Math.min(high - low, last - first), (last - first) / MAX_ZOOM);
    const start = Math.min(Math.max(low, first), last - span);
    return [start, start + span];
  }

  /**
   * Shows a window, limited to the full range, or the full range.
   *
   * @param {Range | null} requested
   */
  to(requested) {
    if (!this.fullRange) return;
    const [low, high] = this.fullRange;
    const range = this.clampWindow(requested ?? this.fullRange, this.fullRange);
    this.range = range[1] - range[0] >= (high - low) * 0.999 ? null : range;
    this.figure.updateWindow();
    this.updateButtons();
  }

  /** @param {number} factor of the window's length */
  scale(factor) {
    if (!this.window) return;
    const [low, high] = this.window;
    const half = ((high - low) * factor) / 2;
    this.to([(low + high) / 2 - half, (low + high) / 2 + half]);
  }

  /**
   * Whether plotly's axis already shows the window.
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
   * Follows plotly after the pointer or our code has moved an axis.
   *
   * @param {Record<string, unknown>} change
   */
  onRelayout(change) {
    const name = Object.keys(change).map((key) => /^(xaxis\d*)\.(range|autorange)/.exec(key)?.[1]).find(Boolean);
    if (!name || !this.axes.includes(name) || this.isShown(name)) return;
    this.to(numbers(this.figure.canvas.layout[name].range));
  }

  /**
   * Redraws while an axis is dragged; drawing a zoom box moves nothing yet.
   *
   * @param {Record<string, any>} change
   */
  onRelayouting(change) {
    const name = this.axes.find((one) => `${one}.range[0]` in change);
    if (!name || this.drawingBox) return;
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
    const scale = box.height / layout.height || 1;
    const [x, y] = [(clientX - box.left) / scale, (clientY - box.top) / scale];
    this.drawingBox = x >= left && x <= right && y >= top && y <= foot;
  }

  /**
   * An axis as in the layout, or for the zoomed window.
   *
   * @param {string} name
   * @returns {ShownAxis}
   */
  shownAxis(name) {
    const { layout, data, plotWidth } = this.figure;
    const axis = axisOf(layout, name.replace("axis", ""));
    if (this.range === null) {
      return { range: [...axis.range], tickvals: [...axis.tickvals ?? []], ticktext: [...axis.ticktext ?? []] };
    }
    const { left, right } = plotBox(layout);
    const font = { size: axis.tickfont?.size ?? 12 };
    /** @type {import("./axes/ticks.js").TickOptions} */
    const options = {
      width: plotWidth,
      dates: data.dates,
      measure: (text) => measure(text, font),
      margins: [left - EDGE, layout.width - right - EDGE],
      inset: (layout.width < PHONE_WIDTH ? 12 : 20) - EDGE,
    };
    const [low, high] = this.range;
    if (data.breaks) {
      const { values, texts } = brokenTicks(low, high, options, data.breaks);
      return { range: [low, high], tickvals: values, ticktext: texts };
    }
    const { values, texts } = ticks(this.seconds(low) * 1e3, this.seconds(high) * 1e3, options);
    const tickvals = this.isDate ? values : values.map((at) => this.value(at / 1e3));
    return { range: [low, high], tickvals, ticktext: axis.showticklabels === false ? [] : texts };
  }

  /** Adds the buttons above the plot, and listens to plotly. */
  attach() {
    const { canvas, plot, data } = this.figure;
    canvas.on("plotly_relayout", (change) => this.onRelayout(change));
    canvas.on("plotly_relayouting", (change) => this.onRelayouting(change));
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
    this.updateButtons();
  }

  updateButtons() {
    for (const button of this.buttons.slice(1)) button.disabled = this.range === null;
  }
}
