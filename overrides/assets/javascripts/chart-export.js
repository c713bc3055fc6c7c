/* A chart to take along: as SVG, as PNG with its time, source and address, or as code that embeds it.
 * All of it is made when asked, from what the page shows: at rest it costs nothing. */

import { chartsOfPage } from "./chart-files.js";
import { paintedPng } from "./chart-png.js";
import { standing } from "./chart-svg.js";

const SAID_FOR = 2000; // milliseconds that a button says what happened

const words = document.getElementById("chart-words").content;
const inWords = (name) => words.querySelector(`[data-word=${name}]`).textContent;
const figureOf = (button) => button.closest("figure");

function save(blob, figure, suffix) {
  const link = document.createElement("a");
  const page = location.pathname.split("/").filter(Boolean).join("-");
  link.href = URL.createObjectURL(blob);
  link.download = `${[page, figure.id.replace(/^chart-/, "")].filter(Boolean).join("-")}.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function answer(button, word) {
  button.dataset.label ??= button.textContent;
  button.textContent = inWords(word);
  setTimeout(() => (button.textContent = button.dataset.label), SAID_FOR);
}

async function made(button, make) {
  try {
    await make(figureOf(button));
  } catch {
    answer(button, "failed");
  }
}

export const svg = (button) =>
  made(button, async (figure) => {
    const { text } = await standing(figure);
    save(new Blob([text], { type: "image/svg+xml" }), figure, "svg");
  });

/* What the picture says below the chart: as of when, from whom, and where it stands. */
async function stampOf(figure) {
  const page = await chartsOfPage();
  const { source } = page.charts[figure.id];
  return [
    inWords("as_of").replace("{time}", page.as_of),
    source && inWords("source").replace("{source}", source),
    `${page.address}#${figure.id}`,
  ].filter(Boolean);
}

export const png = (button) =>
  made(button, async (figure) => save(await paintedPng(figure, await stampOf(figure)), figure, "png"));

/* As high as the chart is on a phone, with its words above and below it. */
function codeOf(figure, address) {
  const frame = document.createElement("iframe");
  const drawn = [...figure.querySelectorAll(".chart__drawing svg")].map(({ viewBox }) => viewBox.baseVal);
  const height = Math.max(...drawn.map((box) => box.height * (box.width < 500 ? 1.27 : 1)));
  frame.src = `${address}#${figure.id}`;
  frame.title = figure.querySelector("title").textContent;
  frame.loading = "lazy";
  frame.width = "100%";
  frame.height = Math.ceil(height + 200);
  return frame.outerHTML.replace(">", ' style="border:0">');
}

export const embed = (button) =>
  made(button, async (figure) => {
    const page = await chartsOfPage();
    const dialog = words.querySelector("dialog").cloneNode(true);
    const code = dialog.querySelector("textarea");
    const copy = dialog.querySelector("[name=copy]");
    code.value = codeOf(figure, page.embed);
    copy.addEventListener("click", async () => {
      const copied = await navigator.clipboard?.writeText(code.value).then(() => true, () => false);
      if (!copied) code.select();
      answer(copy, copied ? "copied" : "refused");
    });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    code.select();
  });
