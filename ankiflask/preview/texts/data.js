// What the page knows, and where it stands in it.

const the = (id) => document.getElementById(id);
if (!globalThis.DecompressionStream) {
  the("old").hidden = false;
  return;
}

// JSON, compressed, of an element that is not needed any more.
async function unpacked(id) {
  const element = the(id);
  const bytes = Uint8Array.from(atob(element.textContent), (sign) => sign.charCodeAt(0));
  element.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

const data = await unpacked("index");
const cards = data.cards;
const frame = the("frame");
const state = { shown: cards.map((_, i) => i), at: 0, isBack: false };
const blocks = [await unpacked("cards-0")];

const valuesOf = (card) => blocks[Math.floor(card / data.chunk)]?.[card % data.chunk];

// Front and back, HTML: the card's values in its shape; nothing before its block is unpacked.
function sides(card) {
  const values = valuesOf(card);
  if (!values) return ["", ""];
  return data.shapes[cards[card].shape].map(
    (side) => side.map((part) => (typeof part === "number" ? values[part] : part)).join(""));
}

async function unpackTheRest() {
  if (document.readyState === "loading") {
    await new Promise((done) => { document.addEventListener("DOMContentLoaded", done); });
  }
  while (blocks.length * data.chunk < cards.length) {
    blocks.push(await unpacked(`cards-${blocks.length}`));
  }
}

function made(tag, css, text) {
  const element = document.createElement(tag);
  if (css) element.className = css;
  if (text !== undefined) element.textContent = text;
  return element;
}

const withMedia = (html) => html.replace(/\ufdd0(\d+)\ufdd1/g,
  (_, number) => the(`media-${number}`)?.textContent ?? `data:,left-out-${number}`);

function nameLeftOut(root) {
  for (const each of root.querySelectorAll('[src^="data:,left-out-"]')) {
    const name = data.names[each.getAttribute("src").slice("data:,left-out-".length)];
    each.replaceWith(made("span", "preview-left-out", name));
  }
}
