// The card, in its frame.

const inside = () => frame.contentDocument;
const isNight = () => document.documentElement.hasAttribute("data-night");
const bodyClass = (card) =>
  `card card${card.ordinal + 1}${isNight() ? " nightMode night_mode" : ""}`;

function openFrame() {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:";
  frame.srcdoc = `<!doctype html><html lang=""><meta charset=utf-8><title>Card</title>
<meta http-equiv="Content-Security-Policy" content="${policy}"><style>${data.frame}</style>
<style id="look"></style><body><div id="qa"></div>`;
  frame.addEventListener("load", () => {
    inside().addEventListener("keydown", onKey);
    inside().addEventListener("click", onClick);
    inside().addEventListener("load", fit, true);
    inside().addEventListener("toggle", fit, true);
    show();
  });
}

function show() {
  const doc = inside();
  const number = state.shown[state.at];
  const card = cards[number];
  for (const id of ["flip", "previous", "next"]) the(id).disabled = !card;
  the("flip").textContent = state.isBack ? "Show question" : "Show answer";
  the("link").textContent = "";
  tellProblems(the("problems"), card ? card.problems : []);
  the("place").textContent = card
    ? `${state.at + 1} of ${state.shown.length} · ${card.link}` : "";
  if (!doc || !doc.getElementById("qa")) return;
  doc.documentElement.className = isNight() ? "night-mode" : "";
  doc.documentElement.style.colorScheme = isNight() ? "dark" : "light";
  doc.body.className = card ? bodyClass(card) : "card";
  const look = doc.getElementById("look");
  const style = card ? data.styles[card.style] : "";
  if (look.textContent !== style) look.textContent = style;
  const qa = doc.getElementById("qa");
  qa.innerHTML = card ? withMedia(sides(number)[state.isBack ? 1 : 0]) : "No card is like that.";
  nameLeftOut(qa);
  frame.title = `${state.isBack ? "Back" : "Front"} of the card`;
  doc.scrollingElement.scrollTop = 0;
  fit();
}

function fit() {
  const doc = inside();
  frame.style.height = "";
  const needed = doc.documentElement.scrollHeight;
  const least = frame.clientHeight;
  frame.style.height = `${Math.max(needed, least)}px`;
  for (const each of doc.querySelectorAll("pre")) {
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
}

function say() {
  const qa = inside().getElementById("qa");
  const line = state.isBack && inside().getElementById("answer");
  let text = qa.innerText;
  if (line && qa.contains(line)) {
    const range = inside().createRange();
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
  const link = event.target.closest("a[href]");
  if (link) {
    event.preventDefault();
    tellLink(link.getAttribute("href"));
    return;
  }
  const acts = "button, input, textarea, select, option, summary, label, audio, video";
  if (event.target.closest(acts) || !inside().getSelection().isCollapsed) return;
  flip();
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
