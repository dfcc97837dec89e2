// Which cards are shown.

function fill(id, values) {
  const select = the(id);
  select.append(new Option("all", ""), ...values.map((each) => new Option(each, each)));
  select.closest("label").hidden = values.length < 2;
}

// What is searched of a card, in small letters: each of its values once, and the words of its templates.
const searched = [];
const shapeWords = [];
const wordsOf = (shape) => shapeWords[shape] ??= textOf(
  data.shapes[shape].flat().map((part) => (typeof part === "number" ? " " : part)).join(""));

function searchedOf(number) {
  const card = cards[number];
  return searched[number] ??= [textOf(valuesOf(number).join(" ")), wordsOf(card.shape),
    card.link, card.difficulty, ...card.topics].join(" ").toLowerCase();
}

function filter() {
  const wanted = Object.fromEntries(
    ["difficulty", "topic", "kind", "deck"].map((id) => [id, the(id).value]));
  const words = the("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const onlyTroubled = the("troubled").checked;
  const before = state.shown[state.at];
  state.shown = [];
  cards.forEach((card, number) => {
    if ((!wanted.difficulty || card.difficulty === wanted.difficulty)
      && (!wanted.topic || card.topics.includes(wanted.topic))
      && (!wanted.kind || card.kind === wanted.kind)
      && (!wanted.deck || card.deck === wanted.deck)
      && (!onlyTroubled || card.problems.length)
      && (!words.length || words.every((word) => searchedOf(number).includes(word)))) {
      state.shown.push(number);
    }
  });
  const place = state.shown.indexOf(before);
  state.at = Math.max(0, place);
  if (place < 0) state.isBack = false;
  const count = state.shown.length;
  const all = `${cards.length} card${cards.length === 1 ? "" : "s"}`;
  the("count").textContent = count === cards.length ? all : `${count} of ${all}`;
  the("rows").style.height = `${count * rowHeight()}px`;
  reveal();
  drawRows();
  show();
}
