// The parts of plotly.js that our figures use: bars, scatter, and plotly's own components except
// images, menus, sliders, range selectors and other calendars (timeline.html.assets.LACKING).
// Like plotly.js/src/core.js, which registers all components.
"use strict";

exports.version = require("plotly.js/src/version").version;
require("plotly.js/build/plotcss");

const Registry = require("plotly.js/src/registry");
const api = require("plotly.js/src/plot_api");
const Fx = require("plotly.js/src/components/fx");
const Plots = require("plotly.js/src/plots/plots");

exports.register = Registry.register;
for (const name of Object.keys(api)) {
  if (!name.startsWith("_")) exports[name] = api[name];
  Registry.register({ moduleType: "apiMethod", name, fn: api[name] });
}
Registry.register([
  require("plotly.js/src/traces/scatter"), // always the first
  require("plotly.js/src/traces/bar"),
  require("plotly.js/src/components/annotations"),
  require("plotly.js/src/components/selections"),
  require("plotly.js/src/components/shapes"),
  require("plotly.js/src/components/grid"),
  require("plotly.js/src/components/errorbars"),
  require("plotly.js/src/components/colorscale"),
  require("plotly.js/src/components/colorbar"),
  require("plotly.js/src/components/legend"), // after shapes, on which its defaults depend
  require("plotly.js/src/components/fx"), // after the legend
  require("plotly.js/src/components/modebar"),
  require("plotly.js/src/locale-en"),
  require("plotly.js/src/locale-en-us"),
]);
exports.Icons = require("plotly.js/src/fonts/ploticon");
exports.Plots = { resize: Plots.resize, graphJson: Plots.graphJson };
exports.Fx = { hover: Fx.hover, unhover: Fx.unhover, loneHover: Fx.loneHover, loneUnhover: Fx.loneUnhover };
