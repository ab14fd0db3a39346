"use strict";
// The stretch of time that a figure shows: zoomed by buttons, keys, or the pointer on the plot.
var timelineZoom = (() => {
  const DEEPEST = 20000; // so many times the whole may be zoomed

  const { YEAR, foldedTicks, ticks, toNumber } = timelineTime;
  const { measure } = timelineTexts;

  class Zoom {
    constructor(figure) {
      Object.assign(this, { figure, range: null, whole: null, axes: [] });
    }

    // The axes of time of a layout, all of which go together.
    set(layout) {
      this.axes = Object.keys(layout).filter((key) => /^xaxis\d*$/.test(key) && "minallowed" in layout[key]);
      this.whole = this.axes.length ? layout[this.axes[0]].range.map(toNumber) : null;
    }

    get window() {
      return this.range ?? this.whole;
    }

    // Places on the axis, milliseconds or years, as seconds since 1970, and back.
    get dated() {
      return this.figure.layout[this.axes[0]].type === "date";
    }

    seconds(at) {
      return (this.dated ? at : (at - 1970) * YEAR) / 1e3;
    }

    unit(seconds) {
      return this.dated ? seconds * 1e3 : 1970 + (seconds * 1e3) / YEAR;
    }

    // As the axis has them.
    stored(at) {
      return this.dated ? Math.round(at) : at;
    }

    bounded([low, high]) {
      const [first, last] = this.whole;
      const span = Math.max(Math.min(high - low, last - first), (last - first) / DEEPEST);
      const start = Math.min(Math.max(low, first), last - span);
      return [start, start + span];
    }

    to(wanted) {
      if (!this.whole) return;
      const range = this.bounded(wanted ?? this.whole);
      const all = range[1] - range[0] >= (this.whole[1] - this.whole[0]) * 0.999;
      this.range = all ? null : range;
      this.figure.move();
      this.enable();
    }

    scale(factor) {
      const [low, high] = this.window ?? [0, 0];
      const half = ((high - low) * factor) / 2;
      if (this.whole) this.to([(low + high) / 2 - half, (low + high) / 2 + half]);
    }

    // Whether an axis of plotly's shows this window already.
    shows(axis) {
      const has = this.figure.canvas.layout[axis].range.map(toNumber);
      const [low, high] = this.window;
      return Math.max(Math.abs(has[0] - low), Math.abs(has[1] - high)) < (high - low) * 1e-6;
    }

    // What plotly tells once the pointer has moved an axis, or we have.
    moved(change) {
      const axis = Object.keys(change).map((key) => /^(xaxis\d*)\.(range|autorange)/.exec(key)?.[1]).find(Boolean);
      if (!this.axes.includes(axis) || this.shows(axis)) return;
      this.to(this.figure.canvas.layout[axis].range.map(toNumber));
    }

    // While an axis is dragged along, what we draw goes with it; a box that is drawn to zoom
    // into moves nothing yet.
    moving(change) {
      const axis = this.axes.find((one) => `${one}.range[0]` in change);
      if (!axis || this.boxing) return;
      const kept = this.range;
      this.range = [0, 1].map((end) => toNumber(change[`${axis}.range[${end}]`]));
      this.figure.paint();
      this.range = kept;
    }

    pressed({ clientX, clientY }) {
      const { margin, height } = this.figure.layout;
      const box = this.figure.canvas.getBoundingClientRect();
      const shrink = box.height / height || 1;
      const [x, y] = [(clientX - box.left) / shrink - margin.l, (clientY - box.top) / shrink];
      this.boxing = x >= 0 && x <= this.figure.room && y >= margin.t && y <= height - margin.b;
    }

    // Window and ticks of an axis, as they were laid out or for what is zoomed to.
    axis(key) {
      const axis = this.figure.layout[key];
      const { margin } = this.figure.layout;
      const { dates, folds } = this.figure.data;
      if (this.range === null) {
        const [range, tickvals, ticktext] = [axis.range, axis.tickvals, axis.ticktext].map((one) => [...(one ?? [])]);
        return { range, tickvals, ticktext };
      }
      const font = { size: axis.tickfont?.size ?? 12 };
      const asked = [this.figure.room, dates, (text) => measure(text, font), [margin.l - 4, margin.r - 4]];
      const range = [...this.range];
      if (folds) {
        const { values, texts } = foldedTicks(...range, ...asked, folds);
        return { range, tickvals: values, ticktext: texts };
      }
      const [low, high] = this.dated ? range : range.map((year) => (year - 1970) * YEAR);
      const found = ticks(low, high, ...asked);
      const tickvals = this.dated ? found.values : found.values.map((at) => 1970 + at / YEAR);
      return { range, tickvals, ticktext: axis.showticklabels === false ? [] : found.texts };
    }

    // ---- what zooms ----

    furnish() {
      const { canvas, plot, data } = this.figure;
      canvas.on("plotly_relayout", (change) => this.moved(change));
      canvas.on("plotly_relayouting", (change) => this.moving(change));
      canvas.on("plotly_doubleclick", () => this.to(null));
      canvas.addEventListener("pointerdown", (event) => this.pressed(event), { capture: true });
      const tools = document.createElement("div");
      tools.className = "timeline-tools";
      this.buttons = [
        ["+", data.words["zoom in"], () => this.scale(0.5)],
        ["−", data.words["zoom out"], () => this.scale(2)],
        [data.words.whole, "", () => this.to(null)],
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
      plot.before(tools);
      this.enable();
    }

    enable() {
      if (!this.buttons) return;
      this.buttons[1].disabled = this.buttons[2].disabled = this.range === null;
    }
  }

  return { Zoom };
})();
