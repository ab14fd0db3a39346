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
