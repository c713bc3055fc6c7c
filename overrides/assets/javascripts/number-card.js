/* The card of a number: what it is, its exact value, its time, and its source or its formula, from
 * the ledger beside the page. Its markup is that of partials/number-card.html. */

import {
  citationOf, creditOf, inWords, labelOf, listed, named, timeOf, unitOf, valueOf,
} from "./figure-words.js";

const GAP = 8; // pixels between a number, its card and the edges of the window
const COPIED_FOR = 2000; // milliseconds that a button says so

const { content } = document.getElementById("number-card");
export const card = document.importNode(content.firstElementChild, true);
const { told } = named(card, "slot"); // what is read aloud: it stays while the rest is drawn anew
const blank = card.firstElementChild.cloneNode(true);
const blankRow = blank.querySelector("li");

let slots; // the parts of what is drawn now
let number; // the element that is asked
let trail = []; // the names of the figures followed from it, its own first
let reading; // the promise of the ledger, from its first use on
let pageDay; // the day that the ledger, and so the page, is about
let figures; // its figures by name, once it is read

const nameOf = (id, day) => (day && day !== pageDay ? `${id}@${day}` : id);
const nameOfNumber = ({ dataset }) => nameOf(dataset.figure, dataset.day);

/* Where a number is cited, and found again: the fragment of its address. */
export const fragmentOf = (element) => `#${encodeURI(nameOfNumber(element))}`;

export function ask(element) {
  number = element;
  trail = [nameOfNumber(number)];
  card.togglePopover(true);
  answer();
}

export function dismiss() {
  trail = [];
  card.togglePopover(false);
}

/* Keep the card beside its number and within the window; a sheet has its place at the bottom. */
export function place() {
  if (!trail.length || isSheet()) return;
  const { clientWidth, clientHeight } = document.documentElement;
  const box = number.getBoundingClientRect();
  const furthest = clientWidth - card.offsetWidth - GAP;
  const lowest = clientHeight - card.offsetHeight - GAP;
  const after = box.right + GAP;
  const below = box.bottom + GAP;
  const above = box.top - card.offsetHeight - GAP;
  let [x, y] = [box.left, below];
  if (below > lowest && above >= GAP) y = above;
  else if (below > lowest) x = after <= furthest ? after : box.left - card.offsetWidth - GAP;
  const left = scrollX + Math.max(GAP, Math.min(x, furthest));
  const top = scrollY + Math.max(GAP, Math.min(y, lowest));
  card.style.translate = `${left}px ${top}px`; // which browsers do not count as a shift
}

const isSheet = () => getComputedStyle(card).position === "fixed";

async function answer() {
  const name = trail.at(-1);
  if (!figures) {
    draw(() => say("loading"));
    await (reading ??= read());
    if (name !== trail.at(-1)) return; // another number was asked meanwhile
  }
  const figure = figures?.get(name);
  // Compared loosely, for an attribute is text.
  const known = figure && (trail.length > 1 || figure.value == number.value);
  draw(() => (known ? tell(figure) : say(figures ? "unlisted" : "failed")));
}

/* Everything is drawn anew: nothing that a reader sees moves. */
function draw(fill) {
  const body = blank.cloneNode(true);
  slots = named(body, "slot");
  told.textContent = "";
  fill();
  const held = card.contains(document.activeElement);
  card.firstElementChild.replaceWith(body);
  if (held) card.focus({ preventScroll: true }); // its button may be gone
  card.scrollTop = 0;
  place();
  if (isSheet()) {
    scrollBy(0, Math.max(0, number.getBoundingClientRect().bottom + GAP - card.offsetTop));
  }
}

/* A ledger that could not be read is asked for again by the next number. */
async function read() {
  try {
    const ledger = await (await fetch("ledger.json")).json();
    pageDay = ledger.date;
    figures = new Map();
    for (const figure of ledger.figures) {
      Object.assign(figure.source ?? {}, ledger.sources[figure.source?.from]);
      figures.set(nameOf(figure.id, figure.day), figure);
    }
  } catch {
    reading = undefined;
  }
}

function say(message) {
  slots.figure.hidden = true;
  for (const name of ["back", "whose"]) write(name);
  write("label", number.textContent);
  write("message", inWords(message));
  told.textContent = inWords(message);
}

function tell(figure) {
  const { source = {}, inputs = [] } = figure;
  const from = figures.get(trail.at(-2));
  write("message");
  write("whose", figure.subject_name);
  write("label", labelOf(figure));
  write("value", valueOf(figure));
  write("unit", unitOf(figure));
  write("window", figure.window && timeOf(figure));
  write("moment", !figure.window && timeOf(figure));
  write("source", creditOf(source));
  if (/^https?:/.test(source.url)) slots.source.href = source.url;
  write("cell", source.file && `${source.file}:${source.row}`);
  write("formula", figure.formula && `= ${figure.formula}`);
  write("inputs", inputs.length);
  slots.inputs.replaceChildren(...inputs.map((input) => rowOf(input, figure)));
  write("back", from && inWords("back", { label: labelOf(from) }));
}

function rowOf({ id, day }, of) {
  const row = blankRow.cloneNode(true);
  const parts = named(row, "part");
  const input = figures.get(nameOf(id, day));
  const ownSubject = input.subject_name === of.subject_name;
  // Named as the formula names it.
  const name = ownSubject ? id.slice(id.lastIndexOf(".") + 1) : id;
  parts.label.textContent = listed(!ownSubject && input.subject_name, labelOf(input));
  parts.value.textContent = valueOf(input);
  parts.name.textContent = day === of.day ? name : `${name}\n${day}`;
  parts.unit.textContent = unitOf(input);
  row.firstElementChild.value = nameOf(id, day);
  return row;
}

/* Write into a slot; one without a text is hidden, with its row. */
function write(name, text) {
  slots[name].textContent = text || "";
  (slots[name].closest("[data-row]") ?? slots[name]).hidden = !text;
}

function follow(names) {
  trail = names;
  answer();
}

/* The address of the figure, or of the last one followed that stands on the page. */
function address() {
  const numbers = [...document.querySelectorAll("main data[data-figure]")];
  const page = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const name = trail.findLast((one) => numbers.some((element) => nameOfNumber(element) === one));
  return page + fragmentOf(numbers.find((element) => nameOfNumber(element) === name));
}

async function copy(button, text) {
  const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  button.dataset.label ??= button.textContent;
  button.textContent = told.textContent = inWords(copied ? "copied" : "refused");
  setTimeout(() => {
    button.textContent = button.dataset.label;
    told.textContent = "";
  }, COPIED_FOR);
}

card.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  const figure = figures?.get(trail.at(-1));
  if (button?.name === "copy") copy(button, `${figure.value}`);
  if (button?.name === "cite") copy(button, citationOf(figure, address()));
  if (button?.name === "follow") follow([...trail, button.value]);
  if (button?.name === "back") follow(trail.slice(0, -1));
});

addEventListener("resize", place);
document.addEventListener("scroll", place, { capture: true, passive: true }); // tables scroll too
document.body.append(card);
