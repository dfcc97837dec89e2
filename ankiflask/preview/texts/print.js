// Print: every card that the filters leave, front and back beside each other.

function printed(card, html) {
  const host = made("div");
  const body = made("div", `card card${card.ordinal + 1}`);
  body.append(...harmless(html));
  for (const each of body.querySelectorAll("details")) each.open = true;
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
