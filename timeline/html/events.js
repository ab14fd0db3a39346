"use strict";
// The events of a figure that has more of them than bars can show: unpacked from its columns
// (timeline.layout.density.columns), counted in any stretch of time, found by their titles.
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

    // Events under way in each stretch, as timeline.stats.concurrency counts them.
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
