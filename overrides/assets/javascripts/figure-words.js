/* What a figure of the ledger is called, in the words of partials/number-card.html. */

const { content } = document.getElementById("number-card");
const words = named(content, "word");
const exact = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 20 });

/* The elements below another that carry `data-KEY`, by its value. */
export function named(root, key) {
  const found = [...root.querySelectorAll(`[data-${key}]`)];
  return Object.fromEntries(found.map((element) => [element.dataset[key], element]));
}

/* The page's words for something, with the values that belong in their braces. */
export function inWords(word, values) {
  return words[word]?.textContent.replace(/\{(\w+)\}/g, (_, name) => values[name]) ?? "";
}

export const listed = (...texts) => texts.filter(Boolean).join(", ");

export const labelOf = (figure) => listed(figure.label, figure.window);

export function valueOf({ value }) {
  // As text, so that nothing of it is rounded.
  return typeof value === "string" ? value : exact.format(`${value}`).replace("-", "\u2212");
}

export const unitOf = ({ id, unit }) => inWords(id.endsWith("_points") ? `${unit}_points` : unit);

export function timeOf({ unit, window, as_of, time }) {
  if (unit === "count") return ""; // its formula says which days were counted
  if (window) return inWords(as_of ? "window" : "window_of_day", { hours: parseInt(window), time });
  return as_of ? time : inWords("day", { time });
}

export function creditOf({ provider, publisher }) {
  return provider && publisher ? inWords("credit", { provider, publisher }) : provider || publisher;
}

export function citationOf(figure, address) {
  const name = listed(figure.subject_name, labelOf(figure));
  const value = `${valueOf(figure)} ${unitOf(figure)}`.trim();
  const time = timeOf(figure);
  return [
    inWords("work", { title: document.title }),
    listed(inWords("claim", { name, value }), time && !figure.window ? inWords("as_of", { time }) : time),
    figure.formula ? `= ${figure.formula}` : creditOf(figure.source),
    address,
  ].filter(Boolean).join(". ");
}
