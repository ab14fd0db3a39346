"use strict";
// Draws many events on a canvas over the plot: columns of counts, or bars with their titles.
// What is drawn, and where, is settled before (dense.js).
var timelinePainter = (() => {
  const { SIZE } = timelineBars;

  const font = (weight) => `${weight} ${SIZE}px Inter, system-ui, sans-serif`;

  // Black or white, whichever is read better on a colour.
  function contrast(color) {
    const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
    const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.18 ? "#000000" : "#ffffff";
  }

  const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

  // Adds a part of a column: as much of each pixel as it covers.
  function stack(column, [red, green, blue], top, foot) {
    for (let y = Math.max(0, Math.floor(top)); y < foot && 4 * y < column.length; y++) {
      const share = Math.min(foot, y + 1) - Math.max(top, y);
      column[4 * y] += share * red;
      column[4 * y + 1] += share * green;
      column[4 * y + 2] += share * blue;
      column[4 * y + 3] += share;
    }
  }

  function write({ data, width }, column, from, to, top, foot) {
    for (let y = top; y < foot; y++) {
      const share = column[4 * y + 3];
      if (!share) continue;
      for (let n = 4 * (y * width + from); n < 4 * (y * width + to); n += 4) {
        for (let part = 0; part < 3; part++) data[n + part] = column[4 * y + part] / share;
        data[n + 3] = 255 * share;
      }
    }
  }

  // Draws a view on its canvas; ``at`` gives the pixel of an instant.
  class Painter {
    constructor(view) {
      const { canvas, figure } = view;
      const { margin, height } = figure.layout;
      const [width, depth] = [figure.room, height - margin.t - margin.b];
      const sharp = window.devicePixelRatio || 1;
      Object.assign(canvas.style, { left: `${margin.l}px`, top: `${margin.t}px`, width: `${width}px`, height: `${depth}px` });
      canvas.width = Math.round(width * sharp);
      canvas.height = Math.round(depth * sharp);
      const style = getComputedStyle(figure.host);
      const [ink, paper] = [style.color, style.getPropertyValue("--tl-paper") || "#ffffff"];
      const { lanes, room } = view.events.data;
      Object.assign(this, { view, canvas, width, sharp, ink, paper, room, strip: depth / lanes.length });
      this.pen = canvas.getContext("2d");
      this.pen.scale(sharp, sharp);
      this.pen.textBaseline = "middle";
      this.pen.textRendering = "geometricPrecision";
      const [low, high] = view.window;
      this.at = (seconds) => ((seconds - low) / (high - low)) * width;
    }

    // Side by side and from the foot up: the height of a column is the root of its count. Written
    // pixel by pixel: tens of thousands of rectangles would take longer at each zoom.
    columns({ counts, totals, length, first, many }, highest) {
      const { lanes, sides } = this.view.events.data;
      const { width, height } = this.canvas;
      const scale = (this.room * this.sharp) / Math.sqrt(Math.max(highest, 1));
      const image = this.pen.createImageData(width, height);
      const colors = sides.map((_, side) => {
        this.pen.fillStyle = this.view.color(side);
        return channels(this.pen.fillStyle); // however it was written
      });
      // whole pixels of the screen: no seam between columns
      const edge = (at) => Math.max(0, Math.min(width, Math.round(this.at((first + at) * length) * this.sharp)));
      const column = new Float32Array(4 * height);
      for (let lane = 0; lane < lanes.length; lane++) {
        const foot = this.strip * (lane + 1) * this.sharp;
        for (let at = 0, from = edge(0); at < many; at++) {
          const to = edge(at + 1);
          const total = totals[lane * many + at];
          if (total && to > from) {
            const tall = Math.max(this.sharp, Math.sqrt(total) * scale);
            const top = Math.max(0, Math.floor(foot - tall));
            column.fill(0, 4 * top, 4 * Math.min(height, Math.ceil(foot)));
            let below = 0;
            for (let side = 0; side < sides.length; side++) {
              const count = counts[(lane * sides.length + side) * (many + 1) + at];
              if (!count) continue;
              stack(column, colors[side], foot - (tall * (below + count)) / total, foot - (tall * below) / total);
              below += count;
            }
            write(image, column, from, to, top, Math.min(height, Math.ceil(foot)));
          }
          from = to;
        }
      }
      this.pen.putImageData(image, 0, 0);
    }

    // Bars in the rows of their lanes; returns where each of them is.
    bars(packed) {
      const { pen, view } = this;
      pen.font = font(400);
      return packed.map(({ n, many, end, from, to, row, step, title, inside, beside }) => {
        const y = this.strip * (view.events.lane[n] + 1) - this.room + row * step;
        const height = step - (step > 6 ? 3 : 1);
        pen.fillStyle = view.color(view.events.side[n]);
        pen.fillRect(from, y, to - from, height);
        if (n === view.walker.marked && many === 1) this.frame(from - 2, y - 2, to - from + 4, height + 4);
        if (inside || beside) {
          pen.fillStyle = inside ? contrast(pen.fillStyle) : this.ink;
          pen.fillText(title, inside ? Math.max(from, 0) + 4 : to + 4, y + height / 2 + 0.5);
        }
        return { n, many, end, x0: from, x1: to, y0: y, y1: y + height };
      });
    }

    frame(x, y, width, height) {
      this.pen.strokeStyle = this.ink;
      this.pen.lineWidth = 2;
      this.pen.strokeRect(x, y, width, height);
    }

    // The event that was found or walked to, where events are only counted: over the columns.
    marked(n, title) {
      const { pen, view } = this;
      const from = Math.max(1, this.at(view.events.start[n]));
      const to = Math.max(from + 3, Math.min(this.width - 1, this.at(view.events.end[n])));
      const y = this.strip * (view.events.lane[n] + 1) - 8;
      pen.fillStyle = view.color(view.events.side[n]);
      pen.fillRect(from, y, to - from, 7);
      this.frame(from, y, to - from, 7);
      if (!title) return;
      pen.font = font(600);
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

  return { Painter };
})();
