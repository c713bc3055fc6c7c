/* A chart as a picture that may stand anywhere: caption above, time, source and address below. */

import { colourOf, standing } from "./chart-svg.js";

const MARGIN = 24; // all in the units of the drawing
const SIZES = { caption: 17, what: 13, key: 13, stamp: 12 };
const LINE = 1.4; // heights of a line of text
const LEAST_WIDTH = 1200; // pixels of the picture, at least
const WEIGHTS = { 400: "regular", 600: "semibold" };

const fontOf = (kind, weight = 400) => `${weight} ${SIZES[kind]}px Inter, sans-serif`;

/* A drawing within a picture sees no fonts but its own. */
async function typefaces() {
  const faces = Object.entries(WEIGHTS).map(async ([weight, name]) => {
    const file = new URL(`../fonts/inter-${name}.woff2`, import.meta.url);
    const bytes = new Uint8Array(await (await fetch(file)).arrayBuffer());
    const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    const source = `url(data:font/woff2;base64,${data})`;
    return `@font-face{font-family:Inter;font-weight:${weight};src:${source}}`;
  });
  return `<style>${(await Promise.all(faces)).join("")}</style>`;
}

function imageOf(text) {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = failed;
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });
}

function linesOf(canvas, text, width) {
  const lines = [""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (canvas.measureText(longer).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/* Each text of the picture, from the top: its lines, look and the room above it. */
function textsOf(canvas, figure, stamp, width) {
  const caption = figure.querySelector("figcaption").cloneNode(true);
  const what = caption.querySelector(".chart__what");
  what.remove();
  const text = (words, kind, colour, above, weight) => {
    canvas.font = fontOf(kind, weight);
    const lines = linesOf(canvas, words, width);
    return { lines, kind, colour, above, weight, height: lines.length * SIZES[kind] * LINE };
  };
  return {
    above: [
      text(caption.textContent, "caption", "--ink", 0, 600),
      text(what.textContent, "what", "--muted", 4),
    ],
    below: stamp.map((line, place) => text(line, "stamp", "--muted", place ? 0 : 14)),
  };
}

const heightOf = (texts) => texts.reduce((sum, { above, height }) => sum + above + height, 0);

function write(canvas, texts, top) {
  for (const { lines, kind, colour, above, weight, height } of texts) {
    canvas.font = fontOf(kind, weight);
    canvas.fillStyle = colourOf(colour);
    top += above;
    lines.forEach((line, place) => canvas.fillText(line, MARGIN, top + (place + 0.8) * SIZES[kind] * LINE));
    top += height;
  }
  return top;
}

/* What the colours mean, in one line or several. */
function writeKeys(canvas, keys, top, width) {
  let [x, y] = [MARGIN, top];
  canvas.font = fontOf("key");
  for (const key of keys) {
    const room = canvas.measureText(key.textContent).width + 36;
    if (x > MARGIN && x + room - 16 > MARGIN + width) [x, y] = [MARGIN, y + SIZES.key * LINE];
    canvas.fillStyle = getComputedStyle(key, "::before").backgroundColor;
    canvas.fillRect(x, y + 4, 12, 12);
    canvas.fillStyle = colourOf("--ink");
    canvas.fillText(key.textContent, x + 18, y + 15);
    x += room;
  }
  return keys.length ? y + SIZES.key * LINE + 6 : y;
}

export async function paintedPng(figure, stamp) {
  const { text, width, height } = await standing(figure, await typefaces());
  const image = await imageOf(text);
  await Promise.all(Object.keys(WEIGHTS).map((weight) => document.fonts.load(fontOf("what", weight))));
  const paper = document.createElement("canvas");
  const canvas = paper.getContext("2d");
  const { above, below } = textsOf(canvas, figure, stamp, width);
  const keys = [...figure.querySelectorAll(".chart__keys .key")];
  const start = MARGIN + heightOf(above) + 10;
  const drawnAt = writeKeys(canvas, keys, start, width);
  const scale = Math.max(2, LEAST_WIDTH / (width + 2 * MARGIN));
  paper.width = Math.round((width + 2 * MARGIN) * scale);
  paper.height = Math.round((drawnAt + height + heightOf(below) + MARGIN) * scale);
  canvas.scale(scale, scale);
  canvas.fillStyle = colourOf("--paper");
  canvas.fillRect(0, 0, paper.width, paper.height);
  write(canvas, above, MARGIN);
  writeKeys(canvas, keys, start, width);
  canvas.drawImage(image, MARGIN, drawnAt, width, height);
  write(canvas, below, drawnAt + height);
  return new Promise((done, failed) =>
    paper.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
  );
}
