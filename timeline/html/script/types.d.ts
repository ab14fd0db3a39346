// Types of the page's JSON (timeline.html.data), of the parts of plotly.js that we use, and of the
// values that modules exchange. Only `tsc` reads this file.

export type Range = [number, number];
/** A date as text, a number, or null between two line segments. */
export type Value = number | string | null;

export interface Font {
  size: number;
  color: string;
  family?: string;
  weight?: number;
}

export interface Line {
  width: number;
  color: string;
  shape?: string;
}

export interface Hatch {
  shape: string;
  fgcolor: string;
  bgcolor: string;
  size: number;
  solidity: number;
  fillmode?: string;
  fgopacity?: number;
}

export interface Marker {
  color?: string;
  size?: number;
  symbol?: string;
  opacity?: number;
  line?: Line;
  pattern?: Hatch;
}

export interface Trace {
  type?: string;
  mode?: string;
  orientation?: "h" | "v";
  name: string;
  legendgroup?: string;
  showlegend?: boolean;
  visible?: boolean | "legendonly";
  x: Value[];
  y: Value[];
  base?: Value[];
  width?: number[];
  text?: string | string[];
  textfont?: Font;
  textposition?: string;
  hovertext?: string[];
  hoverinfo?: string;
  customdata?: (number | null)[];
  marker?: Marker;
  line?: Line;
  fill?: string;
  fillcolor?: string;
  xaxis?: string;
  yaxis?: string;
  uid?: string;
}

export interface Axis {
  type?: string;
  range: Value[];
  domain?: Range;
  tickvals?: Value[];
  ticktext?: string[];
  tickfont?: Font;
  showticklabels?: boolean;
  minallowed?: Value;
}

export interface Shape {
  type: string;
  name?: string;
  layer?: string;
  xref: string;
  yref: string;
  x0: Value;
  x1: Value;
  y0: number;
  y1: number;
  line?: Line;
}

export interface Annotation {
  text: string;
  name?: string;
  x: number | string;
  xref: string;
  xshift?: number;
  xanchor: string;
  y: number;
  yref: string;
  yshift: number;
  font: Font;
  showarrow?: boolean;
}

export interface Layout {
  width: number;
  height: number;
  margin?: { l: number; r: number; t: number; b: number };
  shapes?: Shape[];
  annotations?: Annotation[];
  legend?: { xref?: string; x?: number; uirevision?: string };
  title?: { xref?: string; x?: number };
  font?: Font;
  paper_bgcolor?: string;
  autosize?: boolean;
  dragmode?: string | false;
  hovermode?: string | false;
  barmode?: string;
  // xaxis, yaxis2 …: read by `axisOf`
  [key: string]: any;
}

export interface Entry {
  width: number;
  data: Trace[];
  layout: Layout;
}

/** Date formats of a language: texts with the placeholders `{d}` and `{y}`. */
export interface DateWords {
  names: string[];
  days: string[];
  months: string[];
  dates: string[];
  eras: [string, string];
}

/** Gaps of a broken time axis in true seconds, and the seconds that each takes on the axis. */
export interface AxisBreaks {
  gaps: Range[];
  shown: number;
}

/** Events as compressed columns (timeline.layout.density.columns). */
export interface EventColumns {
  count: number;
  chunk: number;
  unit: number;
  origin: number;
  room: number;
  wide?: boolean;
  start: string;
  length: string;
  lane: string;
  side: string;
  kind?: string;
  precision: string;
  titles: string[];
  times: string[];
  columns: string[];
  rows: string[];
  lanes: string[];
  sides: string[];
  kinds: string[];
  lengths: [number, string][];
  caption: string;
}

export interface PageData {
  light: Entry[];
  dark: Entry[];
  texts: string[];
  dates: DateWords;
  words: Record<string, string>;
  breaks?: AxisBreaks;
  events?: EventColumns;
  /** HTML that a snippet loads from its data file; its ids begin with `id`. */
  more?: { id: string, html: string };
}

export interface Ticks {
  values: number[];
  texts: string[];
}

/** Visible window and ticks of a time axis. */
export interface ShownAxis {
  range: Value[];
  tickvals: Value[];
  ticktext: string[];
}

/** All bars of one row of the table: whole extent, certain part, and the first bar's position. */
export interface RowExtent {
  low: number;
  high: number;
  y: number;
  height: number;
  core?: Range;
  color: string;
  name: string;
}

export interface Leader {
  x: number;
  ends: Range;
  color: string;
  width: number;
}

/** A label, arrow or question mark at a fixed distance from a bar. */
export interface Attached {
  text: string;
  x: number;
  offset: number;
  inside: boolean;
  above: boolean;
  /** Whether it may move to stay in view: labels may, marks may not. */
  movable: boolean;
  bar: RowExtent | null;
  leader?: Leader;
  readonly width: number;
}

/** The labels or marks of a trace, and the side of each that is at its position: 0 start, 1 end. */
export interface Attachments {
  trace: Trace;
  side: number;
  points: Attached[];
}

/** Position of a label along the axis, and whether it was moved into its bar. */
export interface LabelPlace {
  at: number;
  into?: "core" | "bar";
}

/** Rectangle in pixels of the figure. */
export interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

/** A mark with a tooltip. */
export interface Target {
  box: Box;
  text: string;
}

export interface Tip {
  lines: string[];
  /** Position of the tooltip, if not at the pointer. */
  x?: number;
  y?: number;
}

/** Bars of a density chart. */
export interface PixelBar {
  n: number;
  from: number;
  to: number;
  side: number;
  count: number;
  end: number;
  precision: number;
}

export interface LabelledBar extends PixelBar {
  title: string;
  inside: boolean;
  beside: boolean;
  right: number;
  row: number;
}

export interface PlacedBar extends LabelledBar {
  rowHeight: number;
}

export interface BarBox extends Box {
  n: number;
  count: number;
  end: number;
  precision: number;
}

/** Events under way per column, by lane and side. */
export interface Counts {
  counts: Int32Array;
  totals: Int32Array;
  highest: number;
  length: number;
  name: string;
  first: number;
  columns: number;
  total: number;
}

export interface PlotlyElement extends HTMLDivElement {
  layout: Layout;
  on(event: string, listener: (change: any) => void): void;
}

interface PlotlyScript {
  react(node: HTMLElement, data: object[], layout: object, config: object): Promise<void>;
  relayout(node: HTMLElement, change: object): Promise<void>;
  Fx: {
    hover(node: HTMLElement, points: { curveNumber: number; pointNumber: number }[], subplot: string): void;
    unhover(node: HTMLElement): void;
  };
}

interface PageHandle {
  drawAll(): Promise<void>;
  figures: import("./figure.js").Figure[];
  loading?: Promise<unknown>;
}

declare global {
  const Plotly: PlotlyScript;
  interface Window {
    Plotly?: PlotlyScript;
    timelineFigures?: PageHandle;
    /** Data of embedded figures, by the address of their script. */
    timelineData?: Record<string, PageData>;
  }
  interface Uint8ArrayConstructor {
    fromBase64?(text: string): Uint8Array<ArrayBuffer>;
  }
}
