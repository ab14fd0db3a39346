// Gives each frame the height that its page tells; the sender decides which frame grows.
addEventListener("message", (event) => {
  const height = Number(event.data?.["timeline-height"]);
  if (!(height > 0)) return;
  for (const frame of document.querySelectorAll("iframe[data-timeline]")) {
    if (frame.contentWindow === event.source) frame.height = Math.ceil(height);
  }
});
