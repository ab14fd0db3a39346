// Finds texts that are hard to read on the canvas of a page, where no element holds them: "watch"
// records each text as it is painted, with the colours under it; "report" returns messages.
var timelineCanvas = (() => {
  const SEEN = ".timeline-events";
  const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (one, two) => {
    const [low, high] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const swatch = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (color) => {
    swatch.clearRect(0, 0, 1, 1);
    swatch.fillStyle = color;
    swatch.fillRect(0, 0, 1, 1);
    return [...swatch.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const painted = new Map();

  function watch() {
    const { fillText, scale } = CanvasRenderingContext2D.prototype;
    // each drawing scales its context once, at its start
    CanvasRenderingContext2D.prototype.scale = function (...by) {
      if (this.canvas.matches(SEEN)) painted.set(this.canvas, []);
      return scale.apply(this, by);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...more) {
      if (this.canvas.matches(SEEN)) {
        const size = this.measureText(text);
        const { a: sharp } = this.getTransform();
        const box = { left: x - size.actualBoundingBoxLeft, right: x + size.actualBoundingBoxRight,
          top: y - size.actualBoundingBoxAscent, bottom: y + size.actualBoundingBoxDescent };
        const under = [0, 0.25, 0.5, 0.75, 1].map((part) => [...this.getImageData(
          Math.round((box.left + part * (box.right - box.left)) * sharp), Math.round(y * sharp), 1, 1).data]);
        painted.get(this.canvas)?.push({ text, box, under, color: channels(this.fillStyle),
          size: parseFloat(/([\d.]+)px/.exec(this.font)[1]) });
      }
      return fillText.call(this, text, x, y, ...more);
    };
  }

  const apart = (a, b) => a.left >= b.right - 0.5 || b.left >= a.right - 0.5
    || a.top >= b.bottom - 0.5 || b.top >= a.bottom - 0.5;

  function report() {
    const found = { overlaps: [], cut: [], small: [], faint: [], count: 0 };
    const paper = channels(getComputedStyle(document.documentElement).backgroundColor);
    for (const [canvas, texts] of painted) {
      if (!canvas.isConnected) continue;
      const view = canvas.getBoundingClientRect();
      const fixed = [...document.querySelectorAll(".timeline-canvas text")]
        .filter((one) => one.textContent.trim() && one.getAttribute("display") !== "none")
        .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }));
      const lines = texts.map((one) => ({ ...one, box: { left: one.box.left + view.left,
        right: one.box.right + view.left, top: one.box.top + view.top, bottom: one.box.bottom + view.top } }));
      found.count += lines.length;
      lines.forEach(({ text, box, size, color, under }, n) => {
        for (const other of [...lines.slice(n + 1), ...fixed]) {
          if (!apart(box, other.box)) found.overlaps.push(`"${text}" and "${other.text}" on the canvas`);
        }
        const beyond = Math.max(view.left - box.left, box.right - view.right, view.top - box.top, box.bottom - view.bottom);
        if (beyond > 0.5) found.cut.push(`"${text}" on the canvas by ${beyond.toFixed(1)}`);
        if (size < 9) found.small.push(`"${text}" on the canvas: ${size} px`);
        const grounds = under.map(([r, g, b, a]) => [r, g, b].map((c, at) => (c * a + paper[at] * (255 - a)) / 255));
        const least = Math.min(...grounds.map((one) => contrast(color, one)));
        if (least < 4.5) found.faint.push(`"${text}" on the canvas: ${least.toFixed(2)} to 1`);
      });
    }
    return found;
  }

  return { watch, report };
})();
