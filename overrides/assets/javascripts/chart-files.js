/* What charts are drawn anew from, each loaded once; what could not be loaded is asked for again. */

const FOLDER = new URL("./charts/", import.meta.url);
const loading = new Map();

function once(key, load) {
  if (!loading.has(key)) {
    const loaded = load();
    loaded.catch(() => loading.delete(key));
    loading.set(key, loaded);
  }
  return loading.get(key);
}

async function read(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

/* The names hold a hash of the content; which ones are of today, the index says. */
const index = () => once("index", () => read(new URL("index.json", FOLDER), { cache: "no-cache" }));

export const chartsOfPage = () => once("page", () => read("charts.json"));

export const lookOf = (kind) =>
  once(kind, async () => read(new URL((await index()).kinds[kind], FOLDER)));

export const vega = () => once("vega", async () => import(new URL((await index()).vega, FOLDER)));
