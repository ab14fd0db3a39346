// Sets the height of an iframe to the height that its page posts; event.source identifies the iframe.
addEventListener("message", (event) => {
  const height = Number(event.data?.["timeline-height"]);
  if (!(height > 0)) return;
  /** @type {NodeListOf<HTMLIFrameElement>} */
  const frames = document.querySelectorAll("iframe[data-timeline]");
  for (const frame of frames) if (frame.contentWindow === event.source) frame.height = String(Math.ceil(height));
});
