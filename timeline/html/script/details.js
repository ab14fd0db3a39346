// The description, data table and notes of an embedded figure, which its snippet leaves to the data file.

/** @import { PageData } from "./types.js" */

/**
 * Fills the description, the data table and the notes of a figure.
 *
 * @param {HTMLElement} host
 * @param {PageData["more"]} more its HTML, whose ids begin with `id`
 */
export function fillDetails(host, more) {
  if (!more) return;
  const page = new DOMParser().parseFromString(more.html.replaceAll(more.id, host.id), "text/html");
  for (const name of ["description", "data-table", "all-notes"]) {
    const target = host.querySelector(`.timeline-lazy.timeline-${name}`);
    const source = page.querySelector(`.timeline-${name}`);
    const summary = target?.querySelector("summary");
    source?.querySelector("summary")?.remove();
    if (target && summary && source) target.replaceChildren(summary, ...source.childNodes);
  }
  host.querySelectorAll(".timeline-footer > .timeline-notes > li").forEach((note, n) => (note.id ||= `${host.id}-note-${n + 1}`));
}
