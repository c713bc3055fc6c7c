/* What a mark of a chart says, beside it, and to who cannot see it. One for the page. */

const SVG = "http://www.w3.org/2000/svg";
const GAP = 8; // pixels between a mark and what it says

const words = document.getElementById("chart-words").content;
const tip = words.querySelector(".charttip").cloneNode(true);
const live = words.querySelector("[aria-live]").cloneNode(true);
const row = tip.querySelector("[data-row]");
const pointer = document.createElementNS(SVG, "path");
pointer.setAttribute("class", "chart__pointer");
document.body.append(live);

/* Numbers of the page that were reported; a cell without one says nothing. */
const numbersOf = (said, columns) =>
  columns.map((column, place) => [column, said[place + 1]]).filter(([, text]) => text);

function write([name, ...cells], columns) {
  tip.querySelector("[data-slot=name]").textContent = name;
  const rows = numbersOf([name, ...cells], columns).map(([column, text]) => {
    const one = row.cloneNode(true);
    one.querySelector("dt").textContent = column;
    one.querySelector("dd").textContent = text;
    return one;
  });
  tip.querySelector("dl").replaceChildren(...rows);
}

/* A line through the day, or a band along the bar. */
function pathOf(drawing, place) {
  const { left, top } = drawing.padding;
  if (drawing.overDays) return `M${place},${top}v${drawing.height}`;
  const half = drawing.step / 2;
  return `M0,${place - half}h${drawing.svg.viewBox.baseVal.width}v${2 * half}H0Z`;
}

export function tell(element, drawing, mark, x) {
  const place = drawing.placeOf(mark);
  pointer.setAttribute("d", pathOf(drawing, place));
  pointer.classList.toggle("chart__pointer--band", !drawing.overDays);
  drawing.svg.append(pointer);
  write(mark.said, drawing.columns);
  if (tip.parentNode !== element) element.append(tip);
  const scale = drawing.svg.clientWidth / drawing.svg.viewBox.baseVal.width;
  const { offsetWidth: width, offsetHeight: height } = tip;
  const middle = (drawing.overDays ? place : (x ?? drawing.padding.left + drawing.width / 3)) * scale;
  const beside = drawing.overDays && middle + GAP + width > element.clientWidth;
  const left = drawing.overDays ? (beside ? middle - GAP - width : middle + GAP) : middle - width / 2;
  const below = (place + drawing.step / 2) * scale + 2;
  const top = drawing.overDays ? drawing.padding.top * scale : below;
  const furthest = Math.max(0, element.clientWidth - width);
  tip.style.translate = `${Math.max(0, Math.min(left, furthest))}px ${top}px`;
}

export function hush(element) {
  if (tip.parentNode === element) tip.remove();
  if (element.contains(pointer)) pointer.remove();
}

/* Read aloud where keys lead: who moves the mouse sees it. */
export function say(said, columns) {
  const numbers = numbersOf(said, columns).map(([column, text]) => `${column}: ${text}`);
  live.textContent = [said[0], ...numbers].join(", ");
}

export function announce(text) {
  live.textContent = text;
}
