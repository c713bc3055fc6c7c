/* A closer look at days: drawn over with the mouse, pinched with two fingers, by the wheel with Ctrl
 * or ⌘ held, or by + and -. The plain wheel and one finger scroll the page, as anywhere. */

import { announce } from "./chart-tip.js";

const DAY = 24 * 3600 * 1000;
const NEAREST = 5 * DAY; // no closer than this
const STEP = 1.5; // how much nearer a key or a turn of the wheel leads
const DRAWN = 6; // pixels that the mouse is drawn before it chooses days

const words = document.getElementById("chart-words").content;

export function zooming(element, drawing, unitsOf, leave) {
  const all = drawing.all;
  const button = words.querySelector(".chart__zoom").cloneNode(true);
  const chosen = words.querySelector(".chart__chosen").cloneNode(true);
  const fingers = new Map();
  let shown = all;
  let from = null; // where the mouse went down, as an event
  let isDrawn = false;
  let next = null; // what is to be shown once the last drawing is done
  let drawingNow = false;

  async function redraw() {
    if (drawingNow) return;
    drawingNow = true;
    while (next) {
      const range = next;
      next = null;
      await drawing.show(range[0] <= all[0] && range[1] >= all[1] ? null : range);
    }
    drawingNow = false;
  }

  function show(first, last, aloud) {
    const length = Math.min(all[1] - all[0], Math.max(NEAREST, last - first));
    const middle = (first + last) / 2;
    const start = Math.max(all[0], Math.min(middle - length / 2, all[1] - length));
    shown = [start, start + length];
    leave();
    next = shown;
    redraw().then(() => tellRange(aloud));
  }

  function tellRange(aloud) {
    const marks = drawing.marks();
    const isWhole = shown[0] <= all[0] && shown[1] >= all[1];
    if (isWhole) {
      if (button.contains(document.activeElement)) element.focus();
      button.remove();
    } else if (!button.isConnected) element.append(button);
    const names = marks.length ? [marks[0].said[0], marks.at(-1).said[0]] : ["–", "–"];
    const slot = button.querySelector("[data-slot=range]");
    slot.textContent = names[0] === names[1] ? names[0] : names.join(" – ");
    if (aloud) announce(isWhole ? button.title : slot.textContent);
  }

  const reset = (aloud) => show(...all, aloud);

  function closer(times, around, aloud) {
    const [first, last] = shown;
    const fixed = Math.max(first, Math.min(around, last));
    show(fixed - (fixed - first) / times, fixed + (last - fixed) / times, aloud);
  }

  const momentOf = (event) => drawing.momentAt(unitsOf(event)[0]);

  function onDown(event) {
    if (event.target.closest("button")) return;
    if (event.pointerType === "touch") fingers.set(event.pointerId, event);
    else if (event.button === 0) from = event;
    if (fingers.size === 2) pinch.start = [shown, ...[...fingers.values()].map(momentOf)];
  }

  function onMove(event) {
    if (fingers.has(event.pointerId)) {
      fingers.set(event.pointerId, event);
      if (fingers.size === 2) pinch();
      return;
    }
    if (!from) return;
    isDrawn ||= Math.abs(event.clientX - from.clientX) > DRAWN;
    if (!isDrawn) return;
    event.preventDefault();
    getSelection().removeAllRanges();
    if (!chosen.isConnected) {
      element.append(chosen);
      element.setPointerCapture(event.pointerId);
      leave();
    }
    const box = element.getBoundingClientRect();
    const [left, right] = [from.clientX, event.clientX].sort((one, other) => one - other);
    const [start, end] = [Math.max(box.left, left), Math.min(box.right, right)];
    chosen.style.translate = `${start - box.left}px 0`;
    chosen.style.width = `${Math.max(0, end - start)}px`;
  }

  /* Both fingers stay on the days that they were put on. */
  function pinch() {
    const [, one, other] = pinch.start;
    const [x, y] = [...fingers.values()].map((event) => unitsOf(event)[0] - drawing.padding.left);
    if (Math.abs(x - y) < 10) return;
    const perUnit = (other - one) / (y - x);
    if (perUnit <= 0) return;
    const first = one - x * perUnit;
    show(first, first + drawing.width * perUnit);
  }

  function onUp(event) {
    fingers.delete(event.pointerId);
    if (from && isDrawn && event.type === "pointerup") {
      const [first, last] = [momentOf(from), momentOf(event)].sort((one, other) => one - other);
      show(first, last);
    }
    chosen.remove();
    from = null;
    isDrawn = false;
  }

  element.dataset.zooms = "";
  element.addEventListener("pointerdown", onDown);
  element.addEventListener("pointermove", onMove);
  for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, onUp);
  element.addEventListener("dblclick", () => reset());
  element.addEventListener("dragstart", (event) => event.preventDefault());
  button.addEventListener("click", () => reset(true));
  element.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      closer(STEP ** Math.sign(-event.deltaY), momentOf(event));
    },
    { passive: false },
  );

  return {
    isBusy: () => isDrawn || fingers.size > 1,
    onKey(key, mark) {
      const around = mark?.moment ?? (shown[0] + shown[1]) / 2;
      if (key === "+" || key === "=") closer(STEP, around, true);
      else if (key === "-") closer(1 / STEP, around, true);
      else if (key === "0") reset(true);
      else return false;
      return true;
    },
  };
}
