// The list: only the rows that can be seen are there.

const list = the("list");
const rowHeight = () => 3.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);

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
  const title = made("span", "", card.title);
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
