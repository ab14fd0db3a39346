// Draws all figures of a page, even if the page includes this script several times. Loads plotly
// once, unless the page has it already.
import { Figure } from "./figure.js";
import { fillDetails } from "./details.js";

/** @import { PageData } from "./types.js" */

const thisScript = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;

/** @param {HTMLScriptElement | null} script that may hold plotly's address */
function loadPlotly(script) {
  const page = window.timelineFigures;
  if (window.Plotly || !page) return Promise.resolve();
  const { plotly: url, integrity } = script?.dataset ?? {};
  return (page.loading ??= url ? loadScript({ url, integrity }) : waitForPlotly());
}

/** @param {{ url: string, integrity?: string | undefined }} address of a script */
function loadScript({ url, integrity }) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.onload = resolve;
    element.onerror = reject;
    if (integrity) element.integrity = integrity;
    if (integrity) element.crossOrigin = "anonymous";
    element.src = url;
    document.head.append(element);
  });
}

/** Waits for plotly's script if it follows ours: it has run when the page is loaded. */
function waitForPlotly() {
  const missing = () => new Error("plotly.js was not loaded");
  if (document.readyState === "complete") return Promise.reject(missing());
  return new Promise((resolve, reject) => {
    document.addEventListener("DOMContentLoaded", () => window.Plotly && resolve(null));
    addEventListener("load", () => (window.Plotly ? resolve(null) : reject(missing())));
  });
}

/** Our stylesheet includes plotly's rules; this id and class keep plotly from adding them again. */
function markStyle() {
  const style = document.querySelector('link[href$="timeline-figure.css"]');
  if (!style || document.getElementById("plotly.js-style-global")) return;
  style.id = "plotly.js-style-global";
  style.classList.add("no-inline-styles");
}

/**
 * The data of a figure: in the page, or in a script beside it, which registers them by its address.
 *
 * @param {HTMLElement} host
 * @returns {Promise<PageData>}
 */
async function loadData(host) {
  const { figure: url } = host.dataset;
  if (!url) return JSON.parse(host.querySelector("script.timeline-data")?.textContent ?? "");
  const address = new URL(url, document.baseURI).href;
  if (!window.timelineData?.[address]) await loadScript({ url });
  const data = window.timelineData?.[address];
  if (!data) throw new Error(`${url} holds no figure`);
  return data;
}

/**
 * Makes the id of a figure unique: a page may contain the same snippet twice.
 *
 * @param {HTMLElement} host
 */
function makeIdUnique(host) {
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
    makeIdUnique(host);
    const plotly = loadPlotly(thisScript);
    plotly.catch(() => null); // awaited, and reported, below
    const data = await loadData(host);
    fillDetails(host, data.more);
    const figure = new Figure(host, data);
    await plotly;
    await figure.start();
    window.timelineFigures?.figures.push(figure);
  } catch (error) {
    host.dataset.timeline = "failed";
    // The fallback for browsers without scripts also serves if the script fails.
    const plot = host.querySelector(".timeline-plot");
    plot?.classList.remove("timeline-interactive");
    const { textContent } = plot?.querySelector("noscript") ?? {};
    if (plot && textContent) plot.innerHTML = textContent;
    console.error(error);
  }
}

async function drawAll() {
  markStyle();
  for (const host of document.querySelectorAll(".timeline-figure:not([data-timeline])")) {
    // a concurrent call may have drawn it meanwhile
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
