// Gives each frame the height that its page posts; the sender decides which frame grows.
addEventListener("message", (event) => {
  const height = Number(event.data?.["timeline-height"]);
  if (!(height > 0)) return;
  /** @type {NodeListOf<HTMLIFrameElement>} */
  const frames = document.querySelectorAll("iframe[data-timeline]");
  for (const frame of frames) if (frame.contentWindow === event.source) frame.height = String(Math.ceil(height));
});
