// Types of the page's JSON (timeline.html.data), of plotly.js as far as we use it, and of what
// the modules hand to each other. Only `tsc` reads this file.

export type Range = [number, number];
/** A date as text, a number, or nothing between two runs. */
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

/** How a language writes dates: texts with `{d}` and `{y}` in them. */
export interface DateWords {
  names: string[];
  days: string[];
  months: string[];
  dates: string[];
  eras: [string, string];
}

/** Gaps of a broken time axis in true seconds, and the seconds that each is shown as. */
export interface AxisBreaks {
  gaps: Range[];
  shown: number;
}

/** Events in columns, each packed (timeline.layout.density.columns). */
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
  told: string;
}

export interface PageData {
  light: Entry[];
  dark: Entry[];
  texts: string[];
  dates: DateWords;
  words: Record<string, string>;
  folds?: AxisBreaks;
  events?: EventColumns;
  /** What a snippet leaves to the file beside it: HTML whose ids begin with `id`. */
  more?: { id: string, html: string };
}

export interface Ticks {
  values: number[];
  texts: string[];
}

/** An axis of time as it is shown: its window and its ticks. */
export interface ShownAxis {
  range: Value[];
  tickvals: Value[];
  ticktext: string[];
}

/** All bars of one row of the table: whole extent, certain part, and the first bar's place. */
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

/** A label, an arrow or a question mark that keeps its distance from a bar. */
export interface Attached {
  text: string;
  x: number;
  offset: number;
  inside: boolean;
  above: boolean;
  /** Whether it may leave its place to be seen: labels may, marks may not. */
  movable: boolean;
  bar: RowExtent | null;
  leader?: Leader;
  readonly width: number;
}

/** The labels or marks of a trace, and which side of them is at their place: 0 start, 1 end. */
export interface Attachments {
  trace: Trace;
  side: number;
  points: Attached[];
}

/** Where a label stands: its place along the axis, and whether it was moved into its bar. */
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

/** A mark that can be pointed at. */
export interface Target {
  box: Box;
  text: string;
}

export interface Tip {
  lines: string[];
  /** Where the tooltip belongs, if not at the pointer. */
  x?: number;
  y?: number;
}

/** Bars of a density chart. */
export interface PixelBar {
  n: number;
  from: number;
  to: number;
  side: number;
  many: number;
  end: number;
  precision: number;
}

export interface LabelledBar extends PixelBar {
  title: string;
  inside: boolean;
  beside: boolean;
  taken: number;
  row: number;
}

export interface PlacedBar extends LabelledBar {
  step: number;
}

export interface DrawnBar extends Box {
  n: number;
  many: number;
  end: number;
  precision: number;
}

/** Events under way per stretch of time, by lane and side. */
export interface Counts {
  counts: Int32Array;
  totals: Int32Array;
  highest: number;
  length: number;
  name: string;
  first: number;
  many: number;
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
    /** Data of embedded figures, by the address of the script that holds them. */
    timelineData?: Record<string, PageData>;
  }
  interface Uint8ArrayConstructor {
    fromBase64?(text: string): Uint8Array<ArrayBuffer>;
  }
}
