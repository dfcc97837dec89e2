// Print: every card that the filters leave, front and back beside each other.

// Nothing of a card runs here either: what could is taken out, and the page's policy forbids it.
function harmless(html) {
  const doc = new DOMParser().parseFromString(withMedia(html), "text/html");
  for (const each of doc.querySelectorAll("script, iframe, object, embed, link, meta, base")) {
    each.remove();
  }
  for (const each of doc.querySelectorAll("*")) {
    for (const { name } of [...each.attributes]) if (/^on/i.test(name)) each.removeAttribute(name);
  }
  for (const each of doc.querySelectorAll("details")) each.open = true;
  nameLeftOut(doc);
  return doc.body.childNodes;
}

function printed(card, html) {
  const host = made("div");
  const body = made("div", `card card${card.ordinal + 1}`);
  body.append(...harmless(html));
  const shadow = host.attachShadow({ mode: "open" });
  shadow.append(made("style", "", data.frame), made("style", "", data.styles[card.style]),
    made("style", "", ".card { font-size: 9pt !important; margin: 0 !important; padding: 0 !important; }"
      + " pre, pre code { white-space: pre-wrap !important; }"),
    body);
  return host;
}

function layOut() {
  const pairs = state.shown.map((number) => {
    const pair = made("div", "pair");
    const [front, back] = sides(number);
    pair.append(printed(cards[number], front), printed(cards[number], back));
    return pair;
  });
  the("print").replaceChildren(made("h1", "", data.title), ...pairs);
}
