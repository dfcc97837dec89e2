// Keys.

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const on = (what) => closest(event.target, what);
  if (on("input, textarea, select")) return;
  if (event.key === " " && on("button, summary, audio, video, a")) return;
  if (event.key.startsWith("Arrow") && on("pre, audio, video")) return;
  const isList = on("#list");
  const page = Math.max(1, Math.floor(list.clientHeight / rowHeight()) - 1);
  const deeds = {
    " ": flip,
    ArrowRight: () => move(state.at + 1),
    ArrowLeft: () => move(state.at - 1),
    ...(isList && {
      Enter: flip,
      ArrowDown: () => move(state.at + 1),
      ArrowUp: () => move(state.at - 1),
      PageDown: () => move(state.at + page),
      PageUp: () => move(state.at - page),
      Home: () => move(0),
      End: () => move(state.shown.length - 1),
    }),
  };
  if (deeds[event.key]) {
    event.preventDefault();
    deeds[event.key]();
  }
}
