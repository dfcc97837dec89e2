// The card, in its frame.

// Its parts, taken before any card is there: names in a card hide properties of its document.
const inner = {};
const isNight = () => document.documentElement.hasAttribute("data-night");
const bodyClass = (card) =>
  `card card${card.ordinal + 1}${isNight() ? " nightMode night_mode" : ""}`;

function openFrame() {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:";
  const blank = `<!doctype html><html lang=""><meta charset=utf-8><title>Card</title>
<meta http-equiv="Content-Security-Policy" content="${policy}"><style>${data.frame}</style>
<style id="look"></style><body><div id="qa"></div>`;
  frame.addEventListener("load", () => {
    const doc = frame.contentDocument;
    if (!doc?.getElementById("qa")) { // Something was dropped on it, or it went elsewhere.
      frame.srcdoc = blank;
      return;
    }
    Object.assign(inner, { root: doc.documentElement, body: doc.body,
      look: doc.getElementById("look"), qa: doc.getElementById("qa") });
    doc.addEventListener("keydown", onKey);
    doc.addEventListener("click", onClick, true);
    doc.addEventListener("auxclick", onOtherButton, true);
    doc.addEventListener("submit", (event) => event.preventDefault(), true);
    doc.addEventListener("load", fit, true);
    doc.addEventListener("toggle", fit, true);
    show();
  });
  frame.srcdoc = blank;
}

function show() {
  const { root, body, look, qa } = inner;
  const number = state.shown[state.at];
  const card = cards[number];
  for (const id of ["flip", "previous", "next"]) the(id).disabled = !card;
  the("flip").textContent = state.isBack ? "Show question" : "Show answer";
  the("link").textContent = "";
  tellProblems(the("problems"), card ? card.problems : []);
  the("place").textContent = card
    ? `${state.at + 1} of ${state.shown.length} · ${card.link}` : "";
  if (!qa) return;
  root.className = isNight() ? "night-mode" : "";
  root.style.colorScheme = isNight() ? "dark" : "light";
  body.className = card ? bodyClass(card) : "card";
  const style = card ? data.styles[card.style] : "";
  if (look.textContent !== style) look.textContent = style;
  if (card) qa.replaceChildren(...harmless(sides(number)[state.isBack ? 1 : 0]));
  else qa.textContent = "No card is like that.";
  frame.title = `${state.isBack ? "Back" : "Front"} of the card`;
  root.scrollTop = 0;
  fit();
}

function fit() {
  frame.style.height = "";
  const needed = inner.root.scrollHeight;
  const least = frame.clientHeight;
  frame.style.height = `${Math.max(needed, least)}px`;
  for (const each of inner.qa.querySelectorAll("pre")) {
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
}

function say() {
  const { qa } = inner;
  const line = state.isBack && qa.querySelector("#answer");
  let text = qa.innerText;
  if (line) {
    const range = document.createRange();
    range.setStartAfter(line);
    range.setEndAfter(qa.lastChild);
    text = range.toString();
  }
  const side = state.isBack ? "Answer" : "Question";
  the("said").textContent = `${side}: ${text.replace(/\s+/g, " ").trim().slice(0, 600)}`;
}

function flip() {
  if (!state.shown.length) return;
  state.isBack = !state.isBack;
  show();
  say();
}

function move(to) {
  if (!state.shown.length) return;
  state.at = Math.max(0, Math.min(state.shown.length - 1, to));
  state.isBack = false;
  show();
  say();
  reveal();
  drawRows();
  history.replaceState(null, "", `#${encodeURI(cards[state.shown[state.at]].link)}`);
}

function onClick(event) {
  const link = closest(event.target, LINKS);
  if (link) {
    event.preventDefault();
    tellLink(attributeOf(link, "href") ?? attributeOf(link, "data-preview-href"));
    return;
  }
  const acts = "button, input, textarea, select, option, summary, label, audio, video";
  if (closest(event.target, acts) || !frame.contentWindow.getSelection().isCollapsed) return;
  flip();
}

// A middle click would open a link in a window of its own.
function onOtherButton(event) {
  if (closest(event.target, LINKS)) event.preventDefault();
}

// A card's link goes nowhere by itself: its address is shown, for a person to follow or not.
function tellLink(address) {
  const place = the("link");
  place.textContent = "Link: ";
  if (!/^https?:/i.test(address)) {
    place.append(address);
    return;
  }
  const link = made("a", "", address);
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  place.append(link);
}
