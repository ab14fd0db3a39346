// The events of a density chart: unpacks their columns (timeline.layout.density.columns), counts them in
// any time window, and searches their titles.

/** @import { Counts, EventColumns } from "../types.js" */

const BLOCK = 4096; // events that share an index entry with their last end
const CACHED_CHUNKS = 32; // of titles
const [CELL, COLUMN] = [30, 29].map((code) => String.fromCharCode(code)); // between cells, and between columns
/** Length of the ISO text of each precision that the page formats itself (PLAIN in columns.py). */
const ISO_LENGTHS = [19, 16, 10];
const DAY = 2; // the precision whose ends are exclusive

/** @param {string} text */
const bytesOf = (text) => Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** @param {string} text */
async function unpack(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string} [packed] */
const textOf = async (packed) => (packed ? new TextDecoder().decode(await unpack(packed)) : "");

/**
 * Joins numbers from byte planes: all lowest bytes, then all second ones, as many as the largest
 * number needs.
 *
 * @param {Uint8Array} planes
 * @param {number} count
 */
function joinPlanes(planes, count) {
  if (planes.length === count) return planes;
  const numbers = new Uint32Array(count);
  for (let first = 0, shift = 0; first < planes.length; first += count, shift += 8) {
    for (let n = 0; n < count; n++) numbers[n] = at(numbers, n) | (at(planes, first + n) << shift);
  }
  return numbers;
}

/**
 * An array element whose index is known to be in range.
 *
 * @param {ArrayLike<number>} numbers
 * @param {number} n
 */
const at = (numbers, n) => /** @type {number} */ (numbers[n]);

/**
 * Start and end of each event, in seconds.
 *
 * @param {EventColumns} data
 * @param {Uint8Array<ArrayBuffer>} first
 * @param {Uint8Array<ArrayBuffer>} second
 */
function timesOf({ count, unit, origin, wide }, first, second) {
  const [start, end] = [new Float64Array(count), new Float64Array(count)];
  if (wide) {
    const [starts, ends] = [new Float64Array(first.buffer), new Float64Array(second.buffer)];
    for (let n = 0; n < count; n++) {
      start[n] = at(starts, n) * unit;
      end[n] = at(ends, n) * unit;
    }
    return { start, end };
  }
  const [deltas, lengths] = [joinPlanes(first, count), joinPlanes(second, count)];
  for (let n = 0, time = origin / unit; n < count; n++) {
    time += at(deltas, n);
    start[n] = time * unit;
    end[n] = (time + at(lengths, n)) * unit;
  }
  return { start, end };
}

/**
 * The last end of each block of events.
 *
 * @param {Float64Array} end
 */
const lastEnds = (end) => Array.from({ length: Math.ceil(end.length / BLOCK) }, (_, block) => {
  let last = -Infinity;
  for (let n = block * BLOCK, stop = Math.min(end.length, n + BLOCK); n < stop; n++) last = Math.max(last, at(end, n));
  return last;
});

/** @typedef {{ titles: string[], times: string[] }} Chunk */
/**
 * @typedef {object} Columns
 * @property {Float64Array} start
 * @property {Float64Array} end
 * @property {Uint8Array} lane
 * @property {Uint8Array} side
 * @property {Uint8Array} precision
 * @property {Uint8Array | null} kind
 */

export class Events {
  /**
   * @param {EventColumns} data
   * @param {Columns} columns
   */
  constructor(data, { start, end, lane, side, precision, kind }) {
    this.data = data;
    this.count = data.count;
    this.chunk = data.chunk;
    this.start = start;
    this.end = end;
    this.lane = lane;
    this.side = side;
    this.precision = precision;
    this.kind = kind;
    this.lastEnds = lastEnds(end);
    /** @type {Set<number>} */
    this.hiddenSides = new Set();
    this.onlyKind = -1;
    /** Chunks of titles and of times in words, unpacked or loading.
     * @type {Map<number, Chunk | Promise<Chunk>>} */
    this.chunks = new Map();
  }

  /** @param {number} n */
  startOf(n) {
    return at(this.start, n);
  }

  /** @param {number} n */
  endOf(n) {
    return at(this.end, n);
  }

  /** @param {number} n */
  laneOf(n) {
    return at(this.lane, n);
  }

  /** @param {number} n */
  sideOf(n) {
    return at(this.side, n);
  }

  /**
   * The precision with which an event's time is formatted; -1 if it needs words.
   *
   * @param {number} n
   */
  precisionOf(n) {
    return Math.floor((at(this.precision, n) - 1) / 2);
  }

  /**
   * Names of an event's lane, side and kind; the kind is empty if the events have none.
   *
   * @param {number} n
   */
  names(n) {
    const { lanes, sides, kinds } = this.data;
    const kind = this.kind ? kinds[at(this.kind, n)] ?? "" : "";
    return { lane: lanes[this.laneOf(n)] ?? "", side: sides[this.sideOf(n)] ?? "", kind };
  }

  /**
   * The index of the first event that begins at or after an instant.
   *
   * @param {number} instant
   */
  rank(instant) {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(this.start, middle) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Whether an event passes the filters.
   *
   * @param {number} n
   */
  isShown(n) {
    return !this.hiddenSides.has(this.sideOf(n)) && (this.onlyKind < 0 || !this.kind || at(this.kind, n) === this.onlyKind);
  }

  /**
   * Calls `act` for every event that overlaps a window and passes the filters, until it returns true.
   *
   * @param {number} low seconds
   * @param {number} high seconds
   * @param {(n: number) => boolean} act
   */
  each(low, high, act) {
    const last = this.rank(high);
    const all = !this.hiddenSides.size && this.onlyKind < 0;
    const { start, end } = this;
    for (let block = 0; block * BLOCK < last; block++) {
      if (at(this.lastEnds, block) < low) continue;
      const stop = Math.min(last, (block + 1) * BLOCK);
      for (let n = block * BLOCK; n < stop; n++) {
        if ((at(end, n) > low || at(start, n) >= low) && (all || this.isShown(n)) && act(n)) return;
      }
    }
  }

  /**
   * All events of a window, or null if there are more than `limit`.
   *
   * @param {number} low
   * @param {number} high
   * @param {number} limit
   */
  allWithin(low, high, limit) {
    /** @type {number[]} */
    const events = [];
    this.each(low, high, (n) => events.push(n) > limit);
    return events.length > limit ? null : events;
  }

  /**
   * The number of events in a window, and a page of them.
   *
   * @param {number} low
   * @param {number} high
   * @param {{ limit?: number, first?: number }} [page]
   */
  within(low, high, { limit = Infinity, first = 0 } = {}) {
    /** @type {number[]} */
    const events = [];
    let total = 0;
    this.each(low, high, (n) => {
      if (total >= first && events.length < limit) events.push(n);
      total += 1;
      return false;
    });
    return { events, total };
  }

  /**
   * Events under way in each column of a window, counted as in timeline.stats.concurrency.
   *
   * @param {number} low
   * @param {number} high
   * @param {number} minLength seconds of a column
   * @returns {Counts}
   */
  countColumns(low, high, minLength) {
    const { lanes, lengths } = this.data;
    const sides = this.data.sides.length;
    const [length, name] = lengths.find(([seconds]) => seconds >= minLength) ?? lengths.at(-1) ?? [minLength, ""];
    const first = Math.floor(low / length);
    const columns = Math.max(1, Math.ceil(high / length) - first);
    const counts = new Int32Array(lanes.length * sides * (columns + 1));
    let total = 0;
    this.each(first * length, (first + columns) * length, (n) => {
      const [start, end] = [this.startOf(n), this.endOf(n)];
      const from = Math.floor(start / length) - first;
      const to = Math.max(Math.ceil(end / length) - 1 - first, from);
      const row = (this.laneOf(n) * sides + this.sideOf(n)) * (columns + 1);
      counts[row + Math.max(from, 0)] = at(counts, row + Math.max(from, 0)) + 1;
      counts[row + Math.min(to, columns - 1) + 1] = at(counts, row + Math.min(to, columns - 1) + 1) - 1;
      if (start < high && (end > low || start >= low)) total++;
      return false;
    });
    for (let n = 1; n < counts.length; n++) if (n % (columns + 1)) counts[n] = at(counts, n) + at(counts, n - 1);
    const totals = new Int32Array(lanes.length * columns);
    for (let row = 0; row < lanes.length * sides; row++) {
      const lane = Math.floor(row / sides) * columns;
      for (let n = 0; n < columns; n++) totals[lane + n] = at(totals, lane + n) + at(counts, row * (columns + 1) + n);
    }
    const highest = totals.reduce((most, count) => Math.max(most, count), 0);
    return { counts, totals, highest, length, name, first, columns, total };
  }

  /**
   * The title of an event, or an empty text while its chunk is loading.
   *
   * @param {number} n
   * @param {() => void} [then] called when it is loaded
   */
  title(n, then) {
    const number = Math.floor(n / this.chunk);
    const chunk = this.chunks.get(number);
    if (chunk && "titles" in chunk) return chunk.titles[n % this.chunk] ?? "";
    const loaded = this.load(number);
    if (then) loaded.then(then);
    return "";
  }

  /**
   * The time of an event in words, if its chunk is loaded and it needs words.
   *
   * @param {number} n
   */
  time(n) {
    const chunk = this.chunks.get(Math.floor(n / this.chunk));
    return (chunk && "times" in chunk && chunk.times[n % this.chunk]) || "";
  }

  /**
   * Loads titles and times of a chunk; drops the oldest chunk if the cache is full.
   *
   * @param {number} number
   * @returns {Promise<Chunk>}
   */
  async load(number) {
    const cached = this.chunks.get(number);
    if (cached) return cached;
    const [oldest] = this.chunks.keys();
    if (this.chunks.size >= CACHED_CHUNKS && oldest !== undefined) this.chunks.delete(oldest);
    const loading = Promise.all([this.text(number), textOf(this.data.times[number])]).then(([titles, times]) => {
      const chunk = { titles: titles.split("\n"), times: times.split("\n") };
      if (this.chunks.has(number)) this.chunks.set(number, chunk);
      return chunk;
    });
    this.chunks.set(number, loading);
    return loading;
  }

  /**
   * Loads titles and times of some events.
   *
   * @param {number[]} events
   */
  loadTexts(events) {
    return Promise.all(events.map((n) => this.load(Math.floor(n / this.chunk))));
  }

  /** @param {number} number of a chunk */
  text(number) {
    return textOf(this.data.titles[number]);
  }

  /**
   * Loads the table rows of a chunk; the result is a function that returns the cells of an event.
   *
   * @param {number} number
   */
  async rows(number) {
    const [text, { titles }] = await Promise.all([textOf(this.data.rows[number]), this.load(number)]);
    const columns = text.split(COLUMN ?? "").map((column) => column.split(CELL ?? ""));
    const { columns: names } = this.data;
    /** @param {number} n */
    return (n) => names.map((name, column) => {
      const place = n - number * this.chunk;
      return (name === "title" ? titles[place] : columns[column]?.[place]) || this.iso(n, name);
    });
  }

  /**
   * A date as in the table, if it follows from the event's instants; otherwise an empty text.
   *
   * @param {number} n
   * @param {string} column
   */
  iso(n, column) {
    const code = at(this.precision, n);
    const precision = this.precisionOf(n);
    if (precision < 0 || (column !== "start" && (column !== "end" || code % 2))) return "";
    const instant = column === "start" ? this.startOf(n) : this.endOf(n) - Number(precision === DAY);
    return new Date(instant * 1000).toISOString().slice(0, ISO_LENGTHS[precision]);
  }

  /**
   * Finds the events whose title contains a text, ignoring case, chunk by chunk.
   *
   * @param {string} query in lower case
   * @param {string} language
   */
  async *search(query, language) {
    for (let number = 0; number < this.data.titles.length; number++) {
      const text = (await this.text(number)).toLocaleLowerCase(language);
      let [line, from] = [0, 0];
      for (let hit = text.indexOf(query); hit >= 0;) {
        for (let end = text.indexOf("\n", from); end >= 0 && end < hit; end = text.indexOf("\n", from)) {
          [line, from] = [line + 1, end + 1];
        }
        yield number * this.chunk + line;
        const end = text.indexOf("\n", hit);
        hit = end < 0 ? -1 : text.indexOf(query, end + 1);
      }
    }
  }
}

/**
 * Unpacks the columns of a page.
 *
 * @param {EventColumns} data
 */
export async function loadEvents(data) {
  const empty = Promise.resolve(new Uint8Array());
  const [start, length, lane, side, precision, kind] = await Promise.all([
    unpack(data.start), unpack(data.length), unpack(data.lane), unpack(data.side), unpack(data.precision),
    data.kind ? unpack(data.kind) : empty,
  ]);
  return new Events(data, { ...timesOf(data, start, length), lane, side, precision, kind: data.kind ? kind : null });
}
