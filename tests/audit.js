// Finds texts that are hard to read in a picture, an SVG or the plot of a page, as the browser draws it.
// Returns lists of messages (overlaps, cut, small, faint), every line of text with its position, and
// whether the page scrolls sideways.
(async () => {
  await document.fonts.ready;
  const svg = document.querySelector(".timeline-canvas") ?? document.querySelector("svg");
  const TOLERANCE = 0.5;

  // sRGB to luminance, and WCAG 2's contrast.
  const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (one, two) => {
    const [low, high] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const rgba = (color) => {
    const found = /rgba?\(([^)]+)\)/.exec(color);
    if (!found) return null;
    const [r, g, b, a = 1] = found[1].split(/[ ,/]+/).map(Number);
    return { rgb: [r, g, b], alpha: a };
  };
  const opacity = (element) => {
    let all = 1;
    for (let node = element; node && node !== document; node = node.parentNode) {
      if (node.nodeType === 1) all *= Number(getComputedStyle(node).opacity);
    }
    return all;
  };
  const drawn = (element) => !element.closest("defs, clipPath, pattern, mask")
    && getComputedStyle(element).visibility !== "hidden"
    && getComputedStyle(element).display !== "none";

  // The part of the screen that clip paths leave visible for an element, in pixels.
  const seen = new Map();
  function windowOf(element) {
    if (!element || element.nodeType !== 1) {
      return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    }
    if (seen.has(element)) return seen.get(element);
    let found = windowOf(element.parentNode);
    const id = /url\(["']?#([^"')]+)/.exec(getComputedStyle(element).clipPath)?.[1];
    const clip = id && document.getElementById(id)?.querySelector("rect");
    if (clip) {
      const { x, y, width, height } = clip;
      const [x0, y0] = [x.baseVal.value, y.baseVal.value];
      const matrix = element.getScreenCTM();
      const one = new DOMPoint(x0, y0).matrixTransform(matrix);
      const two = new DOMPoint(x0 + width.baseVal.value, y0 + height.baseVal.value)
        .matrixTransform(matrix);
      found = {
        left: Math.max(found.left, one.x), top: Math.max(found.top, one.y),
        right: Math.min(found.right, two.x), bottom: Math.min(found.bottom, two.y),
      };
    }
    seen.set(element, found);
    return found;
  }

  const everything = [...svg.querySelectorAll("*")];
  const place = new Map(everything.map((element, index) => [element, index]));
  const shapes = everything
    .filter((element) => element instanceof SVGGeometryElement && drawn(element))
    .map((element) => {
      const style = getComputedStyle(element);
      const pattern = /url\(["']?#([^"')]+)/.exec(style.fill)?.[1];
      const fill = pattern ? null : rgba(style.fill);
      const alpha = opacity(element) * Number(style.fillOpacity);
      return { element, at: place.get(element), pattern, rgb: fill?.rgb,
        alpha: fill ? alpha * fill.alpha : alpha, rect: element.getBoundingClientRect(),
        back: element.getScreenCTM()?.inverse() };
    })
    .filter((shape) => (shape.pattern || shape.rgb) && shape.alpha > 0.01);

  const covers = (shape, x, y) => {
    const { left, right, top, bottom } = shape.rect;
    if (x < left || x > right || y < top || y > bottom) return false;
    const clip = windowOf(shape.element);
    if (x < clip.left || x > clip.right || y < clip.top || y > clip.bottom) return false;
    return shape.element.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.back));
  };
  // All colours of a pattern, of which the worst counts.
  const colorsOf = (id) => [...document.getElementById(id).querySelectorAll("*")].flatMap((part) => {
    const style = getComputedStyle(part);
    const used = style.stroke === "none" ? [style.fill] : [style.stroke];
    return used.map(rgba).filter((color) => color?.alpha).map((c) => c.rgb);
  });
  const fills = (id) => {
    const pattern = document.getElementById(id);
    const step = pattern.width.baseVal.value;
    return [...pattern.querySelectorAll("rect")].some((rect) => rect.width.baseVal.value >= step
      && rgba(getComputedStyle(rect).fill)?.alpha === 1);
  };
  const under = svg.querySelector("svg.main-svg");
  const paper = (under && rgba(getComputedStyle(under).backgroundColor)?.rgb) ?? [255, 255, 255];
  const blend = (over, alpha, under) => over.map((c, i) => c * alpha + under[i] * (1 - alpha));
  function ground(stack) {
    const [top, ...rest] = stack;
    if (!top) return [paper];
    if (top.pattern) return [...colorsOf(top.pattern), ...(fills(top.pattern) ? [] : ground(rest))];
    if (top.alpha > 0.99) return [top.rgb];
    return ground(rest).map((under) => blend(top.rgb, top.alpha, under));
  }

  // The box of a line without the no-break spaces that pad it.
  function inked(row) {
    const [padded, node] = [row.textContent, row.firstChild];
    if (padded.trim() === padded || row.childNodes.length > 1 || node.nodeType !== 3) {
      return row.getBoundingClientRect();
    }
    const range = document.createRange();
    range.setStart(node, padded.length - padded.trimStart().length);
    range.setEnd(node, padded.trimEnd().length);
    return range.getBoundingClientRect();
  }

  const lines = [];
  for (const text of svg.querySelectorAll("text")) {
    if (!drawn(text) || !text.textContent.trim()) continue;
    // Lines have an x attribute; other children are letters in another font.
    const rows = [...text.children].filter((child) => child.hasAttribute("x"));
    for (const row of rows.length ? rows : [text]) {
      if (!row.textContent.trim()) continue;
      const size = parseFloat(getComputedStyle(row).fontSize);
      const [rect, clip] = [inked(row), windowOf(row)];
      const away = rect.right <= clip.left || rect.left >= clip.right;
      const box = row.getBoundingClientRect();
      if (!away) lines.push({ row, said: row.textContent, size, rect, box, text });
    }
  }

  const view = svg.getBoundingClientRect();
  const report = { overlaps: [], cut: [], small: [], faint: [], lines: [] };
  report.lines = lines.map(({ said, box }) => ({ said, left: box.left, right: box.right,
    middle: (box.top + box.bottom) / 2 }));
  lines.sort((a, b) => a.rect.left - b.rect.left);
  lines.forEach((line, index) => {
    for (const other of lines.slice(index + 1)) {
      if (other.rect.left >= line.rect.right - TOLERANCE) break;
      const shared = Math.min(line.rect.bottom, other.rect.bottom)
        - Math.max(line.rect.top, other.rect.top);
      if (shared > TOLERANCE) {
        const wide = Math.min(line.rect.right, other.rect.right) - other.rect.left;
        report.overlaps.push(
          `"${line.said}" and "${other.said}" by ${wide.toFixed(1)} × ${shared.toFixed(1)}`);
      }
    }
    const clip = windowOf(line.row);
    const beyond = {
      left: Math.max(view.left, clip.left) - line.rect.left,
      right: line.rect.right - Math.min(view.right, clip.right),
      top: Math.max(view.top, clip.top) - line.rect.top,
      bottom: line.rect.bottom - Math.min(view.bottom, clip.bottom),
    };
    for (const [edge, by] of Object.entries(beyond)) {
      if (by > TOLERANCE) report.cut.push(`"${line.said}" at the ${edge} by ${by.toFixed(1)}`);
    }
    const scale = Math.abs(line.row.getScreenCTM().a || line.row.getScreenCTM().b);
    if (line.size * scale < 9 - 0.01) report.small.push(`"${line.said}": ${line.size} px`);
    const style = getComputedStyle(line.row);
    const color = rgba(style.fill);
    const alpha = color.alpha * Number(style.fillOpacity) * opacity(line.row);
    const at = place.get(line.text);
    // Letters with a halo of two pixels are read against it.
    const edged = style.paintOrder.startsWith("stroke") && parseFloat(style.strokeWidth) >= 4;
    const halo = edged && rgba(style.stroke)?.rgb;
    const { left, right, top, bottom } = line.rect;
    let least = Infinity;
    for (const part of [0.02, 0.25, 0.5, 0.75, 0.98]) {
      const [x, y] = [left + part * (right - left), (top + bottom) / 2];
      const stack = shapes.filter((shape) => shape.at < at && covers(shape, x, y)).reverse();
      for (const under of halo ? [halo] : ground(stack)) {
        least = Math.min(least, contrast(blend(color.rgb, alpha, under), under));
      }
    }
    if (least < 4.5) report.faint.push(`"${line.said}": ${least.toFixed(2)} to 1`);
  });
  scrollTo(-9999, 0); // in a right-to-left page, overflow is on the left
  const beyond = Math.abs(scrollX);
  scrollTo(0, 0);
  report.scrolls = beyond > 0 || document.documentElement.scrollWidth > innerWidth;
  return report;
})()
