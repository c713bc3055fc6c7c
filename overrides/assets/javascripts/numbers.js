/* Numbers that say where they come from, to the mouse, to touch and to keys. Each group of them (a
 * paragraph, a table, a heading) is one tab stop; arrow keys go from one number to the next. Only the
 * tab stop is a button, so that a page read aloud stays text. The card comes with its first use. */

const GROUPS = "caption, figcaption, table, dl, ul, ol, p, h1, h2, h3, h4";
const MOVES = /^(Arrow(Left|Right|Up|Down)|Home|End)$/;
const OPEN_AFTER = 200; // milliseconds that the mouse rests on a number
const CLOSE_AFTER = 300; // milliseconds to reach the card

const main = document.querySelector("main");
const numbers = [...main.querySelectorAll("data[data-figure]:not(a data)")];
const stops = new Map(); // the tab stop of each group
const wide = matchMedia("(min-width: 40rem)"); // below, the card is a sheet (number-card.css)

let card; // the module of the card, from its first use on
let asked = null; // the number whose card is open
let pinned = false; // whether the card stays when the mouse leaves it
let pressed = false; // whether the pointer went down within the card
let pointer = ""; // where it was last
let timer;

const groupOf = (number) => number.closest(GROUPS) ?? main;
const columnOf = (number) => number.closest("td")?.cellIndex;
const isCard = (element) => Boolean(card?.card.contains(element));

/* In a table the whole cell is the target. */
function numberAt(element) {
  const number = element.closest("data") ?? element.closest("td")?.querySelector("data");
  return numbers.includes(number) ? number : null;
}

function makeStop(number) {
  const former = stops.get(groupOf(number));
  former?.setAttribute("tabindex", "-1");
  former?.removeAttribute("role");
  former?.removeAttribute("aria-haspopup");
  number.setAttribute("tabindex", "0");
  number.setAttribute("role", "button");
  number.setAttribute("aria-haspopup", "dialog");
  stops.set(groupOf(number), number);
}

async function load() {
  card ??= await import("./number-card.js").catch(() => undefined);
}

async function open(number, pin) {
  clearTimeout(timer);
  asked?.removeAttribute("data-asked");
  number.setAttribute("data-asked", "");
  asked = number;
  pinned = pin;
  await load();
  if (asked !== number) return;
  card?.ask(number);
  if (pinned) card?.card.focus({ preventScroll: true });
}

function close() {
  clearTimeout(timer);
  if (!asked) return;
  asked.removeAttribute("data-asked");
  const returns = isCard(document.activeElement);
  card?.dismiss();
  // It counts as asked until focus is back, which would open its card again.
  if (returns) asked.focus({ preventScroll: true });
  asked = null;
  pinned = false;
}

/* Where an arrow key leads; in a table, up and down keep to their column. */
function next(number, key) {
  const upright = key === "ArrowUp" || key === "ArrowDown";
  const group = numbers.filter(
    (one) => groupOf(one) === groupOf(number) && !(upright && columnOf(one) !== columnOf(number)),
  );
  if (key === "Home") return group[0];
  if (key === "End") return group.at(-1);
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  return group[group.indexOf(number) + step] ?? number;
}

/* Past the last button of the card, and before its first, comes the number that it belongs to. */
function leave(event) {
  const buttons = [...card.card.querySelectorAll("a[href], button")];
  const inside = buttons.filter((button) => button.getClientRects().length);
  const edges = event.shiftKey ? [card.card, inside[0]] : [inside.at(-1)];
  if (!edges.includes(event.target)) return;
  if (event.shiftKey) event.preventDefault();
  close();
}

function onKey(event) {
  const { key, target } = event;
  if (key === "Escape") close();
  if (key === "Tab" && isCard(target)) leave(event);
  if (!numbers.includes(target) || event.altKey || event.ctrlKey || event.metaKey) return;
  const opens = key === "Enter" || key === " ";
  if (!opens && !MOVES.test(key)) return;
  event.preventDefault();
  if (opens) open(target, true);
  else next(target, key).focus();
}

function onFocus({ target }) {
  if (isCard(target) || target === asked) return;
  if (!numbers.includes(target)) {
    close();
    return;
  }
  makeStop(target);
  if (target.matches(":focus-visible")) open(target, false);
}

function onHover({ target, pointerType, buttons, screenX, screenY }) {
  const moved = pointer !== `${screenX} ${screenY}`;
  pointer = `${screenX} ${screenY}`;
  // Not where the page moves below a mouse at rest or text is being selected, and never a sheet.
  if (!moved || buttons || pinned || pointerType === "touch" || !wide.matches) return;
  clearTimeout(timer);
  const number = numberAt(target);
  if (number === asked || isCard(target)) return;
  if (number) timer = setTimeout(open, OPEN_AFTER, number, false);
  else timer = setTimeout(close, CLOSE_AFTER);
}

function onDown({ target }) {
  clearTimeout(timer);
  pressed = isCard(target);
  pinned ||= pressed;
}

function onUp({ target }) {
  if (!pressed && !isCard(target) && !numberAt(target)) close();
}

function onClick({ target }) {
  if (isCard(target) && target.closest("[name=close]")) close();
  const number = numberAt(target);
  if (!number || !getSelection().isCollapsed) return; // who selects a number does not ask
  if (pinned && number === asked) close();
  else open(number, true);
}

/* A citation ends in the name of its figure: who follows it finds the card open. */
async function openNamed() {
  if (!location.hash || document.querySelector(":target")) return;
  await load();
  const number = numbers.find((one) => card?.fragmentOf(one) === location.hash);
  number?.scrollIntoView({ block: "center" });
  if (number) open(number, true);
}

if ("togglePopover" in HTMLElement.prototype) {
  for (const number of numbers) {
    if (stops.has(groupOf(number))) number.setAttribute("tabindex", "-1");
    else makeStop(number);
  }
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("pointerover", onHover);
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointerup", onUp);
  document.addEventListener("click", onClick);
  // Safari on a phone tells of no click on text unless something nearer than the document listens.
  main.addEventListener("click", () => {});
  addEventListener("hashchange", openNamed);
  openNamed();
}
