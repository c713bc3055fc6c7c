/* A chart drawn anew by Vega in the place of its drawing: the same picture, and where its marks are. */

import { chartsOfPage, lookOf, vega } from "./chart-files.js";

/* Rows stand in the file by runs, each column once. */
const rowsOf = (runs) =>
  runs.flatMap(({ rows, columns }) =>
    Array.from({ length: rows }, (_, place) =>
      Object.fromEntries(
        Object.entries(columns).map(([name, all]) => [name, Array.isArray(all) ? all[place] : all]),
      ),
    ),
  );

function rowsFor(chart, source) {
  const rows = rowsOf(source.rows);
  if (!chart.thickness) return rows;
  return rows.map((row) => (row.thickness ? { ...row, thickness: chart.thickness } : row));
}

/* Vega names its groups and axes for readers of the screen; here they are parts of one picture. */
function tidied(drawn, name) {
  const svg = new DOMParser().parseFromString(
    drawn.replace(/\bclip(\d+)/g, `${name}-clip$1`),
    "image/svg+xml",
  ).documentElement;
  for (const part of svg.querySelectorAll("[role], [aria-label], [aria-roledescription]")) {
    const isMark = part.getAttribute("role") === "graphics-symbol" && part.localName !== "g";
    part.removeAttribute("aria-roledescription");
    if (isMark) continue;
    part.removeAttribute("role");
    part.removeAttribute("aria-label");
  }
  return [...svg.children].filter((child) => child.localName !== "rect");
}

export async function drawnAnew(element) {
  const name = element.dataset.chart;
  const [page, { viewOf }] = await Promise.all([chartsOfPage(), vega()]);
  const chart = page.charts[name];
  const source = page.charts[chart.like] ?? chart;
  const { data: [table, ...derived], ...look } = await lookOf(chart.kind);
  const rows = rowsFor(chart, source);
  const { width, padding } = chart;
  const values = { ...table, values: rows };
  const view = viewOf({ ...look, width, padding, autosize: { type: "none" }, data: [values, ...derived] });
  await view.runAsync();

  const svg = element.querySelector("svg");
  const overDays = rows.some((row) => row.date);
  const scale = () => view.scale(overDays ? "x" : "y");
  const all = overDays ? scale().domain().map(Number) : null;
  const keys = [...new Set(rows.map((row) => row.date ?? row.asset))];
  const marks = keys
    .filter((key) => source.numbers[key])
    .map((key) => ({ key, moment: Date.parse(key), said: source.numbers[key] }));
  if (overDays) marks.sort((one, other) => one.moment - other.moment);
  let shown = null;

  /* How far along the axis a mark is, in the units of the drawing. */
  const placeOf = ({ key, moment }) =>
    overDays
      ? padding.left + scale()(moment)
      : padding.top + scale()(key) + scale().bandwidth() / 2;

  async function show(range) {
    shown = range;
    if (all) {
      const nearer = range ? (all[1] - all[0]) / (range[1] - range[0]) : 1;
      await view.signal("shown", range).signal("magnified", nearer).runAsync();
    }
    const parts = tidied(await view.toSVG(), name);
    const words = [...svg.children].filter((child) => /^(title|desc)$/.test(child.localName));
    svg.replaceChildren(...words, ...parts.map((part) => document.importNode(part, true)));
  }

  await show(null);
  return {
    all,
    columns: source.columns,
    overDays,
    padding,
    placeOf,
    show,
    svg,
    width,
    height: svg.viewBox.baseVal.height - padding.top - padding.bottom,
    step: overDays ? 0 : scale().step(),
    momentAt: (place) => +scale().invert(place - padding.left),
    marks: () => marks.filter(({ moment }) => !shown || (moment >= shown[0] && moment <= shown[1])),
  };
}
