// Problems, and difficulty by topic.

function tellProblems(place, problems) {
  place.replaceChildren(...problems.map((problem) => {
    const box = made("div", `problem ${problem.severity}`);
    box.append(made("strong", "", problem.severity), ` ${problem.words}`,
      made("small", "", `${problem.rule} · ${problem.place}`));
    return box;
  }));
  (place.closest("section[hidden], aside") ?? place).hidden = !problems.length;
}

const KNOWN = ["easy", "medium", "hard"];
const MOST_TOPICS = 60;

function chart() {
  const counts = new Map();
  for (const card of cards) {
    for (const topic of card.topics.length ? card.topics : ["(none)"]) {
      if (!counts.has(topic)) counts.set(topic, new Map());
      const row = counts.get(topic);
      row.set(card.difficulty, (row.get(card.difficulty) ?? 0) + 1);
    }
  }
  const all = (row) => [...row.values()].reduce((sum, each) => sum + each, 0);
  const rows = [...counts].sort((one, other) => all(other[1]) - all(one[1]));
  const most = Math.max(1, ...rows.map(([, row]) => all(row)));
  const columns = difficulties();
  const table = made("table");
  const head = table.createTHead().insertRow();
  head.append(heading("Topic", "col"));
  for (const each of columns) head.append(heading(each || "not said", "col", each));
  const last = made("td");
  last.setAttribute("aria-hidden", "true");
  head.append(last);
  const body = table.createTBody();
  for (const [topic, row] of rows.slice(0, MOST_TOPICS)) {
    body.append(chartRow(topic, row, columns, most));
  }
  const scroll = made("div", "scroll");
  scroll.append(table);
  the("chart").append(scroll);
  if (rows.length > MOST_TOPICS) {
    the("chart").append(made("p", "keys", `And ${rows.length - MOST_TOPICS} smaller topics.`));
  }
}

function heading(text, scope, css) {
  const cell = made("th");
  cell.scope = scope;
  if (css) cell.append(made("i", `key ${css}`));
  cell.append(text);
  return cell;
}

function chartRow(topic, row, columns, most) {
  const line = made("tr");
  const name = heading("", "row");
  const button = made("button", "", topic);
  button.type = "button";
  button.addEventListener("click", () => {
    the("topic").value = topic;
    filter();
  });
  name.append(topic === "(none)" ? topic : button);
  line.append(name);
  for (const each of columns) line.append(made("td", "", row.get(each) ?? 0));
  const bars = made("td", "bars");
  const bar = made("div");
  bar.setAttribute("aria-hidden", "true");
  for (const each of columns) {
    const part = made("span", KNOWN.includes(each) ? each : "");
    part.style.width = `${(100 * (row.get(each) ?? 0)) / most}%`;
    if (row.get(each)) bar.append(part);
  }
  bars.append(bar);
  line.append(bars);
  return line;
}

function difficulties() {
  const found = new Set(cards.map((card) => card.difficulty));
  return [...KNOWN.filter((each) => found.has(each)),
    ...[...found].filter((each) => !KNOWN.includes(each)).sort()];
}
