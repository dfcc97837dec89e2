// The list: only the rows that can be seen are there.

const list = the("list");
const rowHeight = () => 3.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);

// What can be read of HTML, on one line. It is parsed where nothing is loaded, into an element that has no names.
const BLOCKS = /<(?=\/?(?:br|p|div|li|tr|td|th|h[1-6]|hr|pre|dt|dd|summary|blockquote|figcaption)\b)/gi;
const inert = new DOMParser().parseFromString("", "text/html");

function textOf(html, leftOut = "") {
  const place = inert.createElement("div");
  place.innerHTML = html.replace(BLOCKS, " <");
  for (const each of place.querySelectorAll("script, style")) each.remove();
  for (const each of place.querySelectorAll("[src]")) {
    const name = data.names[/\ufdd0(\d+)\ufdd1/.exec(attributeOf(each, "src"))?.[1]];
    if (name) each.replaceWith(`[${each.localName === "img" ? "picture" : "sound"} ${name}]`);
  }
  for (const each of place.querySelectorAll("math[alttext]")) {
    each.replaceWith(attributeOf(each, "alttext"));
  }
  if (leftOut) for (const each of place.querySelectorAll(leftOut)) each.remove();
  return place.textContent.replace(/\s+/g, " ").trim();
}

const titles = [];
const titleOf = (card) => (valuesOf(card)
  ? titles[card] ??= textOf(sides(card)[0], ".context").slice(0, 160) || "(empty)" : "");

function reveal() {
  const top = state.at * rowHeight();
  if (top < list.scrollTop) list.scrollTop = top;
  const bottom = top + rowHeight() - list.clientHeight;
  if (bottom > list.scrollTop) list.scrollTop = bottom;
}

function drawRows() {
  const height = rowHeight();
  const first = Math.max(0, Math.floor(list.scrollTop / height) - 5);
  const last = Math.min(state.shown.length, first + Math.ceil(list.clientHeight / height) + 10);
  const rows = [];
  for (let at = first; at < last; at += 1) rows.push(row(at, height));
  if (state.shown.length && (state.at < first || state.at >= last)) rows.push(row(state.at, height));
  the("rows").replaceChildren(...rows);
  if (state.shown.length) list.setAttribute("aria-activedescendant", `row-${state.at}`);
  else list.removeAttribute("aria-activedescendant");
}

function row(at, height) {
  const card = cards[state.shown[at]];
  const line = made("div", "row");
  line.id = `row-${at}`;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", at === state.at);
  line.setAttribute("aria-posinset", at + 1);
  line.setAttribute("aria-setsize", state.shown.length);
  line.style.top = `${at * height}px`;
  const title = made("span", "", titleOf(state.shown[at]));
  title.dir = "auto";
  const more = made("small");
  if (card.problems.length) {
    const count = card.problems.length;
    more.append(made("span", "marked", `⚠ ${count} problem${count === 1 ? "" : "s"}`), " · ");
  }
  more.append([card.kind, card.difficulty, ...card.topics].filter(Boolean).join(" · "));
  line.append(title, more);
  line.addEventListener("click", () => move(at));
  return line;
}
