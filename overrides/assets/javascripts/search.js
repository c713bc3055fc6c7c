/* The search. Nothing of its index is loaded before the dialog is opened. The words stand in
 * partials/search.html; texts of the index are put in as text, never as HTML. */

const SHORTCUTS = ["/", "f", "s"];
const AT_ONCE = 10;
const PAUSE = 150; // milliseconds after a key
const WEIGHTS = { title: 5, date: 5, day: 5, figures: 0.5 };

const dialog = document.querySelector(".search");
const part = (name) => dialog.querySelector(`.search__${name}`);
const [words, status, list, more] = ["words", "status", "results", "more"].map(part);
const choices = [...dialog.querySelectorAll("select")];
const template = dialog.querySelector("template");

let index; // a promise
let results = [];
let searching; // the latest search

async function load() {
  const bundle = new URL(dialog.dataset.bundle, location);
  const [pagefind, { every, facets }] = await Promise.all([
    import(new URL("pagefind.js", bundle)),
    fetch(new URL("facets.json", bundle)).then((response) => response.json()),
  ]);
  await pagefind.options({
    baseUrl: new URL("..", bundle).pathname,
    excerptLength: 24,
    ranking: { metaWeights: WEIGHTS },
  });
  for (const select of choices) {
    for (const [value, name] of facets[select.name] ?? []) select.add(new Option(name, value));
  }
  return { pagefind, every };
}

function say(what, number = 0) {
  const printed = number.toLocaleString(document.documentElement.lang);
  status.textContent = status.dataset[what].replace("#", printed);
}

async function search() {
  list.ariaBusy = true;
  if (!index) say("loading");
  try {
    const { pagefind, every } = await (index ??= load());
    const text = words.value.trim();
    const chosen = choices.filter((select) => select.value);
    const { order, ...filters } = Object.fromEntries(chosen.map(({ name, value }) => [name, value]));
    const [by, direction] = (order ?? (text ? "" : "date desc")).split(" ");
    const sort = by ? { [by]: direction } : {};
    const found = await pagefind.debouncedSearch(text || every, { filters, sort }, PAUSE);
    if (!found) return; // a later search is on its way
    ({ results } = found);
    const first = await items(0);
    if (results !== found.results) return;
    list.replaceChildren(...first);
    part("sheet").scrollTop = 0;
    const { length } = results;
    if (length && !text && !chosen.length) say("every", length);
    else say(length > 1 ? "many" : length ? "one" : "none", length);
  } catch (error) {
    index = undefined;
    say("failed");
    console.error(error);
  }
  list.ariaBusy = false;
}

async function items(from) {
  more.hidden = results.length <= from + AT_ONCE;
  const pages = results.slice(from, from + AT_ONCE).map((result) => result.data());
  return (await Promise.all(pages)).map(item);
}

function item({ url, meta, excerpt, content }) {
  const result = template.content.cloneNode(true);
  const place = (name) => result.querySelector(`.result__${name}`);
  place("link").href = url;
  place("headline").textContent = meta.title;
  place("date").textContent = meta.date ?? "";
  const quote = place("excerpt");
  quote.append(...marked(excerpt));
  const { textContent } = quote;
  if (!content.startsWith(textContent)) quote.prepend("… ");
  if (!content.endsWith(textContent)) quote.append(" …");
  result.querySelector(".tag").hidden = !meta.disputed;
  for (const figure of meta.figures?.split(" · ") ?? []) {
    const [label, value] = figure.split(": ");
    const shown = document.createElement("span");
    shown.append(`${label} `, element("b", value));
    place("figures").append(shown, " ");
  }
  return result;
}

/* Pagefind writes an excerpt as text with < and > escaped, in which <mark> is the only tag; it
 * marks the stop after a word with the word. */
function marked(excerpt) {
  const words = excerpt.replace(/([.,:;!?]+)<\/mark>/g, "</mark>$1");
  return words.split(/<mark>(.*?)<\/mark>/).map((text, number) => {
    const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return number % 2 ? element("mark", plain) : plain;
  });
}

function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}

function start() {
  searching = search();
}

function open() {
  dialog.showModal();
  words.select();
  words.focus();
  start();
}

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [words, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
  const at = stops.indexOf(document.activeElement);
  if (event.isComposing || at < 0) return;
  if (step && stops[at + step]) {
    event.preventDefault();
    stops[at + step].focus();
  } else if (event.key === "Enter" && at === 0) {
    // What the words find now, not before the last key.
    searching.then(() => list.querySelector("a")?.click());
  }
}

document.querySelector("button.find").addEventListener("click", open);
part("close").addEventListener("click", () => dialog.close());
words.addEventListener("input", start);
choices.forEach((select) => select.addEventListener("change", start));
dialog.addEventListener("keydown", move);
// The sheet fills the dialog, so that a click on the dialog itself is one beside it.
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
more.addEventListener("click", async () => {
  const [from, of] = [list.childElementCount, results];
  const next = await items(from);
  // Pressed twice, or overtaken by another search.
  if (results !== of || list.childElementCount !== from) return;
  list.append(...next);
  list.children[from].querySelector("a").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (!SHORTCUTS.includes(event.key)) return;
  event.preventDefault();
  open();
});
