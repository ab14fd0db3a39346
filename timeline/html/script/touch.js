// Fingers on a plot: one scrolls the page, two zoom the figure. Plotly, which would take both to
// draw a box, does not see them.
import { plotBox } from "./axes/scale.js";

/** @import { Range } from "./types.js" */
/** @import { Figure } from "./figure.js" */

/** @typedef {{ distance: number, middle: number }} Grip pixels between two fingers, and their middle from the left of the plot */

const NEAREST = 10; // pixels that two fingers count as apart at least

/** @param {Figure} figure */
export function listenToTouch(figure) {
  const { plot, zoom } = figure;
  if (zoom.whole) plot.classList.add("timeline-pinched");
  /** @type {{ grip: Grip, window: Range } | null} */
  let begun = null;
  /** @type {Range | null} */
  let wanted = null;

  const draw = () => {
    zoom.to(wanted);
    wanted = null;
  };
  /** @param {TouchEvent} event */
  const start = (event) => {
    event.stopPropagation();
    const grip = gripOf(event.touches, figure);
    begun = grip && zoom.window ? { grip, window: zoom.window } : null;
    if (begun) event.preventDefault();
  };
  /** @param {TouchEvent} event */
  const move = (event) => {
    event.stopPropagation();
    const grip = begun && gripOf(event.touches, figure);
    if (!begun || !grip) return;
    event.preventDefault();
    if (!wanted) requestAnimationFrame(draw);
    wanted = pinched(begun, grip, figure.room);
  };
  /** @param {TouchEvent} event */
  const end = (event) => {
    event.stopPropagation();
    if (event.touches.length < 2) begun = null;
  };
  plot.addEventListener("touchstart", start, { capture: true, passive: false });
  plot.addEventListener("touchmove", move, { capture: true, passive: false });
  plot.addEventListener("touchend", end, { capture: true });
  plot.addEventListener("touchcancel", end, { capture: true });
}

/**
 * Keeps what plotly shows of a mark that was tapped, until another place is: after a tap browsers
 * send events of a mouse that nobody holds, and may say at once that it has left.
 *
 * @param {Figure} figure whose marks plotly draws
 */
export function holdTaps({ plot, canvas }) {
  let tapped = false;
  plot.addEventListener("pointermove", ({ pointerType }) => (tapped = pointerType !== "mouse"), { capture: true });
  plot.addEventListener("pointerdown", ({ pointerType }) => (tapped = pointerType !== "mouse"), { capture: true });
  plot.addEventListener("mouseout", (event) => tapped && event.stopPropagation(), { capture: true });
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !plot.contains(target)) Plotly.Fx.unhover(canvas);
  });
}

/**
 * @param {TouchList} touches
 * @param {Figure} figure
 * @returns {Grip | null}
 */
function gripOf([one, two, ...more], { canvas, layout }) {
  if (!one || !two || more.length) return null;
  const box = canvas.getBoundingClientRect();
  const shrink = box.width / layout.width || 1;
  const distance = Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY) / shrink;
  const middle = ((one.clientX + two.clientX) / 2 - box.left) / shrink - plotBox(layout).left;
  return { distance: Math.max(distance, NEAREST), middle };
}

/**
 * The window in which what was between the fingers still is.
 *
 * @param {{ grip: Grip, window: Range }} begun
 * @param {Grip} grip
 * @param {number} width pixels of the plot
 * @returns {Range}
 */
function pinched({ grip: first, window: [low, high] }, grip, width) {
  const held = low + (first.middle / width) * (high - low);
  const span = (high - low) * (first.distance / grip.distance);
  const start = held - (grip.middle / width) * span;
  return [start, start + span];
}
