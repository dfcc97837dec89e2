// What the page knows, and where it stands in it.

const the = (id) => document.getElementById(id);
const data = JSON.parse(the("index").textContent);
const cards = data.cards;
const frame = the("frame");
const state = { shown: cards.map((_, i) => i), at: 0, isBack: false };
const parsed = [];

// Front, back, and the text to search. They come after this script, so the last may not be there yet.
function sides(card) {
  const number = Math.floor(card / data.chunk);
  if (!parsed[number]) {
    const block = the(`cards-${number}`);
    if (!block) return ["", "", ""];
    parsed[number] = JSON.parse(block.textContent);
  }
  return parsed[number][card % data.chunk];
}

function made(tag, css, text) {
  const element = document.createElement(tag);
  if (css) element.className = css;
  if (text !== undefined) element.textContent = text;
  return element;
}

const withMedia = (html) => html.replace(/\ufdd0(\d+)\ufdd1/g,
  (_, number) => data.media[number] || `data:,left-out-${number}`);

function nameLeftOut(root) {
  for (const each of root.querySelectorAll('[src^="data:,left-out-"]')) {
    const name = data.names[each.getAttribute("src").slice("data:,left-out-".length)];
    each.replaceWith(made("span", "preview-left-out", name));
  }
}
