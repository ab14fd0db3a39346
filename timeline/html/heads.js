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
