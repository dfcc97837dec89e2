// The beginning.

function toggle(id, attribute, after) {
  the(id).addEventListener("click", () => {
    const isOn = document.documentElement.toggleAttribute(attribute);
    the(id).setAttribute("aria-pressed", isOn);
    after();
  });
}

function decoded(address) {
  try {
    return decodeURI(address);
  } catch {
    return address; // A person wrote it, and `%` stands for itself.
  }
}

function goToAddress() {
  const link = decoded(location.hash.slice(1));
  const number = cards.findIndex((card) => card.link === link);
  const place = state.shown.indexOf(number);
  if (place >= 0) {
    state.at = place;
    state.isBack = false;
  }
  reveal();
  drawRows();
  show();
}

if (matchMedia("(prefers-color-scheme: dark)").matches) {
  document.documentElement.setAttribute("data-night", "");
  the("night").setAttribute("aria-pressed", "true");
}
fill("difficulty", difficulties().filter(Boolean));
fill("topic", [...new Set(cards.flatMap((card) => card.topics))].sort());
fill("kind", [...new Set(cards.map((card) => card.kind))]);
fill("deck", [...new Set(cards.map((card) => card.deck))].sort());
the("troubled").closest("label").hidden = !cards.some((card) => card.problems.length);
the("general").hidden = !data.problems.length;
tellProblems(the("general").lastElementChild, data.problems);
the("filters").addEventListener("input", filter);
the("filters").addEventListener("submit", (event) => event.preventDefault());
the("filters").addEventListener("reset", () => setTimeout(filter));
the("flip").addEventListener("click", flip);
the("previous").addEventListener("click", () => move(state.at - 1));
the("next").addEventListener("click", () => move(state.at + 1));
toggle("night", "data-night", show);
toggle("phone", "data-phone", () => requestAnimationFrame(fit));
list.addEventListener("scroll", drawRows, { passive: true });
document.addEventListener("keydown", onKey);
addEventListener("hashchange", goToAddress);
addEventListener("resize", () => { drawRows(); if (inner.qa) fit(); });
addEventListener("beforeprint", layOut);
addEventListener("afterprint", () => the("print").replaceChildren());
the("rows").style.height = `${cards.length * rowHeight()}px`;
openFrame();
chart();
goToAddress();
await unpackTheRest();
filter();
goToAddress();
list.removeAttribute("aria-busy");
