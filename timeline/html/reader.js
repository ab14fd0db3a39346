"use strict";
// A figure for who does not see it or uses no pointer: names, keys, and what is read aloud.
var timelineReader = (() => {
  class Reader {
    constructor(figure) {
      Object.assign(this, { figure, at: -1 });
    }

    name() {
      const { canvas, host, plot } = this.figure;
      const { alt } = plot.dataset;
      const said = document.getElementById(`${host.id}-description`);
      plot.removeAttribute("aria-describedby");
      const pictures = [...canvas.querySelectorAll("svg.main-svg")];
      for (const picture of pictures) picture.setAttribute("aria-hidden", "true");
      if (!pictures.length) return;
      pictures[0].removeAttribute("aria-hidden");
      pictures[0].setAttribute("role", "img");
      pictures[0].setAttribute("aria-label", alt);
      if (said) pictures[0].setAttribute("aria-describedby", said.id);
    }

    furnish() {
      const { plot, data } = this.figure;
      plot.tabIndex = 0;
      plot.setAttribute("role", "application");
      plot.setAttribute("aria-label", data.words.walk);
      plot.addEventListener("keydown", (event) => this.key(event));
      plot.addEventListener("blur", () => this.leave());
      this.said = document.createElement("p");
      this.said.className = "timeline-said";
      this.said.setAttribute("aria-live", "polite");
      plot.after(this.said);
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { dense, zoom } = this.figure;
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
      const acts = {
        "+": () => zoom.scale(0.5),
        "=": () => zoom.scale(0.5),
        "-": () => zoom.scale(2),
        0: () => zoom.to(null),
        Home: () => this.walk(-this.at),
        End: () => this.walk((dense?.events.count ?? this.marks.length) - 1 - this.at),
        Escape: () => this.leave(),
      };
      const act = event.key in steps ? () => this.walk(steps[event.key]) : acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    get marks() {
      return timelineMarks.inOrder(this.figure.traces, this.figure.zoom.whole !== null);
    }

    walk(step) {
      const { canvas, dense, zoom } = this.figure;
      if (dense) return dense.walker.walk(step);
      const { marks } = this;
      if (!marks.length) return;
      this.at = Math.max(0, Math.min(marks.length - 1, this.at + step));
      const { curveNumber, pointNumber, text, x } = marks[this.at];
      const { range } = zoom;
      if (range && !(range[0] <= x && x < range[1])) {
        const half = (range[1] - range[0]) / 2;
        zoom.to([x - half, x + half]);
      }
      // A panel's marks are on axes of their own, which plotly does not find by itself.
      const { xaxis = "x", yaxis = "y" } = this.figure.traces[curveNumber];
      Plotly.Fx.hover(canvas, [{ curveNumber, pointNumber }], xaxis + yaxis);
      // A line that ends in a blank goes on in the next.
      const line = text.replace(/ (<br>|\n)/g, " ").replace(/<br>|\n/g, ", ");
      const plain = new DOMParser().parseFromString(line, "text/html");
      this.said.textContent = `${this.at + 1}/${marks.length}: ${plain.body.textContent}`;
    }

    leave() {
      Plotly.Fx.unhover(this.figure.canvas);
    }
  }

  return { Reader };
})();
