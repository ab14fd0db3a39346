"use strict";
// Draws all figures of a page, however often this script stands in it; plotly is loaded once, if
// it is not there.
(() => {
  if (window.timelineFigures) return window.timelineFigures.drawAll();

  const own = document.currentScript;

  function plotly(script) {
    if (window.Plotly) return Promise.resolve();
    return (window.timelineFigures.loading ??= script?.dataset.plotly ? fetched(script) : behind());
  }

  function fetched(script) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.onload = done;
      element.onerror = failed;
      if (script.dataset.integrity) element.integrity = script.dataset.integrity;
      if (script.dataset.integrity) element.crossOrigin = "anonymous";
      element.src = script.dataset.plotly;
      document.head.append(element);
    });
  }

  // Where plotly's script stands behind ours, it has been run as soon as the page is there.
  function behind() {
    const missing = () => new Error("plotly.js was not loaded");
    if (document.readyState === "complete") return Promise.reject(missing());
    return new Promise((done, failed) => {
      document.addEventListener("DOMContentLoaded", () => window.Plotly && done());
      addEventListener("load", () => (window.Plotly ? done() : failed(missing())));
    });
  }

  // Our style holds what plotly needs of its own; it leaves that out where it finds this mark.
  function markStyle() {
    const style = document.querySelector('link[href$="timeline-figure.css"]');
    if (!style || document.getElementById("plotly.js-style-global")) return;
    style.id = "plotly.js-style-global";
    style.classList.add("no-inline-styles");
  }

  async function drawAll() {
    markStyle();
    for (const host of document.querySelectorAll(".timeline-figure:not([data-timeline])")) {
      if ("timeline" in host.dataset) continue; // another call has taken it meanwhile
      host.dataset.timeline = "";
      try {
        const figure = new timelineFigure.Figure(host);
        await plotly(own);
        await figure.start();
      } catch (error) {
        host.dataset.timeline = "failed";
        // What stands there for those without scripts helps those whose script failed.
        const { textContent } = host.querySelector(".timeline-plot noscript") ?? {};
        if (textContent) host.querySelector(".timeline-plot").innerHTML = textContent;
        console.error(error);
      }
    }
  }
  window.timelineFigures = { drawAll };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", drawAll);
  else drawAll();
})();
