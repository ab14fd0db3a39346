"use strict";
// The events of a figure that has more of them than bars can show: unpacked from its columns
// (timeline.layout.eventcolumns), counted in any stretch of time, found by their titles.
var timelineEvents = (() => {
  const BLOCK = 4096; // events whose last end is known together

  const bytesOf = (text) => Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  async function unpack(text) {
    const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  // Numbers of four bytes, whose bytes stand in planes: all lowest ones, then all second ones.
  function joined(planes, count) {
    const found = new Uint32Array(count);
    for (let n = 0; n < count; n++) {
      found[n] = planes[n] + planes[count + n] * 256 + planes[2 * count + n] * 65536 + planes[3 * count + n] * 16777216;
    }
    return found;
  }

  class Events {
    async load(data) {
      Object.assign(this, { count: data.count, chunk: data.chunk, packed: data.titles, chunks: [], data });
      const columns = ["start", "length", "lane", "side", "kind"].filter((name) => data[name]);
      const unpacked = await Promise.all(columns.map((name) => unpack(data[name])));
      const raw = Object.fromEntries(columns.map((name, n) => [name, unpacked[n]]));
      [this.lane, this.side, this.kind] = [raw.lane, raw.side, raw.kind];
      this.start = new Float64Array(this.count);
      this.end = new Float64Array(this.count);
      const wide = data.wide && [raw.start, raw.length].map((bytes) => new Float64Array(bytes.buffer));
      const [deltas, lengths] = wide || [joined(raw.start, this.count), joined(raw.length, this.count)];
      let at = data.origin / data.unit;
      for (let n = 0; n < this.count; n++) {
        at = wide ? deltas[n] : at + deltas[n];
        this.start[n] = at * data.unit;
        this.end[n] = (wide ? lengths[n] : at + lengths[n]) * data.unit;
      }
      this.blocks = Array.from({ length: Math.ceil(this.count / BLOCK) }, (_, block) => {
        let last = -Infinity;
        for (let n = block * BLOCK; n < Math.min(this.count, (block + 1) * BLOCK); n++) last = Math.max(last, this.end[n]);
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

    // Every event that shares time with a window, and is not left out by a filter.
    each(low, high, act) {
      const last = this.rank(high);
      const all = !this.hidden.size && this.kindOnly < 0;
      for (let block = 0; block * BLOCK < last; block++) {
        if (this.blocks[block] < low) continue;
        const stop = Math.min(last, (block + 1) * BLOCK);
        for (let n = block * BLOCK; n < stop; n++) {
          if ((this.end[n] > low || this.start[n] >= low) && (all || this.shown(n))) act(n);
        }
      }
    }

    within(low, high, most = Infinity) {
      const found = [];
      let total = 0;
      this.each(low, high, (n) => {
        if (total++ < most) found.push(n);
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
      });
      for (let at = 1; at < change.length; at++) if (at % (many + 1)) change[at] += change[at - 1];
      return { counts: change, length, name, first, many, total };
    }

    // The title of an event, or nothing while its chunk is being unpacked.
    title(n, then) {
      const at = Math.floor(n / this.chunk);
      const chunk = this.chunks[at];
      if (Array.isArray(chunk)) return chunk[n % this.chunk];
      const loaded = this.titles(at);
      if (then) loaded.then(then);
      return "";
    }

    titles(at) {
      this.chunks[at] ??= unpack(this.packed[at]).then((bytes) => (this.chunks[at] = new TextDecoder().decode(bytes).split("\n")));
      return Promise.resolve(this.chunks[at]);
    }
  }

  return { Events };
})();
