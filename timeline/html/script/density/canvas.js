// Draws many events on a canvas over the plot: columns of counts, or bars with their titles.
import { plotBox } from "../axes/scale.js";
import { channels, contrastColor } from "../color.js";
import { textContext } from "../text.js";
import { TITLE_SIZE } from "./packing.js";

/** @import { Counts, BarBox, PlacedBar } from "../types.js" */
/** @import { DensityView } from "./density.js" */

const MIN_MARK = 3; // pixels of the highlighted event, at least
const MARK_HEIGHT = 7; // and its height

/** @param {number} weight */
const fontOf = (weight) => `${weight} ${TITLE_SIZE}px Inter, system-ui, sans-serif`;

/**
 * Adds a segment to a column, weighting each pixel by its coverage.
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
 * Writes a column into an image.
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
    const [width, height] = [figure.plotWidth, foot - top];
    const pixelRatio = window.devicePixelRatio || 1;
    Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    canvas.width = Math.round(width * pixelRatio);
    canvas.height = Math.round(height * pixelRatio);
    const style = getComputedStyle(figure.host);
    this.ink = style.color;
    this.paper = style.getPropertyValue("--tl-paper") || "#ffffff";
    this.view = view;
    this.canvas = canvas;
    this.width = width;
    this.pixelRatio = pixelRatio;
    this.laneHeight = events.data.room;
    this.strip = height / events.data.lanes.length;
    this.context = textContext(canvas.getContext("2d"));
    this.context.scale(pixelRatio, pixelRatio);
    this.context.textBaseline = "middle";
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
   * Draws stacked columns, whose heights are the square roots of their counts. Writes pixels, because
   * tens of thousands of rectangles would slow down each zoom.
   *
   * @param {Counts} counts
   */
  drawColumns({ counts, totals, highest, length, first, columns }) {
    const { lanes, sides } = this.view.events.data;
    const { width, height } = this.canvas;
    const scale = (this.laneHeight * this.pixelRatio) / Math.sqrt(Math.max(highest, 1));
    const image = this.context.createImageData(width, height);
    const colors = sides.map((_, side) => {
      this.context.fillStyle = this.view.color(side);
      return channels(String(this.context.fillStyle)); // normalised by the canvas
    });
    // whole screen pixels, so that there are no seams between columns
    /** @param {number} n */
    const edge = (n) => Math.max(0, Math.min(width, Math.round(this.position((first + n) * length) * this.pixelRatio)));
    const column = new Float32Array(4 * height);
    for (let lane = 0; lane < lanes.length; lane++) {
      const foot = this.strip * (lane + 1) * this.pixelRatio;
      for (let n = 0, from = edge(0); n < columns; n++) {
        const to = edge(n + 1);
        const total = totals[lane * columns + n] ?? 0;
        if (total && to > from) {
          const columnHeight = Math.max(this.pixelRatio, Math.sqrt(total) * scale);
          const top = Math.max(0, Math.floor(foot - columnHeight));
          column.fill(0, 4 * top, 4 * Math.min(height, Math.ceil(foot)));
          let covered = 0;
          colors.forEach((color, side) => {
            const count = counts[(lane * sides.length + side) * (columns + 1) + n] ?? 0;
            if (count) stack(column, color, foot - (columnHeight * (covered + count)) / total, foot - (columnHeight * covered) / total);
            covered += count;
          });
          write(image, column, { from, to, top, foot: Math.min(height, Math.ceil(foot)) });
        }
        from = to;
      }
    }
    this.context.putImageData(image, 0, 0);
  }

  /**
   * Draws bars in the rows of their lanes, and returns their boxes.
   *
   * @param {PlacedBar[]} packed
   * @returns {BarBox[]}
   */
  drawBars(packed) {
    const { context, view } = this;
    context.font = fontOf(400);
    return packed.map(({ n, count, end, precision, from, to, row, rowHeight, title, inside, beside }) => {
      const y = this.strip * (view.events.laneOf(n) + 1) - this.laneHeight + row * rowHeight;
      const height = rowHeight - (rowHeight > 6 ? 3 : 1);
      context.fillStyle = view.color(view.events.sideOf(n));
      context.fillRect(from, y, to - from, height);
      if (n === view.cursor.event && count === 1) this.outline(from - 2, y - 2, to - from + 4, height + 4);
      if (inside || beside) {
        context.fillStyle = inside ? contrastColor(String(context.fillStyle)) : this.ink;
        context.fillText(title, inside ? Math.max(from, 0) + 4 : to + 4, y + height / 2 + 0.5);
      }
      return { n, count, end, precision, x0: from, x1: to, y0: y, y1: y + height };
    });
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  outline(x, y, width, height) {
    this.context.strokeStyle = this.ink;
    this.context.lineWidth = 2;
    this.context.strokeRect(x, y, width, height);
  }

  /**
   * Draws the current event over the columns, which only count it.
   *
   * @param {number} n
   * @param {string} title
   */
  drawHighlight(n, title) {
    const { context, view } = this;
    const from = Math.max(1, this.position(view.events.startOf(n)));
    const to = Math.max(from + MIN_MARK, Math.min(this.width - 1, this.position(view.events.endOf(n))));
    const y = this.strip * (view.events.laneOf(n) + 1) - MARK_HEIGHT - 1;
    context.fillStyle = view.color(view.events.sideOf(n));
    context.fillRect(from, y, to - from, MARK_HEIGHT);
    this.outline(from, y, to - from, MARK_HEIGHT);
    if (!title) return;
    context.font = fontOf(600);
    const text = context.measureText(title).width + 8;
    const left = Math.max(0, Math.min(from, this.width - text));
    const top = y - 20 < 0 ? y + 11 : y - 20;
    context.fillStyle = this.paper;
    context.fillRect(left, top, text, 16);
    this.outline(left, top, text, 16);
    context.fillStyle = this.ink;
    context.fillText(title, left + 4, top + 8.5);
  }
}
