// Keyboard and screen reader access to a figure: names, keys, and announcements.
import { toNumber, xScale, yScale } from "./axes/scale.js";
import { eventsInOrder, extentOf } from "./marks/rows.js";
import { linesOf } from "./text.js";

/** @import { Range, Trace } from "./types.js" */
/** @import { Figure } from "./figure.js" */

export class Keyboard {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    /** Index of the current event, in order of time. */
    this.index = -1;
    this.status = document.createElement("p");
    this.status.className = "timeline-status";
    this.status.setAttribute("aria-live", "polite");
  }

  /** Names the picture for screen readers, once it is drawn. */
  describe() {
    const { canvas, host, plot } = this.figure;
    const description = document.getElementById(`${host.id}-description`);
    plot.removeAttribute("aria-describedby");
    const pictures = [...canvas.querySelectorAll("svg.main-svg")];
    for (const picture of pictures) picture.setAttribute("aria-hidden", "true");
    const [first] = pictures;
    if (!first) return;
    first.removeAttribute("aria-hidden");
    first.setAttribute("role", "img");
    first.setAttribute("aria-label", plot.dataset.alt ?? plot.querySelector("img")?.alt ?? "");
    if (description) first.setAttribute("aria-describedby", description.id);
  }

  attach() {
    const { plot, data } = this.figure;
    plot.tabIndex = 0;
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-label", data.words.walk ?? "");
    plot.addEventListener("keydown", (event) => this.press(event));
    plot.addEventListener("blur", () => this.leave());
    plot.after(this.status);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { density, zoom } = this.figure;
    /** @type {Record<string, () => void>} */
    const actions = {
      ArrowRight: () => this.step(1),
      ArrowDown: () => this.step(1),
      ArrowLeft: () => this.step(-1),
      ArrowUp: () => this.step(-1),
      "+": () => zoom.scale(0.5),
      "=": () => zoom.scale(0.5),
      "-": () => zoom.scale(2),
      0: () => zoom.to(null),
      Home: () => this.step(-this.index),
      End: () => this.step((density?.events.count ?? this.events.length) - 1 - this.index),
      Escape: () => this.leave(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  get events() {
    return eventsInOrder(this.figure.traces, this.figure.zoom.fullRange !== null);
  }

  /** @param {number} count of events to go on, or back */
  step(count) {
    const { density, zoom } = this.figure;
    if (density) {
      density.cursor.step(count);
      return;
    }
    const { events } = this;
    this.index = Math.max(0, Math.min(events.length - 1, this.index + count));
    const event = events[this.index];
    if (!event) return;
    const { trace, n, text, x } = event;
    if (zoom.range && !(zoom.range[0] <= x && x < zoom.range[1])) {
      const half = (zoom.range[1] - zoom.range[0]) / 2;
      zoom.to([x - half, x + half]);
    }
    const lines = linesOf(text);
    this.showTooltip(trace, n, lines);
    // A line that ends in a space continues on the next.
    this.status.textContent = `${this.index + 1}/${events.length}: ${lines.join("\n").replace(/ \n/g, " ").replace(/\n/g, ", ")}`;
  }

  /**
   * Shows the tooltip of a mark.
   *
   * @param {Trace} trace
   * @param {number} n
   * @param {string[]} lines
   */
  showTooltip(trace, n, lines) {
    const { canvas, layout, plotlyTraces, tooltip, zoom } = this.figure;
    const { xaxis = "x", yaxis = "y" } = trace;
    if (plotlyTraces.includes(trace)) {
      // plotly does not look up the axes of a trace
      Plotly.Fx.hover(canvas, [{ curveNumber: plotlyTraces.indexOf(trace), pointNumber: n }], xaxis + yaxis);
      return;
    }
    const across = xScale(layout, xaxis, zoom.windowOf(xaxis) ?? undefined);
    const { x0, x1 } = extentOf(trace, n);
    const [from, to] = [across.position(x0), across.position(x1)];
    const middle = (clamp(from, across.pixels) + clamp(to, across.pixels)) / 2;
    tooltip.show({ lines }, middle, yScale(layout, yaxis).position(toNumber(trace.y[n])));
  }

  /** Hides the tooltip again. */
  leave() {
    this.figure.tooltip.hide();
    if (this.figure.state) Plotly.Fx.unhover(this.figure.canvas);
  }
}

/**
 * @param {number} value
 * @param {Range} ends
 */
const clamp = (value, [low, high]) => Math.max(low, Math.min(high, value));
