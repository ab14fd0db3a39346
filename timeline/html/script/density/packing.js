// Many events as bars in the rows of their lanes: each event with its title, or, if there are too many,
// runs of neighbours of one side as one bar. No bars overlap.
import { measure } from "../text.js";

/** @import { LabelledBar, PixelBar, PlacedBar } from "../types.js" */
/** @import { Events } from "./events.js" */

/**
 * @typedef {object} View
 * @property {Events} events
 * @property {Intl.NumberFormat} number
 * @property {{ plotWidth: number }} figure
 * @property {(n: number) => string} title
 */
/** @typedef {{ bars: LabelledBar[], rows: number }} Lane */
/** @typedef {{ bars: PlacedBar[], total: number }} Packed */

const TITLED_ROW = 14; // pixels of a row of bars with titles
const THIN_ROW = 3; // and of bars without
const MIN_ROW = 2; // and of runs: a line and a gap
const JOIN_DISTANCE = 1; // pixels between neighbours that are joined
const MAX_TITLED = 600; // events with titles
const MAX_BARS = 20000; // events drawn as bars
const MAX_PER_RUN = 2; // events per bar on average; beyond, counts say more than bars
const TITLE_SIZE = 11; // pixels
const MIN_NUMBERED = 16; // pixels of a bar labelled with its number of events
const OVERHANG = 2; // pixels of bars beyond the plot
const SPACE = 4; // pixels beside a title

export { TITLE_SIZE };

/**
 * A bar with its title inside, beside it, or without.
 *
 * @param {PixelBar} bar
 * @param {string} title
 * @param {number} width
 * @returns {LabelledBar}
 */
function label(bar, title, width) {
  const text = title ? measure(title, { size: TITLE_SIZE }) : 0;
  const inside = text > 0 && text + 2 * SPACE <= bar.to - Math.max(bar.from, 0);
  const beside = text > 0 && !inside && bar.to + SPACE + text <= width;
  return { ...bar, title, inside, beside, right: (beside ? bar.to + SPACE + text : bar.to) + SPACE, row: 0 };
}

/**
 * Puts each bar in the first free row of its lane.
 *
 * @param {LabelledBar[]} bars
 * @returns {Lane}
 */
function packRows(bars) {
  /** @type {number[]} */
  const ends = [];
  const placed = bars.map((bar) => {
    let row = ends.findIndex((end) => end <= bar.from);
    if (row < 0) row = ends.length;
    ends[row] = bar.right;
    return { ...bar, row };
  });
  return { bars: placed, rows: ends.length };
}

/**
 * Joins touching bars of one side to runs: an event extends a run that ends within a pixel of its start,
 * or begins one in the first free row. Null if that takes too many rows.
 *
 * @param {PixelBar[]} bars
 * @param {number} limit of rows
 */
function joinRuns(bars, limit) {
  /** @type {(PixelBar & { row: number })[]} */
  const open = [];
  /** @type {(PixelBar & { row: number })[]} */
  const runs = [];
  for (const bar of bars) {
    const previous = open.find((one) => one.side === bar.side && Math.abs(bar.from - one.to) <= JOIN_DISTANCE);
    if (previous) {
      previous.count += 1;
      previous.to = Math.max(previous.to, bar.to);
      previous.end = Math.max(previous.end, bar.end);
      previous.precision = Math.min(previous.precision, bar.precision) < 0 ? -1 : Math.max(previous.precision, bar.precision);
      continue;
    }
    let row = open.findIndex((one) => one.to + JOIN_DISTANCE <= bar.from);
    if (row < 0) row = open.length;
    if (row >= limit) return null;
    const run = { ...bar, row };
    open[row] = run;
    runs.push(run);
  }
  return { bars: runs, rows: open.length };
}

/** Packs the events of a window into rows; the methods return null if a lane has no room for its bars. */
export class Packing {
  /**
   * @param {View} view
   * @param {number} low seconds
   * @param {number} high seconds
   */
  constructor(view, low, high) {
    this.view = view;
    this.low = low;
    this.high = high;
    this.width = view.figure.plotWidth;
    this.scale = (high - low) / this.width;
    this.laneHeight = view.events.data.room;
  }

  /**
   * @param {number} n
   * @param {number} minWidth pixels of a bar
   * @returns {PixelBar}
   */
  bar(n, minWidth) {
    const { events } = this.view;
    const end = events.endOf(n);
    const from = Math.max(-OVERHANG, (events.startOf(n) - this.low) / this.scale);
    const to = Math.max(from + minWidth, Math.min(this.width + OVERHANG, (end - this.low) / this.scale));
    return { n, from, to, side: events.sideOf(n), count: 1, end, precision: events.precisionOf(n) };
  }

  /** @param {number[]} events */
  byLane(events) {
    /** @type {number[][]} */
    const lanes = this.view.events.data.lanes.map(() => []);
    for (const n of events) lanes[this.view.events.laneOf(n)]?.push(n);
    return lanes.filter((lane) => lane.length);
  }

  /**
   * All bars, with the row height of their lane.
   *
   * @param {Lane[]} lanes
   */
  withRowHeights(lanes) {
    return lanes.flatMap(({ bars, rows }) => {
      const rowHeight = Math.min(TITLED_ROW + THIN_ROW, this.laneHeight / rows);
      return bars.map((bar) => ({ ...bar, rowHeight }));
    });
  }

  /**
   * Each event as a bar, with titles in the lanes that have room.
   *
   * @returns {Packed | null}
   */
  eventBars() {
    const events = this.view.events.allWithin(this.low, this.high, MAX_TITLED);
    if (!events) return null;
    const lanes = this.byLane(events).map((lane) => {
      const bars = lane.map((n) => this.bar(n, THIN_ROW));
      const titled = packRows(bars.map((bar) => label(bar, this.view.title(bar.n), this.width)));
      return titled.rows * TITLED_ROW <= this.laneHeight ? titled : packRows(bars.map((bar) => label(bar, "", this.width)));
    });
    if (lanes.some(({ rows }) => rows * THIN_ROW > this.laneHeight)) return null;
    return { bars: this.withRowHeights(lanes), total: events.length };
  }

  /**
   * Neighbours of one side as one bar, labelled with its number of events if there is room.
   *
   * @returns {Packed | null}
   */
  runBars() {
    const events = this.view.events.allWithin(this.low, this.high, MAX_BARS);
    if (!events) return null;
    const limit = Math.floor(this.laneHeight / MIN_ROW);
    /** @type {Lane[]} */
    const lanes = [];
    for (const inLane of this.byLane(events)) {
      const lane = joinRuns(inLane.map((n) => this.bar(n, 1)), limit);
      if (!lane) return null;
      /** @param {PixelBar} bar */
      const textOf = ({ n, count, from, to }) => {
        if (lane.rows * TITLED_ROW > this.laneHeight || to - from < MIN_NUMBERED) return "";
        return count > 1 ? this.view.number.format(count) : this.view.title(n);
      };
      lanes.push({ rows: lane.rows, bars: lane.bars.map((bar) => ({ ...label(bar, textOf(bar), 0), row: bar.row })) });
    }
    const bars = this.withRowHeights(lanes);
    return events.length > MAX_PER_RUN * bars.length ? null : { bars, total: events.length };
  }
}
