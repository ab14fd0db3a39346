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
