// What can be unfolded under an embedded figure: its snippet leaves it to the file beside it.

/** @import { PageData } from "./types.js" */

/**
 * Fills the description, the data table and the notes of a figure.
 *
 * @param {HTMLElement} host
 * @param {PageData["more"]} more its HTML, whose ids begin with `id`
 */
export function unfold(host, more) {
  if (!more) return;
  const page = new DOMParser().parseFromString(more.html.replaceAll(more.id, host.id), "text/html");
  for (const name of ["description", "data-table", "all-notes"]) {
    const place = host.querySelector(`.timeline-loaded.timeline-${name}`);
    const found = page.querySelector(`.timeline-${name}`);
    const summary = place?.querySelector("summary");
    found?.querySelector("summary")?.remove();
    if (place && summary && found) place.replaceChildren(summary, ...found.childNodes);
  }
  host.querySelectorAll(".timeline-foot > .timeline-notes > li").forEach((note, n) => (note.id ||= `${host.id}-note-${n + 1}`));
}
