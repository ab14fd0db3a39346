"use strict";
// The drawing page: one figure in, one SVG out, and every raster made from that very SVG.
// A drawing depends on its figure alone: not on those before it, not on the clock, not on chance.
(() => {
  const NOT_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
  const QUOTED = /"?TOBESTRIPPED"?/g; // how plotly marks quotes that it wants as '
  const MIME = { png: "image/png", webp: "image/webp", jpeg: "image/jpeg" };
  let state = 0;

  // mulberry32: small, and the same in every engine
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };

  // Texts are measured as they are drawn, so their font must be there before.
  const fontsFor = (characters) =>
    Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 12px Inter`, characters)));

  // plotly takes a type that it does not know for another, without a word
  function refuseUnknown(data, drawn) {
    for (const { index, type } of drawn) {
      const wanted = data[index]?.type ?? "scatter";
      if (wanted !== type) throw new Error(`trace ${index}: "${wanted}" is no type of trace`);
    }
  }

  // Serialized by the browser: plotly's own text clean-up would read "&lt;" in a text as markup.
  function serialized(div) {
    const real = XMLSerializer.prototype.serializeToString;
    let text = "";
    XMLSerializer.prototype.serializeToString = function (node) {
      for (const element of [node, ...node.querySelectorAll("[style]")]) {
        // The place of the attribute depends on what was drawn before: it goes last.
        const style = (element.getAttribute("style") ?? "").replace(QUOTED, "'");
        element.removeAttribute("style");
        if (style) element.setAttribute("style", style);
      }
      // Letters where the layout measured them, and not on whole pixels, at every scale.
      if (node.localName === "svg") node.setAttribute("text-rendering", "geometricPrecision");
      text = real.call(this, node);
      return "";
    };
    try {
      Plotly.Snapshot.toSVG(div, "svg", 1);
    } finally {
      XMLSerializer.prototype.serializeToString = real;
    }
    return text.replace(NOT_XML, "\uFFFD");
  }

  async function asSvg(figure, width, height) {
    const div = document.body.appendChild(document.createElement("div"));
    div.style.cssText = "position:absolute;left:-9999px";
    const layout = figure.layout || {};
    layout.width = width ?? layout.width ?? 700;
    layout.height = height ?? layout.height ?? 450;
    layout.autosize = false;
    const config = { ...figure.config, staticPlot: true, _exportedPlot: true, plotGlPixelRatio: 2 };
    try {
      await Plotly.newPlot(div, figure.data || [], layout, config);
      refuseUnknown(figure.data || [], div._fullData);
      await Plotly.Snapshot.getRedrawFunc(div)();
      const delay = Plotly.Snapshot.getDelay(div._fullLayout);
      if (delay) await new Promise((done) => setTimeout(done, delay));
      const webgl = div.querySelector("canvas") !== null;
      return { svg: serialized(div), width: layout.width, height: layout.height, webgl };
    } finally {
      Plotly.purge(div);
      div.remove();
    }
  }

  // A picture sees no font of the page: it carries its own, as far as it needs it. Such fonts
  // come a moment after the picture itself, and a text whose font is not there is not drawn:
  // below the picture stands one letter of each, and it is taken when all of them are seen.
  async function picture(drawing, { css, characters }) {
    const bold = /font-weight: ?(bold|[6-9]00)/.test(drawing.svg);
    const faces = css.split("\n")
      .filter((rule) => rule && (bold || !rule.includes("font-weight:600")));
    const probes = faces.map((rule) => probeOf(rule, characters)).filter(Boolean);
    const styled = withProbes(drawing, faces.join("\n"), probes);
    for (let tries = 0; tries < 200; tries += 1) {
      const image = await loaded(styled);
      if (areSeen(image, drawing.height, probes.length)) return image;
      await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error("the font did not come");
  }

  const PROBE = 40; // pixels of the square in which a letter is looked for

  // The first character of the figure that a rule's font is for, with its weight.
  function probeOf(rule, characters) {
    const ranges = (/unicode-range:([^;}]+)/.exec(rule)?.[1] ?? "U+0-10FFFF").split(",");
    const covers = (code) => ranges.some((range) => {
      const [low, high = low] = range.trim().slice(2).split("-").map((end) => parseInt(end, 16));
      return low <= code && code <= high;
    });
    const letter = [...characters].find((c) => /[\p{L}\p{N}\p{S}]/u.test(c) && covers(c.codePointAt(0)));
    return letter && { letter, weight: /font-weight:(\d+)/.exec(rule)?.[1] ?? "400" };
  }

  function withProbes({ svg, width, height }, css, probes) {
    if (!css) return svg;
    const end = svg.lastIndexOf("</svg>");
    const letters = probes.map(({ letter, weight }, place) =>
      `<text x="${place * PROBE + 8}" y="${height + 30}" font-family="Inter" font-size="24" ` +
      `font-weight="${weight}">&#${letter.codePointAt(0)};</text>`);
    return svg.slice(0, end).replace(/^<svg[^>]*>/, (tag) =>
      tag.replace(/ height="[^"]*"/, ` height="${height + PROBE}"`)
        .replace(/ viewBox="[^"]*"/, ` viewBox="0 0 ${width} ${height + PROBE}"`) +
      `<style>${css}</style>`) + letters.join("") + "</svg>";
  }

  async function loaded(svg) {
    const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    const image = new Image();
    try {
      image.src = url;
      await image.decode();
    } finally {
      URL.revokeObjectURL(url);
    }
    return image;
  }

  // The letters alone are painted for it: the picture above them is cut off, and costs nothing.
  function areSeen(image, top, count) {
    if (!count) return true;
    const { context } = canvasOf(count * PROBE, PROBE);
    context.drawImage(image, 0, -top);
    return Array.from({ length: count }, (_, place) => place * PROBE)
      .every((left) => context.getImageData(left, 0, PROBE, PROBE).data
        .some((value, at) => at % 4 === 3 && value));
  }

  function canvasOf(width, height) {
    const element = document.createElement("canvas");
    [element.width, element.height] = [Math.round(width), Math.round(height)];
    const context = element.getContext("2d", { willReadFrequently: true });
    // A canvas beyond the browser's limit takes everything and holds nothing.
    context?.fillRect(0, 0, 1, 1);
    if (!context?.getImageData(0, 0, 1, 1).data[3]) {
      throw new Error(`${element.width} × ${element.height} px is too large a picture`);
    }
    context.clearRect(0, 0, 1, 1);
    return { element, context };
  }

  // What stands below the picture falls off the canvas.
  function raster(image, drawing, format, scale) {
    const { element, context } = canvasOf(drawing.width * scale, drawing.height * scale);
    context.drawImage(image, 0, 0, drawing.width * scale, image.naturalHeight * scale);
    if (format === "jpeg") {
      context.globalCompositeOperation = "destination-over";
      context.fillStyle = "#fff"; // it knows no transparency, and black is nobody's paper
      context.fillRect(0, 0, element.width, element.height);
    }
    const url = element.toDataURL(MIME[format], 0.92);
    if (!url.startsWith(`data:${MIME[format]};base64,`)) {
      throw new Error(`${element.width} × ${element.height} px is too large for ${format}`);
    }
    return url.slice(url.indexOf(",") + 1);
  }

  async function draw(text, options) {
    state = 0x1953 + (options.page ?? 0); // the pages of one document share their names
    const figure = JSON.parse(text);
    await fontsFor(options.characters);
    const drawing = await asSvg(figure, options.width, options.height);
    const rasters = options.formats.filter((format) => format in MIME);
    const image = rasters.length ? await picture(drawing, options) : null;
    const images = {};
    for (const format of rasters) {
      images[format] = raster(image, drawing, format, options.scale);
    }
    if (options.formats.includes("pdf")) show(drawing, options);
    return { ...drawing, images };
  }

  // What Page.printToPDF prints: the same SVG, on a sheet of its own size or a page of paper.
  function show(drawing, { title, lang, paper, page = 0 }) {
    const size = paper ? [`${paper.across}mm`, `${paper.down}mm`]
      : [`${drawing.width}px`, `${drawing.height}px`];
    document.title = title;
    document.documentElement.lang = lang;
    document.getElementById("sheet").textContent =
      `@page{size:${size.join(" ")};margin:0}body{margin:0}svg{display:block}` +
      `.paper{box-sizing:border-box;overflow:hidden;break-inside:avoid;padding:${paper?.margin}px;` +
      `width:${size[0]};height:calc(${size[1]} - .02px)}.paper+.paper{break-before:page}`;
    const print = document.getElementById("print");
    if (!page) clear();
    const sheet = paper ? print.appendChild(document.createElement("div")) : print;
    if (paper) {
      sheet.className = "paper";
      sheet.style.background = paper.color;
    }
    sheet.innerHTML = drawing.svg;
    sheet.firstChild.setAttribute("role", "img");
    sheet.firstChild.setAttribute("aria-label", title);
    window.timelineHatch(sheet.firstChild, page);
  }

  function clear() {
    document.getElementById("print").textContent = "";
  }

  window.timelinePage = { draw, clear, fontsFor };
})();
