// Touch on a plot: one finger scrolls the page, two zoom the figure. Touch events are kept from
// plotly, which would draw a zoom box.
import { plotBox } from "./axes/scale.js";

/** @import { Range } from "./types.js" */
/** @import { Figure } from "./figure.js" */

/** @typedef {{ distance: number, middle: number }} Pinch pixels between two fingers, and from the left of the plot to their middle */

const MIN_DISTANCE = 10; // pixels between two fingers

/** @param {Figure} figure */
export function listenToTouch(figure) {
  const { plot, zoom } = figure;
  if (zoom.fullRange) plot.classList.add("timeline-pinch-zoom");
  /** @type {{ pinch: Pinch, window: Range } | null} */
  let initial = null;
  /** @type {Range | null} */
  let requested = null;

  const draw = () => {
    zoom.to(requested);
    requested = null;
  };
  /** @param {TouchEvent} event */
  const start = (event) => {
    event.stopPropagation();
    const pinch = pinchOf(event.touches, figure);
    initial = pinch && zoom.window ? { pinch, window: zoom.window } : null;
    if (initial) event.preventDefault();
  };
  /** @param {TouchEvent} event */
  const move = (event) => {
    event.stopPropagation();
    const pinch = initial && pinchOf(event.touches, figure);
    if (!initial || !pinch) return;
    event.preventDefault();
    if (!requested) requestAnimationFrame(draw);
    requested = pinchedWindow(initial, pinch, figure.plotWidth);
  };
  /** @param {TouchEvent} event */
  const end = (event) => {
    event.stopPropagation();
    if (event.touches.length < 2) initial = null;
  };
  plot.addEventListener("touchstart", start, { capture: true, passive: false });
  plot.addEventListener("touchmove", move, { capture: true, passive: false });
  plot.addEventListener("touchend", end, { capture: true });
  plot.addEventListener("touchcancel", end, { capture: true });
}

/**
 * Keeps plotly's tooltip of a tapped mark open until the next tap: after a tap, browsers emulate mouse
 * events, and may report at once that the mouse has left.
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
 * @returns {Pinch | null}
 */
function pinchOf([one, two, ...more], { canvas, layout }) {
  if (!one || !two || more.length) return null;
  const box = canvas.getBoundingClientRect();
  const scale = box.width / layout.width || 1;
  const distance = Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY) / scale;
  const middle = ((one.clientX + two.clientX) / 2 - box.left) / scale - plotBox(layout).left;
  return { distance: Math.max(distance, MIN_DISTANCE), middle };
}

/**
 * The window that keeps the same time under the fingers.
 *
 * @param {{ pinch: Pinch, window: Range }} start
 * @param {Pinch} pinch
 * @param {number} width pixels of the plot
 * @returns {Range}
 */
function pinchedWindow({ pinch: first, window: [low, high] }, pinch, width) {
  const anchor = low + (first.middle / width) * (high - low);
  const span = (high - low) * (first.distance / pinch.distance);
  const start = anchor - (pinch.middle / width) * span;
  return [start, start + span];
}
