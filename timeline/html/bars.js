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
