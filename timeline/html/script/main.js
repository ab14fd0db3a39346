// Draws all figures of a page, however often this script stands in it; plotly is loaded once, if
// it is not there.
import { Figure } from "./figure.js";
import { unfold } from "./details.js";

/** @import { PageData } from "./types.js" */

const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;

/** @param {HTMLScriptElement | null} script that may name plotly's address */
function plotly(script) {
  const page = window.timelineFigures;
  if (window.Plotly || !page) return Promise.resolve();
  const { plotly: url, integrity } = script?.dataset ?? {};
  return (page.loading ??= url ? loaded({ url, integrity }) : awaited());
}

/** @param {{ url: string, integrity?: string | undefined }} address of a script */
function loaded({ url, integrity }) {
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    element.onload = done;
    element.onerror = failed;
    if (integrity) element.integrity = integrity;
    if (integrity) element.crossOrigin = "anonymous";
    element.src = url;
    document.head.append(element);
  });
}

/** Where plotly's script stands behind ours, it has been run as soon as the page is there. */
function awaited() {
  const missing = () => new Error("plotly.js was not loaded");
  if (document.readyState === "complete") return Promise.reject(missing());
  return new Promise((done, failed) => {
    document.addEventListener("DOMContentLoaded", () => window.Plotly && done(null));
    addEventListener("load", () => (window.Plotly ? done(null) : failed(missing())));
  });
}

/** Our style holds what plotly needs of its own; it leaves that out where it finds this mark. */
function markStyle() {
  const style = document.querySelector('link[href$="timeline-figure.css"]');
  if (!style || document.getElementById("plotly.js-style-global")) return;
  style.id = "plotly.js-style-global";
  style.classList.add("no-inline-styles");
}

/**
 * The data of a figure: in the page, or in a script beside the page, where they are by its address.
 *
 * @param {HTMLElement} host
 * @returns {Promise<PageData>}
 */
async function dataOf(host) {
  const { figure: url } = host.dataset;
  if (!url) return JSON.parse(host.querySelector("script.timeline-data")?.textContent ?? "");
  const address = new URL(url, document.baseURI).href;
  if (!window.timelineData?.[address]) await loaded({ url });
  const data = window.timelineData?.[address];
  if (!data) throw new Error(`${url} holds no figure`);
  return data;
}

/**
 * Makes the id of a figure its own: the same snippet may stand in a page twice.
 *
 * @param {HTMLElement} host
 */
function nameApart(host) {
  const { id } = host;
  if (document.getElementById(id) === host) return;
  let n = 2;
  while (document.getElementById(`${id}-${n}`)) n += 1;
  host.id = `${id}-${n}`;
}

/** @param {HTMLElement} host */
async function drawFigure(host) {
  host.dataset.timeline = "";
  try {
    nameApart(host);
    const script = plotly(own);
    script.catch(() => null); // reported where it is awaited
    const data = await dataOf(host);
    unfold(host, data.more);
    const figure = new Figure(host, data);
    await script;
    await figure.start();
    window.timelineFigures?.figures.push(figure);
  } catch (error) {
    host.dataset.timeline = "failed";
    // What stands there for those without scripts helps those whose script failed.
    const plot = host.querySelector(".timeline-plot");
    plot?.classList.remove("timeline-drawn");
    const { textContent } = plot?.querySelector("noscript") ?? {};
    if (plot && textContent) plot.innerHTML = textContent;
    console.error(error);
  }
}

async function drawAll() {
  markStyle();
  for (const host of document.querySelectorAll(".timeline-figure:not([data-timeline])")) {
    // another call may have taken it meanwhile
    if (host instanceof HTMLElement && !("timeline" in host.dataset)) await drawFigure(host);
  }
}

if (window.timelineFigures) {
  window.timelineFigures.drawAll();
} else {
  window.timelineFigures = { drawAll, figures: [] };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", drawAll);
  else drawAll();
}
