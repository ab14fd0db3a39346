// Colours as numbers, and the text colour that contrasts with them.

/** @param {string} color as #rrggbb */
export const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

/**
 * Black or white, whichever contrasts more with a background.
 *
 * @param {string} color as #rrggbb
 */
export function contrastColor(color) {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#000000" : "#ffffff";
}
