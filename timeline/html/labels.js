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
