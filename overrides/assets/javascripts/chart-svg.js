/* A chart's drawing as a document of its own: the colours it has now, and nothing of the page. */

const VARIABLE = /var\((--[\w-]+)\)/g;

export const colourOf = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/* The drawing that the page shows, where there is a wide and a narrow one. */
export const shownIn = (figure) =>
  [...figure.querySelectorAll(".chart__drawing svg")].find((svg) => svg.checkVisibility());

export async function standing(figure, styles = "") {
  const svg = shownIn(figure).cloneNode(true);
  const { width, height } = svg.viewBox.baseVal;
  for (const mark of svg.querySelectorAll(".chart__pointer")) mark.remove();
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.setAttribute("font-family", "Inter, system-ui, sans-serif");
  const text = new XMLSerializer()
    .serializeToString(svg)
    .replace(VARIABLE, (_, name) => colourOf(name))
    .replace(">", `>${styles}<rect width="100%" height="100%" fill="${colourOf("--paper")}"/>`);
  return { text, width, height };
}
