"use strict";
// The texts of a figure that is zoomed, drawn by us over the plot: they follow the axis without
// plotly, which would lay out each of them several times. Here texts are measured, too.
var timelineTexts = (() => {
  const SVG = new DOMParser().parseFromString("<svg></svg>", "text/html").body.firstChild.namespaceURI;
  const FAMILY = "Inter, system-ui, sans-serif";
  const LINE = 1.3; // of the size of a text: from line to line
  // From the middle of a text down to the foot of its line, of its size, as plotly has them:
  const LABEL = 0.25; // beside a mark
  const FIXED = 0.364; // and elsewhere, half of what the font rises more than it falls
  const ANCHORS = { "middle right": "start", "middle left": "end", left: "start", right: "end" };

  const NAMED = { "&lt;": "<", "&gt;": ">", "&#37;": "%", "&#36;": "$", "&amp;": "&" };
  // What a text of the figure says (timeline.renderers.plotly.guides), line by line.
  const linesOf = (text) => text.split("<br>").map((line) => line.replace(/&(?:lt|gt|#37|#36|amp);/g, (found) => NAMED[found]));

  const pen = document.createElement("canvas").getContext("2d");
  pen.textRendering = "geometricPrecision"; // as the texts of the plot are drawn

  function measure(text, { size = 12, weight = 400 } = {}) {
    pen.font = `${weight} ${size}px ${FAMILY}`;
    return Math.max(...linesOf(text).map((line) => pen.measureText(line).width));
  }

  // Lines of a text, each as full as can be; ideographs need no space to be parted.
  function wrapped(text, font, room) {
    const lines = [""];
    for (const piece of text.split(/(?<= )|(?<=[\u3041-\u30ff\u4e00-\u9fff：])(?![、。，：；）ー ])/u)) {
      if (lines.at(-1) && measure((lines.at(-1) + piece).trimEnd(), font) > room) lines.push("");
      lines[lines.length - 1] += piece;
    }
    return lines.map((line) => line.trimEnd());
  }

  function element(name, attributes) {
    const found = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
    return found;
  }

  // A text whose lines stand around a middle; where that is, is said by ``place``.
  function drawn(text, { size, color, weight = 400 }, place, foot) {
    const lines = linesOf(text);
    const node = element("text", { "font-size": size, "font-weight": weight, fill: color, "text-anchor": ANCHORS[place] ?? "middle" });
    const first = (foot - ((lines.length - 1) * LINE) / 2) * size;
    if (lines.length === 1) {
      node.setAttribute("y", first);
      node.textContent = lines[0];
      return node;
    }
    lines.forEach((line, n) => {
      const part = element("tspan", { x: 0, y: first, dy: n * LINE * size });
      part.textContent = line;
      node.append(part);
    });
    return node;
  }

  // The line from an event up to its label; ``down`` tells pixels from the top.
  function line({ ends: [from, to], color, width }, down) {
    return element("line", { x1: 0, x2: 0, y1: down(from), y2: down(to), stroke: color, "stroke-width": width });
  }

  const moved = (node, x, y) => node.setAttribute("transform", `translate(${x.toFixed(2)},${y.toFixed(2)})`);

  class Texts {
    constructor(figure) {
      this.figure = figure;
      this.sheet = element("svg", { class: "timeline-texts", "aria-hidden": true });
      const id = `${figure.host.id}-window`;
      this.window = element("rect", {});
      const clip = element("clipPath", { id });
      clip.append(this.window);
      this.beside = element("g", { "clip-path": `url(#${id})` });
      this.fixed = element("g", {});
      this.sheet.append(clip, this.beside, this.fixed);
    }

    // The labels of marks and the fixed texts of a layout, all anew.
    set(labels) {
      const { layout, room, canvas } = this.figure;
      const { margin, width, height } = layout;
      const box = { x: margin.l, y: margin.t, width: room, height: height - margin.t - margin.b };
      for (const [key, value] of Object.entries({ width, height })) this.sheet.setAttribute(key, value);
      for (const [key, value] of Object.entries(box)) this.window.setAttribute(key, value);
      this.labels = labels.flatMap(({ trace, points, side }) => points.map((point, n) => {
        const axis = layout[`yaxis${trace.yaxis.slice(1)}`];
        const down = (at) => {
          const share = (at - axis.range[0]) / (axis.range[1] - axis.range[0]);
          return box.y + box.height * (1 - axis.domain[0] - share * (axis.domain[1] - axis.domain[0]));
        };
        const node = drawn(point.text, trace.textfont, trace.textposition, LABEL);
        const leader = point.leader && line(point.leader, down);
        return { point, side, y: down(trace.y[n]), node, leader };
      }));
      this.beside.replaceChildren(...this.labels.flatMap(({ node, leader }) => (leader ? [leader, node] : [node])));
      if (!this.sheet.parentNode) canvas.append(this.sheet);
    }

    // Where they are in the window of time that is shown.
    draw(annotations, place) {
      const { layout, zoom } = this.figure;
      const [low, high] = zoom.window;
      const scale = this.figure.room / (high - low);
      for (const { node, leader, point, side, y } of this.labels) {
        const at = place(point, side);
        for (const one of leader ? [node, leader] : [node]) one.setAttribute("display", at === null ? "none" : "inline");
        if (at === null) continue;
        moved(node, layout.margin.l + (at - low) * scale, y);
        if (leader) moved(leader, layout.margin.l + (point.leader.x - low) * scale, 0);
      }
      const { margin, height } = layout;
      const foot = height - margin.b;
      this.fixed.replaceChildren(...annotations.map((one) => {
        const node = drawn(one.text, one.font, one.xanchor, FIXED);
        const x = one.xref === "paper" ? one.x * this.figure.room : (timelineTime.toNumber(one.x) - low) * scale;
        moved(node, margin.l + x + (one.xshift ?? 0), (one.y ? margin.t : foot) - one.yshift);
        return node;
      }));
    }
  }

  return { FAMILY, LINE, Texts, measure, wrapped };
})();
