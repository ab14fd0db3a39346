"use strict";
// Time for the figures of a page: dates as numbers, and the ticks of an axis that is zoomed, in
// the words of the figure's language (timeline.pagedata). There is no year 0: before 1 came 1 BCE.
var timelineTime = (() => {
  const UNITS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, M: 2629746e3, y: 31556952e3 };
  const STEPS = [
    ...[1, 5, 15, 30].map((n) => [n, "s"]),
    ...[1, 5, 15, 30].map((n) => [n, "m"]),
    ...[1, 3, 6, 12].map((n) => [n, "h"]),
    ...[1, 2, 7].map((n) => [n, "d"]),
    ...[1, 3, 6].map((n) => [n, "M"]),
  ];

  function utc(year, month = 0, day = 1) {
    const date = new Date(0);
    date.setUTCFullYear(year, month, day);
    return date.getTime();
  }

  function toNumber(value) {
    if (typeof value === "number") return value;
    const found = /^(-?\d+)-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?/.exec(value);
    if (!found) return Number(value);
    const [year, month, day, hour = 0, minute = 0, second = 0] = found.slice(1).map((n) => Number(n ?? 0));
    return utc(year, month - 1, day) + hour * UNITS.h + minute * UNITS.m + second * 1e3;
  }

  // The first tick at or after low, and those that follow, of a step in milliseconds or years.
  function* marks(low, high, [count, unit]) {
    const date = new Date(low);
    if (unit === "y") {
      let year = Math.ceil((date.getUTCFullYear() + (utc(date.getUTCFullYear()) < low ? 1 : 0)) / count) * count;
      for (; utc(year) <= high; year += count) yield utc(year);
    } else if (unit === "M") {
      let months = date.getUTCFullYear() * 12 + date.getUTCMonth() + (date.getUTCDate() > 1 || low % UNITS.d ? 1 : 0);
      months = Math.ceil(months / count) * count;
      for (; utc(0, months) <= high; months += count) yield utc(0, months);
    } else if (unit === "d" && count > 1) {
      // counted within the month, so that no two ticks crowd at its end
      for (let at = Math.ceil(low / UNITS.d) * UNITS.d; at <= high; at += UNITS.d) {
        const day = new Date(at).getUTCDate();
        if (day % count === 1 && day + count / 2 < 31) yield at;
      }
    } else {
      const step = count * UNITS[unit];
      for (let at = Math.ceil(low / step) * step; at <= high; at += step) yield at;
    }
  }

  const two = (n) => String(n).padStart(2, "0");

  // What a tick says, and what is said once for all that share it.
  function wording(at, unit, dates) {
    const date = new Date(at);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    const shown = year > 0 ? year : 1 - year; // there is no year 0: before 1 came 1 BCE
    const era = (text) => {
      if (year > 0) return text.replace("{y}", shown);
      return text.replace("{y}", dates.eras[0].replace("{y}", shown));
    };
    if (unit === "y") return [era("{y}"), ""];
    if (unit === "M") return [dates.names[month], era("{y}")];
    if (unit === "d") return [String(day), era(dates.months[month])];
    const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
    const dayText = dates.days[month].replace("{d}", day);
    const dated = era(dates.dates[month].replace("{d}", day));
    return [unit === "s" ? `${clock}:${two(date.getUTCSeconds())}` : clock, dayText, dated];
  }

  function ticks(low, high, width, dates, write, margins = [Infinity, Infinity]) {
    const scale = (high - low) / width;
    const years = [1, 2, 5].flatMap((n) => [1, 10, 100, 1e3, 1e4].map((m) => [n * m, "y"])).sort((a, b) => a[0] - b[0]);
    const all = [...STEPS, ...years];
    const fits = ([count, unit]) => {
      const room = { s: 62, m: 48, h: 48, d: 34, M: 44, y: 52 }[unit];
      return (count * UNITS[unit]) / scale >= room;
    };
    // Whatever a year is called in a language, two of its texts stand apart.
    const apart = (one) => {
      let end = -Infinity;
      return marks(low, high, one).every((at) => {
        const half = write(wording(at, one[1], dates)[0]) / 2;
        const clear = at / scale - half > end + 8;
        end = at / scale + half;
        return clear;
      });
    };
    const step = all.find((one) => fits(one) && apart(one)) ?? all.at(-1);
    const found = { values: [], texts: [] };
    // A text stays in the figure: what would be cut is not said.
    const held = (at, text) => {
      const half = Math.max(...text.split("<br>").map(write)) / 2;
      return (at - low) / scale - half >= -margins[0] && (high - at) / scale - half >= -margins[1];
    };
    // What many ticks share is said by the first of them that has the room. Of hours the first,
    // and the first of a year, has its date with the year.
    let last = { at: -Infinity, width: 0 };
    for (const at of marks(low, high, step)) {
      const [text, context, dated] = wording(at, step[1], dates);
      const year = new Date(at).getUTCFullYear();
      const clear = (more) => (at - last.at) / scale > Math.max(last.width, write(more)) + 8;
      let more = "";
      if (context && context !== last.context) {
        const crowded = last.context && !clear(context);
        if (crowded) found.texts[last.n] = found.texts[last.n].split("<br>")[0];
        const said = dated && (crowded ? last.before : last.year) !== year ? dated : context;
        more = held(at, `${text}<br>${said}`) ? said : "";
        const told = more === dated ? year : last.year;
        if (more) last = { at, context, width: write(more), n: found.texts.length, before: last.year, year: told };
      }
      found.values.push(at);
      found.texts.push(more ? `${text}<br>${more}` : held(at, text) ? text : "");
    }
    return found;
  }

  // The same where gaps are folded: low and high are seconds of the folded scale, and so are the
  // values; each stretch between two gaps has the ticks that its true time has at its width.
  function foldedTicks(low, high, width, dates, write, margins, { gaps, shown }) {
    const scale = (high - low) / width;
    const beside = shown / scale / 2 - 4;
    const found = { values: [], texts: [] };
    let [first, removed] = [-Infinity, 0];
    for (const [start, end] of [...gaps, [Infinity, Infinity]]) {
      const [from, to] = [Math.max(low, first), Math.min(high, start - removed)];
      if (to - from > scale) {
        const sides = [
          from > low ? Math.min(beside, (from - low) / scale + margins[0]) : margins[0],
          to < high ? Math.min(beside, (high - to) / scale + margins[1]) : margins[1],
        ];
        const [real, until] = [(from + removed) * 1e3, (to + removed) * 1e3];
        const one = ticks(real, until, (to - from) / scale, dates, write, sides);
        for (const at of one.values) found.values.push(at / 1e3 - removed);
        found.texts.push(...one.texts);
      }
      first = start - removed + shown;
      removed += end - start - shown;
    }
    return found;
  }

  return { YEAR: UNITS.y, foldedTicks, ticks, toNumber };
})();
"use strict";
// The marks of a figure's traces: their places on the axis, the lines of the table they stand for.
var timelineMarks = (() => {
  const { toNumber } = timelineTime;

  // The line of the table that a mark was drawn from; null for one of several lines.
  function rowOf(trace, n) {
    const row = trace.customdata?.[n] ?? -1;
    return row < 0 ? null : row;
  }

  // From where to where a mark reaches along the x axis.
  function extent(trace, n) {
    const x = toNumber(trace.x[n]);
    if (trace.type !== "bar") return [x, x];
    if (trace.orientation === "h") {
      const base = toNumber(trace.base?.[n] ?? 0);
      return [base, base + trace.x[n]];
    }
    const half = (trace.width?.[n] ?? 0) / 2;
    return [x - half, x + half];
  }

  // Of two marks at the ends of bars, the one that is no text.
  function isArrow(trace) {
    return trace.mode === "markers" && ["triangle-right", "triangle-left"].includes(trace.marker?.symbol);
  }

  // Of the lines from events to their labels.
  const isLeaders = (trace) => trace.mode === "lines" && trace.name === "leaders";

  // The bars of each line of the table as one: from where to where it reaches, its certain part.
  function barsOf(traces) {
    const bars = new Map();
    for (const trace of traces) {
      if (trace.mode === "text" || isArrow(trace) || isLeaders(trace)) continue;
      const certain = !["/", "x"].includes(trace.marker?.pattern?.shape);
      trace.customdata?.forEach((_, n) => {
        const row = rowOf(trace, n);
        if (row === null) return;
        const [low, high] = extent(trace, n);
        const bar = bars.get(row) ?? { low: Infinity, high: -Infinity, y: trace.y[n] };
        const core = certain ? { core: [low, high] } : {};
        bars.set(row, { ...bar, ...core, low: Math.min(bar.low, low), high: Math.max(bar.high, high) });
      });
    }
    return bars;
  }

  // Every event once, in the order of time, or of the picture from its top.
  function inOrder(traces, byTime) {
    const found = new Map();
    traces.forEach((trace, curveNumber) => {
      trace.hovertext?.forEach((text, pointNumber) => {
        const x = extent(trace, pointNumber)[0];
        const y = toNumber(trace.y[pointNumber]);
        const row = rowOf(trace, pointNumber) ?? `${x} ${curveNumber} ${pointNumber}`;
        if (text && !(found.get(row)?.x <= x)) found.set(row, { curveNumber, pointNumber, text, x, y });
      });
    });
    const order = byTime ? (a, b) => a.x - b.x || a.y - b.y : (a, b) => a.y - b.y || a.x - b.x;
    return [...found.values()].sort(order);
  }

  return { barsOf, inOrder, isArrow, isLeaders, rowOf };
})();
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
  // What a text of the figure says (timeline.figure.text), line by line.
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
"use strict";
// Labels of bars, arrows and question marks at their ends: where they stand in a stretch of time
// that is zoomed to.
var timelineLabels = (() => {
  const { toNumber } = timelineTime;
  const { barsOf, isArrow, isLeaders, rowOf } = timelineMarks;
  const { measure } = timelineTexts;

  // Each label with the bar that it belongs to, and its distance from that in pixels.
  function one(trace, n, bar, scale) {
    const x = toNumber(trace.x[n]);
    const text = isArrow(trace) ? "" : Array.isArray(trace.text) ? trace.text[n] : trace.text;
    const width = isArrow(trace) ? trace.marker.size : measure(text, trace.textfont);
    if (!bar) return { text, x, offset: 0, bar: { low: x, high: x }, width };
    if (trace.textposition === "middle center" && !trace.hovertext) return { text, x, offset: 0, bar, width };
    const anchor = Math.abs(x - bar.low) <= Math.abs(x - bar.high) ? bar.low : bar.high;
    // One that stands in its bar, or above it, may follow it along; one beside it may not.
    const above = Math.abs(trace.y[n] - bar.y) >= 2;
    const inside = !above && bar.core && x >= bar.core[0] && x <= bar.core[1] && !trace.hovertext;
    return { text, x: anchor, offset: (x - anchor) / scale, inside, above, bar, width };
  }

  // The line to each label that hangs above its event: where it stands, and its two ends.
  function leadersOf(traces) {
    const leaders = new Map();
    for (const trace of traces.filter(isLeaders)) {
      for (let n = 0; n < trace.x.length; n += 3) {
        const [x, ends] = [toNumber(trace.x[n]), trace.y.slice(n, n + 2)];
        leaders.set(rowOf(trace, n), { x, ends, color: trace.line.color, width: trace.line.width });
      }
    }
    return leaders;
  }

  // What goes with bars in pixels, trace by trace; ``scale`` is of the axis as it was laid out.
  function found(traces, scale) {
    const [bars, leaders] = [barsOf(traces), leadersOf(traces)];
    const pointOf = (trace, n) => {
      const [row, hangs] = [rowOf(trace, n), trace.mode === "text" && !trace.hovertext];
      return { ...one(trace, n, bars.get(row), scale), leader: hangs ? leaders.get(row) : undefined };
    };
    return traces.flatMap((trace) => {
      if ((trace.mode !== "text" && !isArrow(trace)) || !trace.customdata) return [];
      const side = { "middle right": 0, "middle left": 1 }[trace.textposition] ?? 0.5;
      return [{ trace, side, points: trace.customdata.map((_, n) => pointOf(trace, n)) }];
    });
  }

  // Those that nobody points at are drawn by us, over the plot.
  const ours = ({ trace }) => trace.mode === "text" && !trace.hovertext;

  // Labels stay as far from their bars as they were, in pixels; one inside a bar whose start
  // has left the view goes where it is seen, and rests (null) where it has no room. One that
  // hangs stays at its line: along its bar it would meet others.
  function place({ x, offset, inside, above, leader, bar, width }, side, [low, high], scale) {
    const at = x + offset * scale;
    if (bar.high < low || bar.low > high) return null;
    const left = at - side * width * scale;
    if (!inside && left >= low && left + width * scale <= high) return at;
    if (leader || (!inside && !above)) return null;
    const [first, last] = inside ? bar.core : [bar.low, bar.high];
    const start = Math.max(first, low) + (inside ? 4 * scale : 0);
    const end = Math.min(last, high) - width * scale;
    return end >= start ? Math.min(Math.max(start, left), end) + side * width * scale : null;
  }

  // The same as plotly takes them. Of one that rests a blank is left, not nothing: plotly takes
  // an empty label out and then miscounts the others.
  function placed({ points, side }, range, scale, stored) {
    const at = points.map((point) => place(point, side, range, scale));
    const x = points.map((point, n) => stored(at[n] ?? point.x + point.offset * scale));
    return { x, text: points.map(({ text }, n) => (at[n] === null ? " " : text)) };
  }

  return { found, ours, place, placed };
})();
"use strict";
// Texts at the top of a plot that is zoomed: ticks said anew, names of eras and moments where
// they are seen.
var timelineHeads = (() => {
  const { toNumber } = timelineTime;
  const { LINE, measure } = timelineTexts;

  function ticksAbove(ticks, { tickvals, ticktext }) {
    if (!ticks.length) return [];
    const { size } = ticks[0].font;
    const half = (text) => (text.split("<br>").length * LINE * size) / 2;
    const foot = ticks[0].yshift - half(ticks[0].text);
    return tickvals.flatMap((x, n) => {
      // The last line is the one at the axis: years above, as they stand below it underneath.
      const text = ticktext[n]?.split("<br>").reverse().join("<br>");
      return text ? [{ ...ticks[0], x, text, yshift: foot + half(text) }] : [];
    });
  }

  // ``axis`` has the window that is shown and its ticks.
  function named(annotations, shapes, axis, room) {
    const [low, high] = axis.range.map(toNumber);
    const scale = (high - low) / room;
    const bands = shapes.filter((shape) => shape.name === "era" || shape.name === "marker");
    const names = annotations.filter((a) => a.name === "era" || a.name === "marker");
    const ticks = annotations.filter((a) => a.name === "tick");
    const others = annotations.filter((a) => !names.includes(a) && !ticks.includes(a));
    const placed = names.map((name, n) => {
      const [from, to] = [bands[n].x0, bands[n].x1].map(toNumber);
      const width = measure(name.text, name.font) * scale;
      const at = Math.min(Math.max(from, low) + 2 * scale, high - width);
      return { name, at, width, seen: from < high && to >= low && at >= low, here: from >= low };
    });
    // What begins in view has its name before what goes on.
    placed.sort((a, b) => b.here - a.here || a.at - b.at);
    const kept = [];
    for (const one of placed) {
      const meets = (other) => other.name.yshift === one.name.yshift
        && one.at < other.at + other.width + 8 * scale && other.at < one.at + one.width + 8 * scale;
      if (one.seen && !kept.some(meets)) kept.push(one);
    }
    return [...others, ...ticksAbove(ticks, axis), ...kept.map(({ name, at }) => ({ ...name, x: at }))];
  }

  return { named };
})();
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
"use strict";
// A figure for who does not see it or uses no pointer: names, keys, and what is read aloud.
var timelineReader = (() => {
  class Reader {
    constructor(figure) {
      Object.assign(this, { figure, at: -1 });
    }

    name() {
      const { canvas, host, plot } = this.figure;
      const { alt } = plot.dataset;
      const said = document.getElementById(`${host.id}-description`);
      plot.removeAttribute("aria-describedby");
      const pictures = [...canvas.querySelectorAll("svg.main-svg")];
      for (const picture of pictures) picture.setAttribute("aria-hidden", "true");
      if (!pictures.length) return;
      pictures[0].removeAttribute("aria-hidden");
      pictures[0].setAttribute("role", "img");
      pictures[0].setAttribute("aria-label", alt);
      if (said) pictures[0].setAttribute("aria-describedby", said.id);
    }

    furnish() {
      const { plot, data } = this.figure;
      plot.tabIndex = 0;
      plot.setAttribute("role", "application");
      plot.setAttribute("aria-label", data.words.walk);
      plot.addEventListener("keydown", (event) => this.key(event));
      plot.addEventListener("blur", () => this.leave());
      this.said = document.createElement("p");
      this.said.className = "timeline-said";
      this.said.setAttribute("aria-live", "polite");
      plot.after(this.said);
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { dense, zoom } = this.figure;
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
      const acts = {
        "+": () => zoom.scale(0.5),
        "=": () => zoom.scale(0.5),
        "-": () => zoom.scale(2),
        0: () => zoom.to(null),
        Home: () => this.walk(-this.at),
        End: () => this.walk((dense?.events.count ?? this.marks.length) - 1 - this.at),
        Escape: () => this.leave(),
      };
      const act = event.key in steps ? () => this.walk(steps[event.key]) : acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    get marks() {
      return timelineMarks.inOrder(this.figure.traces, this.figure.zoom.whole !== null);
    }

    walk(step) {
      const { canvas, dense, zoom } = this.figure;
      if (dense) return dense.walker.walk(step);
      const { marks } = this;
      if (!marks.length) return;
      this.at = Math.max(0, Math.min(marks.length - 1, this.at + step));
      const { curveNumber, pointNumber, text, x } = marks[this.at];
      const { range } = zoom;
      if (range && !(range[0] <= x && x < range[1])) {
        const half = (range[1] - range[0]) / 2;
        zoom.to([x - half, x + half]);
      }
      // A panel's marks are on axes of their own, which plotly does not find by itself.
      const { xaxis = "x", yaxis = "y" } = this.figure.traces[curveNumber];
      Plotly.Fx.hover(canvas, [{ curveNumber, pointNumber }], xaxis + yaxis);
      // A line that ends in a blank goes on in the next.
      const line = text.replace(/ (<br>|\n)/g, " ").replace(/<br>|\n/g, ", ");
      const plain = new DOMParser().parseFromString(line, "text/html");
      this.said.textContent = `${this.at + 1}/${marks.length}: ${plain.body.textContent}`;
    }

    leave() {
      Plotly.Fx.unhover(this.figure.canvas);
    }
  }

  return { Reader };
})();
"use strict";
// The events of a figure that has more of them than bars can show: unpacked from its columns
// (timeline.layout.eventcolumns), counted in any stretch of time, found by their titles.
var timelineEvents = (() => {
  const BLOCK = 4096; // events whose last end is known together
  const KEPT = 32; // chunks of titles that stay unpacked

  const bytesOf = (text) => Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  async function unpack(text) {
    const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  // Numbers whose bytes stand in planes, as many as the largest of them needs: all lowest ones,
  // then all second ones.
  function joined(planes, count) {
    if (planes.length === count) return planes;
    const found = new Uint32Array(count);
    for (let first = 0, shift = 0; first < planes.length; first += count, shift += 8) {
      for (let n = 0; n < count; n++) found[n] |= planes[first + n] << shift;
    }
    return found;
  }

  class Events {
    async load(data) {
      Object.assign(this, { count: data.count, chunk: data.chunk, packed: data.titles, chunks: new Map(), data });
      const columns = ["start", "length", "lane", "side", "kind"].filter((name) => data[name]);
      const unpacked = await Promise.all(columns.map((name) => unpack(data[name])));
      const raw = Object.fromEntries(columns.map((name, n) => [name, unpacked[n]]));
      [this.lane, this.side, this.kind] = [raw.lane, raw.side, raw.kind];
      const { count } = this;
      const [start, end] = [new Float64Array(count), new Float64Array(count)];
      [this.start, this.end] = [start, end];
      if (data.wide) {
        const [starts, lengths] = [raw.start, raw.length].map((bytes) => new Float64Array(bytes.buffer));
        for (let n = 0; n < count; n++) {
          start[n] = starts[n] * data.unit;
          end[n] = lengths[n] * data.unit;
        }
      } else {
        const [deltas, lengths, { unit }] = [joined(raw.start, count), joined(raw.length, count), data];
        for (let n = 0, at = data.origin / unit; n < count; n++) {
          at += deltas[n];
          start[n] = at * unit;
          end[n] = (at + lengths[n]) * unit;
        }
      }
      this.blocks = Array.from({ length: Math.ceil(count / BLOCK) }, (_, block) => {
        let last = -Infinity;
        for (let n = block * BLOCK, stop = Math.min(count, n + BLOCK); n < stop; n++) if (end[n] > last) last = end[n];
        return last;
      });
      this.hidden = new Set();
      this.kindOnly = -1;
      return this;
    }

    // The first event that does not begin before an instant.
    rank(instant) {
      let [low, high] = [0, this.count];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.start[middle] < instant) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    shown(n) {
      return !this.hidden.has(this.side[n]) && (this.kindOnly < 0 || this.kind[n] === this.kindOnly);
    }

    // Every event that shares time with a window, and is not left out by a filter, until ``act``
    // has enough.
    each(low, high, act) {
      const last = this.rank(high);
      const all = !this.hidden.size && this.kindOnly < 0;
      for (let block = 0; block * BLOCK < last; block++) {
        if (this.blocks[block] < low) continue;
        const stop = Math.min(last, (block + 1) * BLOCK);
        for (let n = block * BLOCK; n < stop; n++) {
          if ((this.end[n] > low || this.start[n] >= low) && (all || this.shown(n)) && act(n)) return;
        }
      }
    }

    // All of them, where they are few.
    few(low, high, most) {
      const found = [];
      this.each(low, high, (n) => found.push(n) > most);
      return found.length > most ? null : found;
    }

    // How many there are, and some of them from one of them on.
    within(low, high, most = Infinity, first = 0) {
      const found = [];
      let total = 0;
      this.each(low, high, (n) => {
        if (total >= first && found.length < most) found.push(n);
        total += 1;
        return false;
      });
      return { found, total };
    }

    // Events under way in each stretch, as timeline.layout.counting counts them.
    counted(low, high, least) {
      const [length, name] = this.data.lengths.find(([known]) => known >= least) ?? this.data.lengths.at(-1) ?? [least, ""];
      const first = Math.floor(low / length);
      const many = Math.max(1, Math.ceil(high / length) - first);
      const sides = this.data.sides.length;
      const change = new Int32Array(this.data.lanes.length * sides * (many + 1));
      let total = 0;
      this.each(first * length, (first + many) * length, (n) => {
        const from = Math.floor(this.start[n] / length) - first;
        const to = Math.max(Math.ceil(this.end[n] / length) - 1 - first, from);
        const row = (this.lane[n] * sides + this.side[n]) * (many + 1);
        change[row + Math.max(from, 0)]++;
        change[row + Math.min(to, many - 1) + 1]--;
        if (this.start[n] < high && (this.end[n] > low || this.start[n] >= low)) total++;
        return false;
      });
      for (let at = 1; at < change.length; at++) if (at % (many + 1)) change[at] += change[at - 1];
      const totals = new Int32Array(this.data.lanes.length * many);
      for (let row = 0; row < this.data.lanes.length * sides; row++) {
        const lane = Math.floor(row / sides) * many;
        for (let at = 0; at < many; at++) totals[lane + at] += change[row * (many + 1) + at];
      }
      const highest = totals.reduce((most, count) => Math.max(most, count), 0);
      return { counts: change, totals, highest, length, name, first, many, total };
    }

    // The title of an event, or nothing while its chunk is being unpacked.
    title(n, then) {
      const at = Math.floor(n / this.chunk);
      const chunk = this.chunks.get(at);
      if (Array.isArray(chunk)) return chunk[n % this.chunk];
      const loaded = this.titles(at);
      if (then) loaded.then(then);
      return "";
    }

    // The titles of a chunk; those that were asked for long ago are let go.
    titles(at) {
      if (!this.chunks.has(at)) {
        if (this.chunks.size >= KEPT) this.chunks.delete(this.chunks.keys().next().value);
        this.chunks.set(at, this.text(at).then((text) => {
          const lines = text.split("\n");
          if (this.chunks.has(at)) this.chunks.set(at, lines);
          return lines;
        }));
      }
      return Promise.resolve(this.chunks.get(at));
    }

    async text(at) {
      return new TextDecoder().decode(await unpack(this.packed[at]));
    }

    // Every event whose title has a text in it, whatever its case: chunk by chunk.
    async *searched(wanted, language) {
      for (let at = 0; at < this.packed.length; at++) {
        const text = (await this.text(at)).toLocaleLowerCase(language);
        let [line, from] = [0, 0];
        for (let hit = text.indexOf(wanted); hit >= 0;) {
          for (let end = text.indexOf("\n", from); end >= 0 && end < hit; end = text.indexOf("\n", from)) {
            [line, from] = [line + 1, end + 1];
          }
          yield at * this.chunk + line;
          const end = text.indexOf("\n", hit);
          hit = end < 0 ? -1 : text.indexOf(wanted, end + 1);
        }
      }
    }
  }

  return { Events };
})();
"use strict";
// Many events as bars in the rows of their lanes: each with its title, or, where there are more,
// those of one side that are closer than a pixel as one bar. No bar lies on another.
var timelineBars = (() => {
  const ROW = 14; // pixels of a bar with its title beside it
  const THIN = 3; // and of one without
  const THINNEST = 2; // where they are many: a line and a space
  const GAP = 1; // pixels: what is closer is not told apart
  const TITLED = 600; // events that have titles at most
  const MOST = 20000; // that are drawn as bars at most
  const JOINED = 2; // events of a bar, on average: of more, counts tell more than bars
  const SIZE = 11; // pixels of a title

  const { measure } = timelineTexts;

  // A bar with its title in it or beside it, or with neither.
  function titled(bar, title, width) {
    const text = title ? measure(title, { size: SIZE }) : 0;
    const inside = text > 0 && text + 8 <= bar.to - Math.max(bar.from, 0);
    const beside = text > 0 && !inside && bar.to + 4 + text <= width;
    return { ...bar, title, inside, beside, taken: (beside ? bar.to + 4 + text : bar.to) + 4 };
  }

  // Each bar in the first row of its lane that is free.
  function inRows(bars) {
    const ends = [];
    const placed = bars.map((bar) => {
      let row = ends.findIndex((end) => end <= bar.from);
      if (row < 0) row = ends.length;
      ends[row] = bar.taken;
      return { ...bar, row };
    });
    return { bars: placed, rows: ends.length };
  }

  // An event goes on with a bar of its side that ends within a pixel of its start; else it begins
  // one in the first row that is free. Nothing where there are too many rows.
  function inRuns(bars, most) {
    const last = [];
    const runs = [];
    for (const bar of bars) {
      const near = last.findIndex((run) => run.side === bar.side && Math.abs(bar.from - run.to) <= GAP);
      if (near >= 0) {
        const run = last[near];
        run.many += 1;
        run.to = Math.max(run.to, bar.to);
        run.end = Math.max(run.end, bar.end);
        continue;
      }
      let row = last.findIndex((run) => run.to + GAP <= bar.from);
      if (row < 0) row = last.length;
      if (row >= most) return null;
      last[row] = { ...bar, row };
      runs.push(last[row]);
    }
    return { bars: runs, rows: last.length };
  }

  // ``view`` has events and their titles; ``scale`` is the seconds of a pixel. Nothing where a lane
  // has no room for its bars.
  class Bars {
    constructor(view, low, high) {
      const { room } = view.figure;
      Object.assign(this, { view, low, high, width: room, scale: (high - low) / room, room: view.events.data.room });
    }

    drawn(n, least) {
      const { start, end, side } = this.view.events;
      const from = Math.max(-2, (start[n] - this.low) / this.scale);
      const to = Math.max(from + least, Math.min(this.width + 2, (end[n] - this.low) / this.scale));
      return { n, from, to, side: side[n], many: 1, end: end[n] };
    }

    lanes(found) {
      const { data, lane } = this.view.events;
      const lanes = data.lanes.map(() => []);
      for (const n of found) lanes[lane[n]].push(n);
      return lanes.filter((events) => events.length);
    }

    // All bars with the height of a row in their lane.
    stepped(lanes) {
      return lanes.flatMap(({ bars, rows }) => {
        const step = Math.min(ROW + 3, this.room / rows);
        return bars.map((bar) => ({ ...bar, step }));
      });
    }

    // Each event as a bar, with titles in each lane that has the room.
    single() {
      const found = this.view.events.few(this.low, this.high, TITLED);
      if (!found) return null;
      const lanes = this.lanes(found).map((events) => {
        const bars = events.map((n) => this.drawn(n, 3));
        const all = inRows(bars.map((bar) => titled(bar, this.view.title(bar.n), this.width)));
        return all.rows * ROW <= this.room ? all : inRows(bars.map((bar) => titled(bar, "", this.width)));
      });
      return lanes.some(({ rows }) => rows * THIN > this.room) ? null : { bars: this.stepped(lanes), total: found.length };
    }

    // Neighbours of one side as one bar, that says how many they are where it has the room.
    joined() {
      const found = this.view.events.few(this.low, this.high, MOST);
      if (!found) return null;
      const most = Math.floor(this.room / THINNEST);
      const lanes = [];
      for (const events of this.lanes(found)) {
        const lane = inRuns(events.map((n) => this.drawn(n, 1)), most);
        if (!lane) return null;
        const says = ({ n, many, from, to }) => {
          if (lane.rows * ROW > this.room || to - from < 16) return "";
          return many > 1 ? this.view.number.format(many) : this.view.title(n);
        };
        lanes.push({ rows: lane.rows, bars: lane.bars.map((bar) => ({ ...titled(bar, says(bar), 0), row: bar.row })) });
      }
      const bars = this.stepped(lanes);
      return found.length > JOINED * bars.length ? null : { bars, total: found.length };
    }
  }

  return { Bars, SIZE };
})();
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
"use strict";
// One of many events: gone to from a link, a search or by the keyboard, marked, and told.
var timelineWalker = (() => {
  const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

  class Walker {
    constructor(view) {
      Object.assign(this, { view, figure: view.figure, events: view.events, marked: -1, formats: {} });
    }

    // Dates as the figure writes them: in English, too, the day stands before the month.
    format(era) {
      const language = this.view.language === "en" ? "en-GB" : this.view.language;
      const clock = this.events.data.unit < 86400 ? CLOCK : {};
      const day = { timeZone: "UTC", year: "numeric", month: "short", day: "numeric", ...clock };
      return (this.formats[era] ??= new Intl.DateTimeFormat(language, era ? { ...day, era: "short" } : day));
    }

    date(seconds) {
      const date = new Date(seconds * 1000);
      return this.format(date.getUTCFullYear() <= 0).format(date);
    }

    when(n, to = this.events.end[n]) {
      const from = this.events.start[n];
      // the day after the last is not part of it
      const last = this.events.data.unit >= 86400 && to > from ? to - 86400 : to;
      const [first, second] = [from, last].map((seconds) => new Date(seconds * 1000));
      return this.format(first.getUTCFullYear() <= 0).formatRange(first, second);
    }

    described(n) {
      const { lanes, sides, kinds } = this.events.data;
      const kind = this.events.kind ? kinds[this.events.kind[n]] : "";
      const parts = [lanes[this.events.lane[n]], sides[this.events.side[n]], kind];
      return [this.events.title(n), this.when(n), ...new Set(parts)].filter(Boolean);
    }

    // Several events that are drawn as one bar: how many, and from when to when.
    run({ n, many, end }) {
      const { lanes, sides } = this.events.data;
      const told = this.figure.data.words["events as one"].replace("{0}", this.view.number.format(many));
      const parts = [lanes[this.events.lane[n]], sides[this.events.side[n]]];
      return [told, this.when(n, end), ...new Set(parts)].filter(Boolean);
    }

    // The next event that no filter leaves out, or the first or last of them.
    async walk(step) {
      const [turn, last] = [Math.sign(step), this.events.count - 1];
      const far = Math.abs(step) > 1;
      let next = far ? (turn > 0 ? last : 0) : this.figure.reader.at + turn;
      const on = far ? -turn : turn || 1;
      while (next >= 0 && next <= last && !this.events.shown(next)) next += on;
      if (next >= 0 && next <= last) await this.go(next, false);
    }

    // Zooms to an event, marks it and says it.
    async go(n, zoomed = true) {
      this.figure.reader.at = n;
      this.marked = n;
      await this.events.titles(Math.floor(n / this.events.chunk));
      const [low, high] = this.view.window;
      const { zoom } = this.figure;
      const middle = (this.events.start[n] + this.events.end[n]) / 2;
      if (zoomed || !this.view.bars || this.view.joined || middle < low || middle > high) {
        const half = Math.max((this.events.end[n] - this.events.start[n]) * 4, 2 * this.events.data.unit);
        zoom.to([middle - half, middle + half].map((at) => zoom.unit(at)));
      } else this.figure.paint();
      this.figure.reader.said.textContent = `${n + 1}/${this.events.count}: ${this.described(n).join(", ")}`;
    }

    link(n) {
      try {
        history.replaceState(null, "", `#event-${n + 1}`);
      } catch {
        // a page in a frame may have no address of its own
      }
    }

    follow() {
      const found = /^#event-(\d+)$/.exec(location.hash);
      const n = found ? Number(found[1]) - 1 : -1;
      if (n >= 0 && n < this.events.count) this.go(n);
    }
  }

  return { Walker };
})();
"use strict";
// What stands around a figure of many events: the search by title, the choice of a kind, the
// events in view as a table by page and as a file.
var timelineFinder = (() => {
  const PAGE = 50; // rows of the table that are shown at a time
  const FOUND = 12;

  class Finder {
    constructor(view) {
      Object.assign(this, { view, figure: view.figure, events: view.events, page: 0, searches: 0 });
      this.furnishSearch();
      this.furnishTable();
    }

    furnishSearch() {
      const { words } = this.figure.data;
      const form = document.createElement("div");
      form.className = "timeline-search";
      const input = (this.input = document.createElement("input"));
      input.type = "search";
      input.placeholder = words.search;
      input.setAttribute("aria-label", words.search);
      this.results = document.createElement("div");
      this.results.className = "timeline-found";
      this.results.setAttribute("role", "status");
      input.addEventListener("input", () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.search(), 200);
      });
      form.append(input);
      const { sides, kinds } = this.events.data;
      if (sides.filter(Boolean).length > 1) form.append(this.chooser(words.sides, sides, (side) => this.view.only(side)));
      if (this.events.kind) form.append(this.chooser(words.kinds, kinds, (kind) => this.onlyKind(kind)));
      form.append(this.results);
      this.figure.reader.said.after(form);
    }

    // All, or one of them alone.
    chooser(all, names, act) {
      const choice = document.createElement("select");
      choice.setAttribute("aria-label", all);
      [all, ...names].forEach((name, n) => choice.append(new Option(name || "–", n - 1)));
      choice.addEventListener("change", () => act(Number(choice.value)));
      return choice;
    }

    onlyKind(kind) {
      this.events.kindOnly = kind;
      this.figure.paint();
      this.search();
    }

    // Among the events that are not left out; begun anew where those change.
    async search() {
      const wanted = this.input.value.trim().toLocaleLowerCase(this.view.language);
      const search = ++this.searches;
      this.results.replaceChildren();
      if (!wanted) return;
      const found = [];
      let total = 0;
      for await (const n of this.events.searched(wanted, this.view.language)) {
        if (this.searches !== search) return;
        if (!this.events.shown(n)) continue;
        total += 1;
        if (found.length < FOUND) found.push(n);
      }
      await Promise.all(found.map((n) => this.events.titles(Math.floor(n / this.events.chunk))));
      if (this.searches !== search) return;
      const { words } = this.figure.data;
      const count = document.createElement("span");
      count.textContent = words.found.replace("{0}", this.view.number.format(total));
      const buttons = found.map((n) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = `${this.events.title(n)}, ${this.view.walker.when(n)}`;
        button.addEventListener("click", () => {
          this.view.walker.go(n);
          this.view.walker.link(n);
        });
        return button;
      });
      this.results.append(count, ...buttons);
    }

    furnishTable() {
      const { words } = this.figure.data;
      this.table = document.createElement("details");
      this.table.className = "timeline-data-table timeline-view";
      const summary = document.createElement("summary");
      summary.textContent = words["events table"];
      this.rows = document.createElement("div");
      this.rows.className = "timeline-rows";
      this.rows.tabIndex = 0;
      this.rows.setAttribute("role", "region");
      this.rows.setAttribute("aria-label", words["events table"]);
      this.turns = [[words.previous, -1], [words.next, 1]].map(([text, step]) => this.button(text, () => this.turn(step)));
      const nav = document.createElement("div");
      nav.className = "timeline-tools timeline-pages";
      nav.append(...this.turns, this.button("CSV", () => this.download()));
      this.table.append(summary, nav, this.rows);
      this.table.addEventListener("toggle", () => this.fillTable());
      this.figure.host.append(this.table);
    }

    button(text, act) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", act);
      return button;
    }

    turn(step) {
      this.page += step;
      this.fillTable();
    }

    cells(n) {
      const { lanes, sides, kinds } = this.events.data;
      const cells = [this.events.title(n), this.view.walker.when(n), lanes[this.events.lane[n]], sides[this.events.side[n]]];
      return this.events.kind ? [...cells, kinds[this.events.kind[n]]] : cells;
    }

    async fillTable() {
      if (!this.table?.open) return;
      const window = this.view.window;
      let { found, total } = this.events.within(...window, PAGE, this.page * PAGE);
      if (!found.length && this.page) {
        this.page = Math.max(0, Math.ceil(total / PAGE) - 1);
        ({ found, total } = this.events.within(...window, PAGE, this.page * PAGE));
      }
      await Promise.all(found.map((n) => this.events.titles(Math.floor(n / this.events.chunk))));
      const table = document.createElement("table");
      const { words } = this.figure.data;
      const head = table.createTHead().insertRow();
      for (const name of ["title", "time", "group", "side", ...(this.events.kind ? ["kind"] : [])]) {
        const cell = document.createElement("th");
        cell.scope = "col";
        cell.textContent = words[name];
        head.append(cell);
      }
      const body = table.createTBody();
      for (const n of found) {
        const row = body.insertRow();
        for (const text of this.cells(n)) row.insertCell().textContent = text;
      }
      this.rows.replaceChildren(table);
      this.turns[0].disabled = this.page === 0;
      this.turns[1].disabled = (this.page + 1) * PAGE >= total;
    }

    // The events in view, as a file.
    async download() {
      const { found } = this.events.within(...this.view.window);
      const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, this.events.data.unit >= 86400 ? 10 : 16);
      const { lanes, sides, kinds } = this.events.data;
      // a text that a spreadsheet would take for a formula is made plain
      const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
      const kind = (n) => (this.events.kind ? `,${cell(kinds[this.events.kind[n]])}` : "");
      const line = (n, title) => `${cell(title)},${iso(this.events.start[n])},${iso(this.events.end[n])},`
        + `${cell(lanes[this.events.lane[n]])},${cell(sides[this.events.side[n]])}${kind(n)}\r\n`;
      const parts = [`title,start,end,lane,side${this.events.kind ? ",kind" : ""}\r\n`];
      // found in the order of time, and so chunk by chunk
      for (let first = 0; first < found.length;) {
        const at = Math.floor(found[first] / this.events.chunk);
        const titles = await this.events.titles(at);
        let text = "";
        for (; first < found.length && found[first] < (at + 1) * this.events.chunk; first++) {
          text += line(found[first], titles[found[first] - at * this.events.chunk]);
        }
        parts.push(text);
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
      link.download = "events.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  return { Finder };
})();
"use strict";
// What is seen of many events in one figure: for each stretch of time that is looked at they are
// counted anew, all of them; where few are left, each is drawn as a bar with its title.
var timelineDense = (() => {
  const COLUMN = 3; // pixels that a column is wide at least

  const { LINE, wrapped } = timelineTexts;
  const { Painter } = timelinePainter;

  // A name as the figure has it (timeline.figure.text): no markup, no template, no formula.
  const escaped = (name) => name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll("%{", "&#37;{").replaceAll("$", "&#36;").replaceAll("\n", "<br>");

  class View {
    constructor(figure, events) {
      Object.assign(this, { figure, events, drawnBars: [], bars: null, columns: null, colors: {} });
      this.language = document.documentElement.lang || "en";
      this.number = new Intl.NumberFormat(this.language);
      this.names = events.data.sides.map(escaped);
      this.walker = new timelineWalker.Walker(this);
    }

    // Our own columns take the place of those that the layout has.
    take(traces) {
      this.colors = {};
      return traces.filter((trace) => {
        if (trace.fill !== "toself") return true;
        this.colors[trace.name] = trace.fillcolor;
        return false;
      });
    }

    color(side) {
      return this.colors[this.names[side]] ?? "#888888";
    }

    get window() {
      const { zoom } = this.figure;
      return zoom.window.map((at) => zoom.seconds(at));
    }

    // What is drawn is settled before the texts are, one of which tells of it.
    telling(annotations) {
      const [low, high] = this.window;
      const { room } = this.figure;
      const bars = new timelineBars.Bars(this, low, high);
      const found = bars.single() ?? bars.joined();
      this.bars = found?.bars ?? null;
      this.joined = this.bars?.some(({ many }) => many > 1) ?? false;
      this.columns = this.bars ? null : this.events.counted(low, high, (COLUMN * (high - low)) / room);
      const { words } = this.figure.data;
      const text = this.bars
        ? words[this.joined ? "joined" : "in view"].replace("{0}", this.number.format(found.total))
        : this.events.data.told.replace("{0}", this.columns.name).replace("{1}", this.number.format(this.columns.highest));
      return this.written(text, annotations);
    }

    // In as many lines as it takes, which the layout left room for (timeline.layout.dense).
    written(text, annotations) {
      const [line] = annotations.filter((one) => one.name === "counts");
      if (!line) return annotations;
      const { margin, width } = this.figure.layout;
      const lines = wrapped(text, line.font, width - 2 * (margin.l + line.xshift));
      const step = LINE * line.font.size;
      const told = lines.map((said, n) => ({ ...line, text: said, yshift: line.yshift - n * step }));
      return [...annotations.filter((one) => one.name !== "counts"), ...told];
    }

    title(n) {
      return this.events.title(n, () => this.later());
    }

    later() {
      cancelAnimationFrame(this.waiting);
      this.waiting = requestAnimationFrame(() => this.figure.paint());
    }

    draw() {
      if (!this.canvas) this.furnish();
      const painter = new Painter(this);
      this.strip = painter.strip;
      this.drawnBars = this.bars ? painter.bars(this.bars) : [];
      if (!this.bars) painter.columns(this.columns, this.columns.highest);
      const { marked } = this.walker;
      const alone = this.bars?.some(({ n, many }) => n === marked && many === 1);
      if (!alone && this.sees(marked)) painter.marked(marked, this.title(marked));
      this.finder?.fillTable();
    }

    sees(n) {
      const [low, high] = this.window;
      return n >= 0 && this.events.shown(n) && this.events.end[n] >= low && this.events.start[n] <= high;
    }

    // ---- what a pointer is at ----

    hover(event) {
      const box = this.canvas.getBoundingClientRect();
      const shrink = box.width / this.figure.room || 1;
      const [x, y] = [(event.clientX - box.left) / shrink, (event.clientY - box.top) / shrink];
      const outside = x < 0 || y < 0 || x > this.figure.room || y > box.height / shrink;
      const lines = outside ? [] : this.under(x, y, () => this.hover(event));
      this.tip.hidden = !lines.length;
      if (!lines.length) return;
      this.tip.textContent = lines.join("\n");
      const { margin, width } = this.figure.layout;
      const left = Math.min(margin.l + x + 14, width - this.tip.offsetWidth - 4);
      Object.assign(this.tip.style, { left: `${Math.max(4, left)}px`, top: `${margin.t + y + 16}px` });
    }

    under(x, y, then) {
      if (!this.bars) return this.counted(x, y);
      const bar = this.drawnBars.find((one) => x >= one.x0 - 2 && x <= one.x1 + 2 && y >= one.y0 - 1 && y <= one.y1 + 2);
      if (bar?.many > 1) return this.walker.run(bar);
      return bar && this.events.title(bar.n, then) ? this.walker.described(bar.n) : [];
    }

    counted(x, y) {
      const { counts, length, first, many } = this.columns;
      const { lanes, sides } = this.events.data;
      const [low, high] = this.window;
      const lane = Math.floor(y / this.strip);
      const at = Math.floor((low + (x / this.figure.room) * (high - low)) / length) - first;
      if (lane < 0 || lane >= lanes.length || at < 0 || at >= many) return [];
      const parts = sides.map((name, side) => [name, counts[(lane * sides.length + side) * (many + 1) + at]]).filter(([, count]) => count);
      if (!parts.length) return [];
      const told = parts.map(([name, count]) => (name ? `${name}: ${this.number.format(count)}` : this.number.format(count)));
      return [lanes[lane], this.walker.date((first + at) * length), ...told].filter(Boolean);
    }

    // ---- what stands around the plot, and what is done there ----

    furnish() {
      const { figure } = this;
      this.canvas = document.createElement("canvas");
      this.canvas.className = "timeline-events";
      this.canvas.setAttribute("aria-hidden", "true");
      this.tip = document.createElement("div");
      this.tip.className = "timeline-tip";
      this.tip.hidden = true;
      figure.canvas.append(this.canvas, this.tip);
      figure.plot.addEventListener("mousemove", (event) => this.hover(event));
      figure.plot.addEventListener("mouseleave", () => (this.tip.hidden = true));
      figure.canvas.on("plotly_restyle", ([update, traces]) => this.filtered(update, traces));
    }

    furnishAround() {
      this.finder = new timelineFinder.Finder(this);
      addEventListener("hashchange", () => this.walker.follow());
      setTimeout(() => this.walker.follow());
    }

    // The key of plotly hides and shows sides.
    filtered(update, traces) {
      if (!update.visible) return;
      traces.forEach((trace, n) => {
        const side = this.names.indexOf(this.figure.traces[trace]?.name);
        if (side < 0) return;
        const seen = Array.isArray(update.visible) ? update.visible[n % update.visible.length] : update.visible;
        if (seen === "legendonly") this.events.hidden.add(side);
        else this.events.hidden.delete(side);
      });
      this.later();
      this.finder?.search();
    }

    // One side alone, or all: the key of plotly shows it, too.
    only(side) {
      const all = this.names.map((_, one) => one);
      this.events.hidden = new Set(all.filter((one) => side >= 0 && one !== side));
      this.figure.traces = this.figure.traces.map((trace) => {
        const hidden = this.events.hidden.has(this.names.indexOf(trace.name));
        return { ...trace, visible: hidden ? "legendonly" : true };
      });
      this.figure.show();
      this.finder?.search();
    }
  }

  const open = async (figure) => new View(figure, await new timelineEvents.Events().load(figure.data.events));

  return { open };
})();
"use strict";
// One figure of a page: the layout that fits its room, drawn again when the room, the scheme or
// the zoom changes. What is drawn is in the page as JSON (timeline.web.pagedata).
var timelineFigure = (() => {
  const CONFIG = {
    displaylogo: false,
    displayModeBar: false,
    showSendToCloud: false,
    responsive: false,
    scrollZoom: false,
    doubleClick: false,
    showTips: false,
  };
  const SHRINK = 0.96; // a layout may be shown so much smaller before a narrower one is taken
  const SMALLEST = 0.8; // and the narrowest one so much, before it is scrolled
  const PAPER = 718; // pixels that a printed page holds: A4 and Letter, less their margins
  const LEAF = 970; // and from its top to its foot: a plot that is higher would be cut in two
  const coarse = matchMedia("(pointer: coarse)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // A page in a frame tells the article around it how high it is.
  const page = () => document.querySelector("main") ?? document.body;

  function tellHeight() {
    const height = Math.ceil(page().getBoundingClientRect().height);
    window.parent.postMessage({ "timeline-height": height }, "*");
  }

  class Figure {
    constructor(host) {
      this.host = host;
      this.plot = host.querySelector(".timeline-plot");
      this.data = JSON.parse(host.querySelector("script.timeline-data").textContent);
      this.drawn = "";
      this.zoom = new timelineZoom.Zoom(this);
      this.reader = new timelineReader.Reader(this);
      this.texts = new timelineTexts.Texts(this);
      // Both go on while plotly's script is still being read.
      this.lettering = this.fonts();
      this.opening = this.data.events ? timelineDense.open(this) : Promise.resolve(null);
      this.opening.catch(() => null); // told where it is waited for
    }

    async start() {
      this.dense = await this.opening;
      await this.lettering;
      this.canvas = document.createElement("div");
      this.canvas.className = "timeline-canvas";
      this.plot.append(this.canvas);
      this.draw();
      this.reader.furnish();
      this.dense?.furnishAround();
      if (this.zoom.whole) this.zoom.furnish();
      new ResizeObserver(() => this.draw()).observe(this.plot);
      if (window.parent !== window) new ResizeObserver(tellHeight).observe(page());
      dark.addEventListener("change", () => this.draw());
      addEventListener("beforeprint", () => this.draw(PAPER));
      addEventListener("afterprint", () => this.draw());
    }

    // Texts are measured as they are drawn, so their font must be there before; but not for ever.
    fonts() {
      const texts = [...new Set(JSON.stringify(this.data.light))].join("");
      const faces = [400, 600].map((weight) => document.fonts.load(`${weight} 12px Inter`, texts).catch(() => []));
      const loaded = Promise.all(faces).then(() => this.redraw());
      return Promise.race([loaded, new Promise((done) => setTimeout(done, 1500))]);
    }

    // What was measured in another font, because ours came late, is measured anew.
    redraw() {
      if (!this.drawn) return;
      this.drawn = "";
      this.draw();
    }

    get scheme() {
      const followed = this.host.closest(".timeline-auto") !== null;
      return followed && dark.matches && this.data.dark.length ? "dark" : "light";
    }

    // The layout of the picture that stood here, so that the page does not shift; else the widest
    // that fits, or one that is hardly wider; the narrowest if none does.
    pick(width, scheme, paper) {
      const layouts = this.data[scheme];
      const { currentSrc } = this.plot.querySelector(":scope > picture > img") ?? {};
      if (currentSrc && !paper) {
        const seen = layouts.at(/\.slim\.(dark\.)?svg$/.test(currentSrc) ? 0 : -1);
        if (seen.width * SMALLEST <= width) return seen;
      }
      return layouts.findLast((layout) => layout.width * SHRINK <= width) ?? layouts[0];
    }

    draw(paper = 0) {
      const width = paper || this.plot.clientWidth;
      const scheme = paper ? "light" : this.scheme;
      const state = `${width} ${scheme}`;
      if (!width || state === this.drawn) return;
      this.drawn = state;
      const entry = this.pick(width, scheme, paper);
      const shown = Math.max(width, entry.width);
      const leaf = paper ? (LEAF - this.above()) / entry.layout.height : 1;
      const shrink = Math.max(SMALLEST, Math.min(1, width / entry.width, leaf));
      this.build(entry, shown);
      this.show();
      this.size(shown, shrink, paper && !this.dense);
      this.plot.style.overflowX = width < entry.width * SMALLEST ? "auto" : "hidden";
      this.plot.classList.add("timeline-drawn");
      this.reader.name();
    }

    // On paper a figure is as wide as its column, which nobody can ask for before: all of it is
    // stretched. What is drawn on a canvas is not.
    size(width, shrink, pliant) {
      const { height } = this.layout;
      const styles = pliant
        ? { width: "100%", maxWidth: `${width * shrink}px`, aspectRatio: `${width} / ${height}`, height: "auto", transform: "" }
        : { width: `${width}px`, maxWidth: "", aspectRatio: "", height: `${height}px`, transform: shrink < 1 ? `scale(${shrink})` : "" };
      Object.assign(this.canvas.style, styles);
      this.plot.style.height = pliant ? "auto" : `${Math.ceil(height * shrink)}px`;
      for (const svg of this.canvas.querySelectorAll(".main-svg, .timeline-texts")) {
        if (pliant) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
        else svg.removeAttribute("viewBox");
      }
    }

    // The pixels that the title will take above the plot on paper, which may be narrower.
    above() {
      const article = this.host.closest(".timeline-article");
      if (!article) return 0;
      const taken = this.plot.getBoundingClientRect().top - article.getBoundingClientRect().top;
      return taken * Math.max(1, article.clientWidth / PAPER);
    }

    build(entry, width) {
      const texts = this.data.texts;
      const traces = structuredClone(this.dense ? this.dense.take(entry.data) : entry.data);
      for (const trace of traces) if (trace.hovertext) trace.hovertext = trace.hovertext.map((n) => texts[n]);
      const layout = structuredClone(entry.layout);
      for (const part of [layout.legend, layout.title]) if (part?.xref === "container") part.x *= entry.width / width;
      layout.width = width;
      layout.autosize = false;
      layout.dragmode = coarse.matches ? false : "zoom";
      if (layout.legend) layout.legend.uirevision = "key"; // what the reader hides stays hidden
      this.layout = layout;
      this.room = width - layout.margin?.l - layout.margin?.r;
      this.zoom.set(layout);
      [this.traces, this.annotations, this.labels, this.followers] = [traces, [], [], []];
      if (this.zoom.whole) this.part(traces, entry.width - layout.margin.l - layout.margin.r);
    }

    // Of a figure that can be zoomed we draw the texts, plotly all else.
    part(traces, first) {
      const [low, high] = this.zoom.whole;
      const found = timelineLabels.found(traces, (high - low) / first);
      this.labels = found.filter(timelineLabels.ours);
      const drawn = new Set([...this.labels.map(({ trace }) => trace), ...traces.filter(timelineMarks.isLeaders)]);
      this.traces = traces.filter((trace) => !drawn.has(trace));
      this.followers = found.filter(({ trace }) => !drawn.has(trace));
      this.annotations = this.layout.annotations ?? [];
      this.layout.annotations = [];
      this.texts.set(this.labels);
    }

    // Draws all anew. Plotly keeps what it is given and writes into it: it gets copies.
    show() {
      const layout = structuredClone(this.layout);
      for (const axis of this.zoom.axes) Object.assign(layout[axis], this.zoom.axis(axis));
      Plotly.react(this.canvas, this.placed(), layout, CONFIG);
      this.paint();
    }

    // Draws what another stretch of time changes.
    move() {
      if (this.followers.length) return this.show();
      const change = {};
      for (const axis of this.zoom.axes) {
        const { range, tickvals, ticktext } = this.zoom.axis(axis);
        if (!this.zoom.shows(axis)) change[`${axis}.range`] = range;
        Object.assign(change, { [`${axis}.tickvals`]: tickvals, [`${axis}.ticktext`]: ticktext });
      }
      Plotly.relayout(this.canvas, change);
      this.paint();
    }

    // The traces, those of arrows and question marks with their bars.
    placed() {
      const traces = this.traces.map((trace) => ({ ...trace }));
      if (this.zoom.range === null) return traces;
      const [low, high] = this.zoom.range;
      for (const one of this.followers) {
        const at = timelineLabels.placed(one, [low, high], (high - low) / this.room, (x) => this.zoom.stored(x));
        Object.assign(traces[this.traces.indexOf(one.trace)], at);
      }
      return traces;
    }

    // What we draw over the plot.
    paint() {
      if (!this.zoom.whole) return;
      const { range, axes } = this.zoom;
      const [low, high] = this.zoom.window;
      const scale = (high - low) / this.room;
      const place = range === null
        ? ({ x, offset }) => x + offset * scale
        : (point, side) => timelineLabels.place(point, side, range, scale);
      const annotations = range === null
        ? this.annotations
        : timelineHeads.named(this.annotations, this.layout.shapes, this.zoom.axis(axes[0]), this.room);
      this.texts.draw(this.dense ? this.dense.telling(annotations) : annotations, place);
      this.dense?.draw();
    }
  }

  return { Figure };
})();
"use strict";
// Draws all figures of a page, however often this script stands in it; plotly is loaded once, if
// it is not there.
(() => {
  if (window.timelineFigures) return window.timelineFigures.drawAll();

  const own = document.currentScript;

  function plotly(script) {
    if (window.Plotly) return Promise.resolve();
    return (window.timelineFigures.loading ??= script?.dataset.plotly ? fetched(script) : behind());
  }

  function fetched(script) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.onload = done;
      element.onerror = failed;
      if (script.dataset.integrity) element.integrity = script.dataset.integrity;
      if (script.dataset.integrity) element.crossOrigin = "anonymous";
      element.src = script.dataset.plotly;
      document.head.append(element);
    });
  }

  // Where plotly's script stands behind ours, it has been run as soon as the page is there.
  function behind() {
    const missing = () => new Error("plotly.js was not loaded");
    if (document.readyState === "complete") return Promise.reject(missing());
    return new Promise((done, failed) => {
      document.addEventListener("DOMContentLoaded", () => window.Plotly && done());
      addEventListener("load", () => (window.Plotly ? done() : failed(missing())));
    });
  }

  // Our style holds what plotly needs of its own; it leaves that out where it finds this mark.
  function markStyle() {
    const style = document.querySelector('link[href$="timeline-figure.css"]');
    if (!style || document.getElementById("plotly.js-style-global")) return;
    style.id = "plotly.js-style-global";
    style.classList.add("no-inline-styles");
  }

  async function drawAll() {
    markStyle();
    for (const host of document.querySelectorAll(".timeline-figure:not([data-timeline])")) {
      if ("timeline" in host.dataset) continue; // another call has taken it meanwhile
      host.dataset.timeline = "";
      try {
        const figure = new timelineFigure.Figure(host);
        await plotly(own);
        await figure.start();
      } catch (error) {
        host.dataset.timeline = "failed";
        // What stands there for those without scripts helps those whose script failed.
        const { textContent } = host.querySelector(".timeline-plot noscript") ?? {};
        if (textContent) host.querySelector(".timeline-plot").innerHTML = textContent;
        console.error(error);
      }
    }
  }
  window.timelineFigures = { drawAll };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", drawAll);
  else drawAll();
})();
