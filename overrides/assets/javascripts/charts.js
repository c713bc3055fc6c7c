/* Charts that answer who points at them, goes to them by key or taps them. At rest they are the
 * drawings of the page and this script: all else comes with the first gesture. */

const REST = 100; // milliseconds that the mouse rests on a chart

const KEYS = /^(Arrow.+|Home|End|[-+=0])$/; // what a chart answers, and the page does not scroll by

const asked = new Map(); // what answers for a drawing, from its first gesture on
const ready = new Set(); // the drawings that answer by themselves
const words = document.getElementById("chart-words").content;
let timer;

const drawingAt = (element) => element.closest?.(".chart__drawing[data-chart]");

/* A chart that cannot be drawn anew stays as it is, and is tried again at the next gesture. */
function ask(drawing) {
  if (!asked.has(drawing)) {
    const answer = import("./chart-answers.js").then(({ answering }) => answering(drawing));
    answer.then(() => ready.add(drawing)).catch(() => {});
    asked.set(drawing, answer.catch(() => asked.delete(drawing) && undefined));
  }
  return asked.get(drawing);
}

/* The pointer may have moved on while the chart was made ready. */
let last;
document.addEventListener("pointermove", (event) => (last = event), { passive: true });

document.addEventListener("pointerover", (event) => {
  clearTimeout(timer);
  const drawing = drawingAt(event.target);
  if (!drawing || event.pointerType === "touch" || event.buttons) return;
  timer = setTimeout(async () => {
    const answer = await ask(drawing);
    if (drawing.matches(":hover")) answer?.point(last ?? event);
  }, REST);
});

document.addEventListener("click", (event) => {
  const drawing = drawingAt(event.target);
  if (drawing && !event.target.closest("button")) ask(drawing).then((answer) => answer?.point(event));
  const button = event.target.closest(".chart__actions button");
  if (button) import("./chart-export.js").then((made) => made[button.name](button)).catch(() => {});
});

document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".chart__drawing[data-chart]")) ask(target);
});

/* Keys pressed while a chart is made ready are not lost. */
document.addEventListener("keydown", async (event) => {
  const drawing = event.target;
  if (!drawing.matches(".chart__drawing[data-chart]") || ready.has(drawing)) return;
  if (KEYS.test(event.key)) event.preventDefault();
  (await ask(drawing))?.press(event);
});

for (const drawing of document.querySelectorAll(".chart__drawing[data-chart]")) {
  drawing.tabIndex = 0;
  drawing.setAttribute("role", "application");
  drawing.setAttribute("aria-label", drawing.querySelector("title").textContent);
  drawing.setAttribute("aria-roledescription", words.querySelector("[data-word=chart]").textContent);
  drawing.setAttribute("aria-describedby", "chart-keys");
}
document.body.append(words.getElementById("chart-keys").cloneNode(true));
