"use strict";
// What the machine can draw: asked by "timeline doctor".
(() => {
  const SIZE = 32;

  function pixels(text, family) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2 * SIZE;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.font = `${SIZE}px ${family}`;
    context.fillText(text, SIZE / 2, 1.5 * SIZE);
    return context.getImageData(0, 0, canvas.width, canvas.height).data.join();
  }

  // A script that no font has is drawn as the same empty box for each of its characters.
  const lacking = (samples, family) => Object.entries(samples)
    .filter(([, [one, other]]) => pixels(one, family) === pixels(other, family))
    .map(([script]) => script);

  // The characters that no font has are drawn as one of plane 16 that nobody has given a picture.
  function undrawn(characters, family) {
    const nothing = pixels("\u{10FFFD}", family);
    return [...characters].filter((character) => pixels(character, family) === nothing).join("");
  }

  function width(text, font) {
    const context = document.createElement("canvas").getContext("2d");
    context.font = font;
    return context.measureText(text).width;
  }

  window.timelinePage.lacking = lacking;
  window.timelinePage.undrawn = undrawn;
  window.timelinePage.width = width;
})();
