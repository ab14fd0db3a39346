// The tooltip of the mark under the pointer, of a tapped mark, or of the mark reached by keyboard.
// Only a real mouse hovers: after a tap, browsers emulate mouse events, and the headless shell sends
// another one from a corner of the page, as if the mouse had left.
import { linesOf } from "./text.js";

/** @import { Box, Tip } from "./types.js" */
/** @import { Figure } from "./figure.js" */

const MOUSE_REACH = 4; // pixels around a mark that react to a mouse
const FINGER_REACH = 12; // and to a finger, so that a target has 24 pixels
const TAP_RADIUS = 10; // pixels that a finger may move during a tap
const EDGE = 4; // pixels to the edges of the figure
const OFFSET_X = 14; // pixels right of the pointer
const OFFSET_Y = 16; // pixels below it

export class Tooltip {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.node = document.createElement("div");
    this.node.className = "timeline-tooltip";
    this.node.hidden = true;
    /** Start of a touch that may become a tap.
     * @type {{ id: number, x: number, y: number } | null} */
    this.touch = null;
  }

  attach() {
    const { canvas, plot } = this.figure;
    canvas.append(this.node);
    plot.addEventListener("pointermove", (event) => this.hover(event));
    plot.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.hide());
    plot.addEventListener("pointerdown", (event) => this.press(event), { capture: true });
    plot.addEventListener("pointerup", (event) => this.release(event));
    plot.addEventListener("pointercancel", () => (this.touch = null));
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
    // two fingers do not tap
    else this.touch = this.touch ? null : { id: pointerId, x: clientX, y: clientY };
  }

  /** @param {PointerEvent} event */
  release({ pointerId, clientX, clientY }) {
    const { touch } = this;
    this.touch = null;
    if (touch?.id !== pointerId || Math.hypot(clientX - touch.x, clientY - touch.y) > TAP_RADIUS) return;
    this.showAt(clientX, clientY, FINGER_REACH);
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @param {number} reach pixels
   */
  showAt(clientX, clientY, reach) {
    const box = this.figure.canvas.getBoundingClientRect();
    const scale = box.width / this.figure.layout.width || 1;
    const [x, y] = [(clientX - box.left) / scale, (clientY - box.top) / scale];
    const { density } = this.figure;
    const tip = density
      ? density.tipAt(x, y, () => this.showAt(clientX, clientY, reach))
      : this.nearest(x, y, reach / scale);
    if (tip?.lines.length) this.show(tip, x, y);
    else this.hide();
  }

  /**
   * The mark nearest to a point; the topmost if there are several.
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
   * Shows lines beside a point, within the figure.
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
    Object.assign(node.style, { left: "0", top: "0" }); // measure it unaffected by the right edge
    const left = Math.max(EDGE, Math.min(x + OFFSET_X, width - node.offsetWidth - EDGE));
    const above = y + OFFSET_Y + node.offsetHeight > height;
    const top = Math.max(0, above ? y - OFFSET_Y / 2 - node.offsetHeight : y + OFFSET_Y);
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
