/* A chart that is asked: the mark nearest to the pointer, or the one that keys lead to, tells its
 * numbers as the page's table prints them. Over days it can be looked at more closely. */

import { drawnAnew } from "./chart-drawing.js";
import { tell, hush, say } from "./chart-tip.js";
import { zooming } from "./chart-zoom.js";

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

export async function answering(element) {
  const drawing = await drawnAnew(element);
  let told = null; // the mark whose numbers are shown

  /* From pixels of the window to units of the drawing, which is shown larger or smaller. */
  function unitsOf({ clientX, clientY }) {
    const box = drawing.svg.getBoundingClientRect();
    const scale = drawing.svg.viewBox.baseVal.width / box.width;
    return [(clientX - box.left) * scale, (clientY - box.top) * scale];
  }

  function nearest(event) {
    const place = unitsOf(event)[drawing.overDays ? 0 : 1];
    const far = (mark) => Math.abs(drawing.placeOf(mark) - place);
    return drawing.marks().reduce((best, mark) => (far(mark) < far(best) ? mark : best));
  }

  function ask(mark, event) {
    told = mark;
    tell(element, drawing, mark, event && unitsOf(event)[0]);
  }

  function leave() {
    told = null;
    hush(element);
  }

  function point(event) {
    if (event.target.closest?.("button") || zoom?.isBusy()) return;
    if (drawing.marks().length) ask(nearest(event), event);
  }

  function onKey(event) {
    const { key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== element) return;
    if (key === "Escape") leave();
    if (zoom?.onKey(key, told)) event.preventDefault();
    const step = STEPS[key];
    const marks = drawing.marks();
    if (!step || !marks.length) return;
    event.preventDefault();
    const first = step < 0 ? marks.length - 1 : 0;
    const next = marks.indexOf(told) + step;
    ask(marks[told ? Math.max(0, Math.min(marks.length - 1, next)) : first]);
    say(told.said, drawing.columns);
  }

  const zoom = drawing.overDays ? zooming(element, drawing, unitsOf, leave) : null;

  element.addEventListener("keydown", onKey);
  element.addEventListener("blur", leave);
  element.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" || drawing.overDays) point(event);
  });
  element.addEventListener("pointerleave", ({ pointerType }) => pointerType !== "touch" && leave());
  document.addEventListener("pointerdown", ({ target }) => element.contains(target) || leave());
  addEventListener("resize", leave);
  return { point, press: onKey };
}
