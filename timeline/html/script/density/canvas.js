// Draws many events on a canvas over the plot: columns of counts, or bars with their titles.
import { plotBox } from "../axes/scale.js";
import { channels, contrastColor } from "../color.js";
import { textContext } from "../text.js";
import { TITLE_SIZE } from "./packing.js";

/** @import { Counts, DrawnBar, PlacedBar } from "../types.js" */
/** @import { DensityView } from "./density.js" */

const LEAST = 3; // pixels of the event that is marked
const MARKED = 7; // and its height

/** @param {number} weight */
const fontOf = (weight) => `${weight} ${TITLE_SIZE}px Inter, system-ui, sans-serif`;

/**
 * Adds a part of a column: as much of each pixel as it covers.
 *
 * @param {Float32Array} column
 * @param {number[]} color
 * @param {number} top
 * @param {number} foot
 */
function stack(column, [red = 0, green = 0, blue = 0], top, foot) {
  for (let y = Math.max(0, Math.floor(top)); y < foot && 4 * y < column.length; y++) {
    const share = Math.min(foot, y + 1) - Math.max(top, y);
    [red, green, blue, 1].forEach((value, n) => (column[4 * y + n] = (column[4 * y + n] ?? 0) + share * value));
  }
}

/**
 * Writes a column into pixels.
 *
 * @param {ImageData} image
 * @param {Float32Array} column
 * @param {{ from: number, to: number, top: number, foot: number }} place
 */
function write({ data, width }, column, { from, to, top, foot }) {
  for (let y = top; y < foot; y++) {
    const share = column[4 * y + 3];
    if (!share) continue;
    for (let n = 4 * (y * width + from); n < 4 * (y * width + to); n += 4) {
      for (let part = 0; part < 3; part++) data[n + part] = (column[4 * y + part] ?? 0) / share;
      data[n + 3] = 255 * share;
    }
  }
}

/** One drawing of a density chart's events. */
export class Canvas {
  /** @param {DensityView} view */
  constructor(view) {
    const { canvas, figure, events } = view;
    const { left, top, foot } = plotBox(figure.layout);
    const [width, depth] = [figure.room, foot - top];
    const sharp = window.devicePixelRatio || 1;
    Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${depth}px` });
    canvas.width = Math.round(width * sharp);
    canvas.height = Math.round(depth * sharp);
    const style = getComputedStyle(figure.host);
    this.ink = style.color;
    this.paper = style.getPropertyValue("--tl-paper") || "#ffffff";
    this.view = view;
    this.canvas = canvas;
    this.width = width;
    this.sharp = sharp;
    this.room = events.data.room;
    this.strip = depth / events.data.lanes.length;
    this.pen = textContext(canvas.getContext("2d"));
    this.pen.scale(sharp, sharp);
    this.pen.textBaseline = "middle";
    const [low, high] = view.window;
    this.low = low;
    this.high = high;
  }

  /**
   * The pixel of an instant.
   *
   * @param {number} seconds
   */
  position(seconds) {
    return ((seconds - this.low) / (this.high - this.low)) * this.width;
  }

  /**
   * Columns side by side and from the foot up: the height of one is the root of its count. Written
   * pixel by pixel: tens of thousands of rectangles would take longer at each zoom.
   *
   * @param {Counts} counts
   */
  columns({ counts, totals, highest, length, first, many }) {
    const { lanes, sides } = this.view.events.data;
    const { width, height } = this.canvas;
    const scale = (this.room * this.sharp) / Math.sqrt(Math.max(highest, 1));
    const image = this.pen.createImageData(width, height);
    const colors = sides.map((_, side) => {
      this.pen.fillStyle = this.view.color(side);
      return channels(String(this.pen.fillStyle)); // however it was written
    });
    // whole pixels of the screen: no seam between columns
    /** @param {number} n */
    const edge = (n) => Math.max(0, Math.min(width, Math.round(this.position((first + n) * length) * this.sharp)));
    const column = new Float32Array(4 * height);
    for (let lane = 0; lane < lanes.length; lane++) {
      const foot = this.strip * (lane + 1) * this.sharp;
      for (let n = 0, from = edge(0); n < many; n++) {
        const to = edge(n + 1);
        const total = totals[lane * many + n] ?? 0;
        if (total && to > from) {
          const tall = Math.max(this.sharp, Math.sqrt(total) * scale);
          const top = Math.max(0, Math.floor(foot - tall));
          column.fill(0, 4 * top, 4 * Math.min(height, Math.ceil(foot)));
          let below = 0;
          colors.forEach((color, side) => {
            const count = counts[(lane * sides.length + side) * (many + 1) + n] ?? 0;
            if (count) stack(column, color, foot - (tall * (below + count)) / total, foot - (tall * below) / total);
            below += count;
          });
          write(image, column, { from, to, top, foot: Math.min(height, Math.ceil(foot)) });
        }
        from = to;
      }
    }
    this.pen.putImageData(image, 0, 0);
  }

  /**
   * Bars in the rows of their lanes; returns where each of them is.
   *
   * @param {PlacedBar[]} packed
   * @returns {DrawnBar[]}
   */
  bars(packed) {
    const { pen, view } = this;
    pen.font = fontOf(400);
    return packed.map(({ n, many, end, precision, from, to, row, step, title, inside, beside }) => {
      const y = this.strip * (view.events.laneOf(n) + 1) - this.room + row * step;
      const height = step - (step > 6 ? 3 : 1);
      pen.fillStyle = view.color(view.events.sideOf(n));
      pen.fillRect(from, y, to - from, height);
      if (n === view.cursor.marked && many === 1) this.frame(from - 2, y - 2, to - from + 4, height + 4);
      if (inside || beside) {
        pen.fillStyle = inside ? contrastColor(String(pen.fillStyle)) : this.ink;
        pen.fillText(title, inside ? Math.max(from, 0) + 4 : to + 4, y + height / 2 + 0.5);
      }
      return { n, many, end, precision, x0: from, x1: to, y0: y, y1: y + height };
    });
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  frame(x, y, width, height) {
    this.pen.strokeStyle = this.ink;
    this.pen.lineWidth = 2;
    this.pen.strokeRect(x, y, width, height);
  }

  /**
   * The event that the cursor is at, where events are only counted: over the columns.
   *
   * @param {number} n
   * @param {string} title
   */
  marked(n, title) {
    const { pen, view } = this;
    const from = Math.max(1, this.position(view.events.startOf(n)));
    const to = Math.max(from + LEAST, Math.min(this.width - 1, this.position(view.events.endOf(n))));
    const y = this.strip * (view.events.laneOf(n) + 1) - MARKED - 1;
    pen.fillStyle = view.color(view.events.sideOf(n));
    pen.fillRect(from, y, to - from, MARKED);
    this.frame(from, y, to - from, MARKED);
    if (!title) return;
    pen.font = fontOf(600);
    const text = pen.measureText(title).width + 8;
    const left = Math.max(0, Math.min(from, this.width - text));
    const top = y - 20 < 0 ? y + 11 : y - 20;
    pen.fillStyle = this.paper;
    pen.fillRect(left, top, text, 16);
    this.frame(left, top, text, 16);
    pen.fillStyle = this.ink;
    pen.fillText(title, left + 4, top + 8.5);
  }
}
