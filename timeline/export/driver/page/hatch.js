"use strict";
// Patterns drawn as lines. A browser prints a shape that is filled with a pattern as a picture of
// pixels, large and slow; here the tiles of the pattern are laid out and clipped by the shape.
(() => {
  const SPACE = "http://www.w3.org/2000/svg";
  const MOST_TILES = 20000; // beyond it, pixels are the lesser evil

  const made = (name, attributes) => {
    const element = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const patternOf = (svg, shape) => {
    const id = /url\(["']?#([^"')]+)/.exec(shape.style.fill)?.[1];
    const found = id ? svg.getElementById(id) : null;
    return found?.localName === "pattern" ? found : null;
  };

  // The tiles that a box needs: the first and last column and row, in the pattern's own units.
  function tilesOf(box, pattern) {
    const matrix = pattern.patternTransform.baseVal.consolidate()?.matrix;
    const back = (matrix ? new DOMMatrix([matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f])
      : new DOMMatrix()).inverse();
    const corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) =>
      back.transformPoint(new DOMPoint(box.x + x * box.width, box.y + y * box.height)));
    const [width, height] = [pattern.width.baseVal.value, pattern.height.baseVal.value];
    const over = (values, step) =>
      [Math.floor(Math.min(...values) / step), Math.ceil(Math.max(...values) / step)];
    const [left, right] = over(corners.map((point) => point.x), width);
    const [top, bottom] = over(corners.map((point) => point.y), height);
    return { width, height, left, right, top, bottom, count: (right - left) * (bottom - top) };
  }

  function laidOut(pattern, tiles) {
    const turned = made("g", {});
    const transform = pattern.getAttribute("patternTransform");
    if (transform) turned.setAttribute("transform", transform);
    const marks = [...pattern.children].filter((child) => child.localName !== "rect"
      || child.getAttribute("width") !== pattern.getAttribute("width"));
    for (let column = tiles.left; column < tiles.right; column++) {
      for (let row = tiles.top; row < tiles.bottom; row++) {
        for (const mark of marks) {
          const copy = turned.appendChild(mark.cloneNode(true));
          copy.setAttribute("transform",
            `translate(${column * tiles.width},${row * tiles.height})`);
        }
      }
    }
    return turned;
  }

  function hatched(shape, pattern, name) {
    const tiles = tilesOf(shape.getBBox(), pattern);
    if (!(tiles.count <= MOST_TILES)) return;
    const clip = made("clipPath", { id: name });
    const outline = clip.appendChild(shape.cloneNode(false));
    outline.removeAttribute("transform");
    outline.removeAttribute("style");
    const group = made("g", { "clip-path": `url(#${name})` });
    if (shape.hasAttribute("transform")) {
      group.setAttribute("transform", shape.getAttribute("transform"));
    }
    group.style.opacity = shape.style.opacity;
    const ground = pattern.querySelector("rect[width][height]");
    if (ground && ground.getAttribute("width") === pattern.getAttribute("width")) {
      const under = group.appendChild(outline.cloneNode(false));
      under.style.fill = ground.style.fill || ground.getAttribute("fill");
      under.style.fillOpacity = ground.style.fillOpacity || ground.getAttribute("fill-opacity");
    }
    group.append(laidOut(pattern, tiles));
    shape.before(clip, group);
    shape.style.fill = "none";
  }

  // The pages of one document share their names: those of a page begin with its own.
  window.timelineHatch = (svg, page) => {
    [...svg.querySelectorAll("[style*='url(']")].forEach((shape, number) => {
      const pattern = patternOf(svg, shape);
      if (pattern) hatched(shape, pattern, `hatch-${page}-${number}`);
    });
  };
})();
