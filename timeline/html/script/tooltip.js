// The text of the mark that a pointer is at, a finger has tapped, or the keyboard has reached.
// Only a real mouse hovers: after a tap browsers send events of a mouse that nobody holds, and
// the headless shell at once another one from a corner of the page, which looks like leaving.
import { linesOf } from "./text.js";

/** @import { Box, Tip } from "./types.js" */
/** @import { Figure } from "./figure.js" */

const MOUSE_REACH = 4; // pixels from a mark that count as on it
const FINGER_REACH = 12; // with a finger: so that a target has 24 pixels
const STILL = 10; // pixels that a finger may move in a tap
const EDGE = 4; // pixels to the edges of the figure
const BESIDE = 14; // pixels right of the pointer
const BELOW = 16;

export class Tooltip {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.node = document.createElement("div");
    this.node.className = "timeline-tooltip";
    this.node.hidden = true;
    /** Where a finger touched the plot, until it is clear whether it taps.
     * @type {{ id: number, x: number, y: number } | null} */
    this.touched = null;
  }

  attach() {
    const { canvas, plot } = this.figure;
    canvas.append(this.node);
    plot.addEventListener("pointermove", (event) => this.hover(event));
    plot.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.hide());
    plot.addEventListener("pointerdown", (event) => this.press(event), { capture: true });
    plot.addEventListener("pointerup", (event) => this.release(event));
    plot.addEventListener("pointercancel", () => (this.touched = null));
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !plot.contains(target)) this.hide();
    });
  }

  /** @param {PointerEvent} event */
  hover(event) {
    if (event.pointerType !== "mouse" || event.buttons) return;
    this.showAt(event.clientX, event.clientY, MOUSE_REACH);
  }

  /** @param {PointerEvent} event */
  press({ pointerType, pointerId, clientX, clientY }) {
    if (pointerType === "mouse") this.hide();
    // a second finger does not tap, and neither does the first any more
    else this.touched = this.touched ? null : { id: pointerId, x: clientX, y: clientY };
  }

  /** @param {PointerEvent} event */
  release({ pointerId, clientX, clientY }) {
    const { touched } = this;
    this.touched = null;
    if (touched?.id !== pointerId || Math.hypot(clientX - touched.x, clientY - touched.y) > STILL) return;
    this.showAt(clientX, clientY, FINGER_REACH);
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @param {number} reach pixels
   */
  showAt(clientX, clientY, reach) {
    const box = this.figure.canvas.getBoundingClientRect();
    const shrink = box.width / this.figure.layout.width || 1;
    const [x, y] = [(clientX - box.left) / shrink, (clientY - box.top) / shrink];
    const { density } = this.figure;
    const tip = density
      ? density.tipAt(x, y, () => this.showAt(clientX, clientY, reach))
      : this.nearest(x, y, reach / shrink);
    if (tip?.lines.length) this.show(tip, x, y);
    else this.hide();
  }

  /**
   * The mark that is nearest to a place; of several the topmost.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} reach pixels
   * @returns {Tip | null}
   */
  nearest(x, y, reach) {
    let [best, text] = [reach, ""];
    for (const target of this.figure.overlay.marks.targets()) {
      const distance = distanceTo(target.box, x, y);
      if (distance <= best) [best, text] = [distance, target.text];
    }
    return text ? { lines: linesOf(text) } : null;
  }

  /**
   * Shows lines beside a place, in the figure.
   *
   * @param {Tip} tip
   * @param {number} x
   * @param {number} y
   */
  show({ lines }, x, y) {
    const { node } = this;
    const { width, height } = this.figure.layout;
    node.textContent = lines.join("\n");
    node.hidden = false;
    Object.assign(node.style, { left: "0", top: "0" }); // its width does not depend on its place
    const left = Math.max(EDGE, Math.min(x + BESIDE, width - node.offsetWidth - EDGE));
    const above = y + BELOW + node.offsetHeight > height;
    const top = Math.max(0, above ? y - BELOW / 2 - node.offsetHeight : y + BELOW);
    Object.assign(node.style, { left: `${left}px`, top: `${top}px` });
  }

  hide() {
    this.node.hidden = true;
  }
}

/**
 * @param {Box} box
 * @param {number} x
 * @param {number} y
 */
const distanceTo = ({ x0, x1, y0, y1 }, x, y) => Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1));
