// Shapes of symbols and hatches of bars, in plotly's geometry, to match plotly's legend.
import { svgElement } from "../text.js";

/** @import { Hatch } from "../types.js" */

/** @param {number} value */
export const round = (value) => Math.round(value * 100) / 100;

/**
 * A closed path through points in units of a radius.
 *
 * @param {number} radius
 * @param {...[number, number]} points
 */
const polygon = (radius, ...points) => `M${points.map(([x, y]) => `${round(x * radius)},${round(y * radius)}`).join("L")}Z`;

const ROOT3 = Math.sqrt(3);
const STAR = 1.4;

/**
 * Path of each symbol around the origin, by radius.
 *
 * @type {Record<string, (radius: number) => string>}
 */
export const SYMBOLS = {
  circle: (r) => `M${round(r)},0A${round(r)},${round(r)} 0 1,1 0,-${round(r)}A${round(r)},${round(r)} 0 0,1 ${round(r)},0Z`,
  square: (r) => polygon(r, [1, 1], [-1, 1], [-1, -1], [1, -1]),
  diamond: (r) => polygon(r, [1.3, 0], [0, 1.3], [-1.3, 0], [0, -1.3]),
  cross: (r) => polygon(
    r, [1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4],
    [-1.2, -0.4], [-0.4, -0.4], [-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4],
  ),
  "triangle-up": (r) => polygon(r, [-2 / ROOT3, 0.5], [2 / ROOT3, 0.5], [0, -1]),
  "triangle-left": (r) => polygon(r, [0.5, -2 / ROOT3], [0.5, 2 / ROOT3], [-1, 0]),
  "triangle-right": (r) => polygon(r, [-0.5, -2 / ROOT3], [-0.5, 2 / ROOT3], [1, 0]),
  pentagon: (r) => polygon(r, [0.951, -0.309], [0.588, 0.809], [-0.588, 0.809], [-0.951, -0.309], [0, -1]),
  hexagon: (r) => polygon(
    r, [ROOT3 / 2, -0.5], [ROOT3 / 2, 0.5], [0, 1], [-ROOT3 / 2, 0.5], [-ROOT3 / 2, -0.5], [0, -1],
  ),
  star: (r) => polygon(
    STAR * r, [0.225, -0.309], [0.951, -0.309], [0.363, 0.118], [0.588, 0.809], [0, 0.382],
    [-0.588, 0.809], [-0.363, 0.118], [-0.951, -0.309], [-0.225, -0.309], [0, -1],
  ),
};

/** @type {(side: number) => string} */
const rising = (side) =>
  `M${-side / 4},${side / 4}l${side / 2},${-side / 2}M0,${side}L${side},0M${(side / 4) * 3},${(side / 4) * 5}l${side / 2},${-side / 2}`;
/** @type {(side: number) => string} */
const falling = (side) =>
  `M${(side / 4) * 3},${-side / 4}l${side / 2},${side / 2}M0,0L${side},${side}M${-side / 4},${(side / 4) * 3}l${side / 2},${side / 2}`;
/** @type {(side: number) => string} */
const upright = (side) => `M${side / 2},0L${side / 2},${side}`;
/** @type {(side: number) => string} */
const level = (side) => `M0,${side / 2}L${side},${side / 2}`;

/**
 * Lines of each hatch in a square tile, whether they cross, and whether they slope.
 *
 * @type {Record<string, { path: (side: number) => string, crossed?: boolean, sloped?: boolean }>}
 */
const HATCHES = {
  "/": { path: rising, sloped: true },
  "\\": { path: falling, sloped: true },
  x: { path: (side) => rising(side) + falling(side), crossed: true, sloped: true },
  "|": { path: upright },
  "-": { path: level },
  "+": { path: (side) => upright(side) + level(side), crossed: true },
};
const DOTS = ".";

/** @param {string} shape */
export const isHatch = (shape) => shape === DOTS || shape in HATCHES;

/**
 * The pattern element of a hatch.
 *
 * @param {Hatch} hatch
 * @param {string} id
 */
export function hatchElement({ shape, size, solidity, fgcolor, bgcolor, fgopacity = 0.5 }, id) {
  const hatch = HATCHES[shape];
  const side = hatch?.sloped ? size * Math.SQRT2 : size;
  const pattern = svgElement("pattern", { id, width: side, height: side, patternUnits: "userSpaceOnUse" });
  pattern.append(svgElement("rect", { width: side, height: side, fill: bgcolor }));
  if (!hatch) {
    const radius = Math.sqrt((solidity * size * size) / Math.PI);
    pattern.append(svgElement("circle", { cx: side / 2, cy: side / 2, r: radius, fill: fgcolor, opacity: fgopacity }));
    return pattern;
  }
  const width = hatch.crossed ? size - size * Math.sqrt(1 - solidity) : solidity * size;
  pattern.append(svgElement("path", { d: hatch.path(side), stroke: fgcolor, "stroke-width": width, opacity: fgopacity }));
  return pattern;
}
