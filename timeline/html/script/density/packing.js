// Many events as bars in the rows of their lanes: each with its title, or, where there are more,
// those of one side that are closer than a pixel as one bar. No bar lies on another.
import { measure } from "../text.js";

/** @import { LabelledBar, PixelBar, PlacedBar } from "../types.js" */
/** @import { Events } from "./events.js" */

/**
 * @typedef {object} View
 * @property {Events} events
 * @property {Intl.NumberFormat} number
 * @property {{ room: number }} figure
 * @property {(n: number) => string} title
 */
/** @typedef {{ bars: LabelledBar[], rows: number }} Lane */
/** @typedef {{ bars: PlacedBar[], total: number }} Packed */

const ROW = 14; // pixels of a bar with its title beside it
const THIN = 3; // and of one without
const THINNEST = 2; // where they are many: a line and a space
const GAP = 1; // pixels: what is closer is not told apart
const MOST_TITLED = 600; // events that have titles
const MOST = 20000; // events that are drawn as bars
const MOST_JOINED = 2; // events of a bar, on average: of more, counts tell more than bars
const TITLE_SIZE = 11; // pixels
const NUMBERED = 16; // pixels of a bar that says how many events it is
const BEYOND = 2; // pixels that bars reach beyond the plot
const SPACE = 4; // pixels beside a title

export { TITLE_SIZE };

/**
 * A bar with its title in it or beside it, or with neither.
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
  return { ...bar, title, inside, beside, taken: (beside ? bar.to + SPACE + text : bar.to) + SPACE, row: 0 };
}

/**
 * Each bar in the first row of its lane that is free.
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
    ends[row] = bar.taken;
    return { ...bar, row };
  });
  return { bars: placed, rows: ends.length };
}

/**
 * Bars of one side that touch as one: an event goes on with a bar that ends within a pixel of its
 * start, or begins one in the first row that is free. Null where there are too many rows.
 *
 * @param {PixelBar[]} bars
 * @param {number} most rows
 */
function joinRuns(bars, most) {
  /** @type {(PixelBar & { row: number })[]} */
  const last = [];
  /** @type {(PixelBar & { row: number })[]} */
  const runs = [];
  for (const bar of bars) {
    const near = last.find((run) => run.side === bar.side && Math.abs(bar.from - run.to) <= GAP);
    if (near) {
      near.many += 1;
      near.to = Math.max(near.to, bar.to);
      near.end = Math.max(near.end, bar.end);
      near.precision = Math.min(near.precision, bar.precision) < 0 ? -1 : Math.max(near.precision, bar.precision);
      continue;
    }
    let row = last.findIndex((run) => run.to + GAP <= bar.from);
    if (row < 0) row = last.length;
    if (row >= most) return null;
    const run = { ...bar, row };
    last[row] = run;
    runs.push(run);
  }
  return { bars: runs, rows: last.length };
}

/** Packs the events of a window into rows; null where a lane has no room for its bars. */
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
    this.width = view.figure.room;
    this.scale = (high - low) / this.width;
    this.room = view.events.data.room;
  }

  /**
   * @param {number} n
   * @param {number} least pixels of a bar
   * @returns {PixelBar}
   */
  bar(n, least) {
    const { events } = this.view;
    const end = events.endOf(n);
    const from = Math.max(-BEYOND, (events.startOf(n) - this.low) / this.scale);
    const to = Math.max(from + least, Math.min(this.width + BEYOND, (end - this.low) / this.scale));
    return { n, from, to, side: events.sideOf(n), many: 1, end, precision: events.precisionOf(n) };
  }

  /** @param {number[]} found */
  byLane(found) {
    /** @type {number[][]} */
    const lanes = this.view.events.data.lanes.map(() => []);
    for (const n of found) lanes[this.view.events.laneOf(n)]?.push(n);
    return lanes.filter((events) => events.length);
  }

  /**
   * All bars with the height of a row in their lane.
   *
   * @param {Lane[]} lanes
   */
  withSteps(lanes) {
    return lanes.flatMap(({ bars, rows }) => {
      const step = Math.min(ROW + THIN, this.room / rows);
      return bars.map((bar) => ({ ...bar, step }));
    });
  }

  /**
   * Each event as a bar, with titles in each lane that has the room.
   *
   * @returns {Packed | null}
   */
  single() {
    const found = this.view.events.few(this.low, this.high, MOST_TITLED);
    if (!found) return null;
    const lanes = this.byLane(found).map((events) => {
      const bars = events.map((n) => this.bar(n, THIN));
      const titled = packRows(bars.map((bar) => label(bar, this.view.title(bar.n), this.width)));
      return titled.rows * ROW <= this.room ? titled : packRows(bars.map((bar) => label(bar, "", this.width)));
    });
    if (lanes.some(({ rows }) => rows * THIN > this.room)) return null;
    return { bars: this.withSteps(lanes), total: found.length };
  }

  /**
   * Neighbours of one side as one bar, which says how many they are where it has the room.
   *
   * @returns {Packed | null}
   */
  joined() {
    const found = this.view.events.few(this.low, this.high, MOST);
    if (!found) return null;
    const most = Math.floor(this.room / THINNEST);
    /** @type {Lane[]} */
    const lanes = [];
    for (const events of this.byLane(found)) {
      const lane = joinRuns(events.map((n) => this.bar(n, 1)), most);
      if (!lane) return null;
      /** @param {PixelBar} bar */
      const textOf = ({ n, many, from, to }) => {
        if (lane.rows * ROW > this.room || to - from < NUMBERED) return "";
        return many > 1 ? this.view.number.format(many) : this.view.title(n);
      };
      lanes.push({ rows: lane.rows, bars: lane.bars.map((bar) => ({ ...label(bar, textOf(bar), 0), row: bar.row })) });
    }
    const bars = this.withSteps(lanes);
    return found.length > MOST_JOINED * bars.length ? null : { bars, total: found.length };
  }
}
