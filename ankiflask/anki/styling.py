"""The stylesheet of both note types. It loads nothing and uses the system's fonts.

Colours are named once for the day and once for the night; every pair of text and ground has a
contrast of at least 4.5 to 1, which a test computes. All sizes follow the learner's text size.

Who changes it moves STYLE_SECOND in note_types.py, and adds its hash in published.py.
"""

CSS = """\
.card {
  --text: #1d2329; --page: #ffffff; --quiet: #57616d; --line: #d9dee5;
  --link: #0b5cad; --code: #f4f6f8; --mark: #fdf6e7; --mark-line: #b7791f;
  --easy: #1b6a3a; --easy-page: #e6f4ea; --medium: #1d5594; --medium-page: #e6f0fb;
  --hard: #8f3a10; --hard-page: #fdece2;
  --keyword: #84259f; --string: #1a682a; --comment: #5a6470; --name: #0b5cad; --number: #8f4400;
  margin: 0;
  padding: clamp(0.9rem, 3.5vw, 2.25rem);
  font: 1.15rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  text-align: start;
  overflow-wrap: break-word;
  color: var(--text);
  background: var(--page);
  color-scheme: light;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --text: #e4e7eb; --page: #1c2025; --quiet: #a2acb8; --line: #3a424c;
  --link: #86bdff; --code: #262c33; --mark: #2b2820; --mark-line: #d9a441;
  --easy: #8ad6a5; --easy-page: #1d3427; --medium: #9cc8ff; --medium-page: #1f3045;
  --hard: #f5ae8b; --hard-page: #3d271c;
  --keyword: #dba6ef; --string: #96d8a3; --comment: #a2acb8; --name: #90c3ff; --number: #f2b680;
  color: var(--text);
  background: var(--page);
  color-scheme: dark;
}
.sheet { max-width: 42rem; margin: 0 auto; text-align: start; }
.sheet > * + * { margin-top: 1em; }
.sheet p, .sheet ul, .sheet ol { margin: 0.6em 0 0; }
.sheet ul, .sheet ol { padding-inline-start: 1.5em; }
.sheet li + li { margin-top: 0.25em; }
.sheet p:first-child, .sheet ul:first-child, .sheet ol:first-child { margin-top: 0; }

.top { min-height: 1.6em; font-size: 0.78em; line-height: 1.6; }
.top::before {
  content: attr(data-difficulty);
  display: inline-block;
  padding: 0 0.8em;
  border-radius: 1em;
  font-weight: 600;
  letter-spacing: 0.03em;
  color: var(--medium);
  background: var(--medium-page);
}
.top[data-difficulty=""]::before { display: none; }
.top[data-difficulty="easy"]::before { color: var(--easy); background: var(--easy-page); }
.top[data-difficulty="hard"]::before {
  color: var(--hard);
  background: var(--hard-page);
  box-shadow: inset 0 0 0 1px;
}

.question { font-size: 1.3em; line-height: 1.4; }
.answer.asked { font-weight: 600; }
hr { height: 1px; margin: 1.4em 0 0; border: 0; background: var(--line); }
.note {
  padding: 0.7em 1em;
  border-inline-start: 0.25em solid var(--mark-line);
  border-radius: 0.3em;
  font-size: 0.92em;
  background: var(--mark);
}
.see, .hint { font-size: 0.85em; }
.hint { color: var(--quiet); }
.hint summary { padding: 0.35em 0; cursor: pointer; }
.hint[open] > div { color: var(--text); font-size: 1.1em; }
.spare { display: none; }
.foot {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25em 1.5em;
  justify-content: space-between;
  margin-top: 1.8em;
  padding-top: 0.7em;
  border-top: 1px solid var(--line);
  font-size: 0.75em;
  color: var(--quiet);
}
.foot .topics:not(:empty)::before { content: "› "; }
.foot .id { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
.foot span { min-width: 0; overflow-wrap: anywhere; unicode-bidi: isolate; }

a { color: var(--link); overflow-wrap: anywhere; }
.cloze { font-weight: 700; color: var(--link); }
img { max-width: 100%; height: auto; border-radius: 0.3em; }
.picture img { display: block; max-height: 60vh; margin: 0 auto; }
mjx-container[display="true"] { overflow-x: auto; overflow-y: hidden; }

code {
  padding: 0.1em 0.3em;
  border-radius: 0.25em;
  font: 0.9em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
  direction: ltr;
  unicode-bidi: isolate;
  -webkit-box-decoration-break: clone;
  box-decoration-break: clone;
  background: rgba(127, 139, 153, 0.14);
}
pre {
  margin: 0;
  padding: 0.9em 1.1em;
  overflow-x: auto;
  border-radius: 0.5em;
  font-size: 0.9em;
  direction: ltr;
  text-align: left;
  background: var(--code);
}
pre + *, * + pre { margin-top: 0.8em; }
pre code { padding: 0; white-space: pre; overflow-wrap: normal; background: none; }
.k, .kn, .kd, .kr, .kt, .kp, .ow, .nt { color: var(--keyword); }
.s, .s1, .s2, .sd, .sa, .sb, .sc, .se, .sh, .si, .sr, .ss, .sx, .dl { color: var(--string); }
.c, .c1, .cm, .ch, .cp, .cs, .cpf { color: var(--comment); font-style: italic; }
.nf, .nc, .nd, .na, .fm, .nn { color: var(--name); }
.m, .mi, .mf, .mh, .mo, .mb, .il, .kc, .bp, .nb, .no, .ne { color: var(--number); }
.gp { color: var(--comment); user-select: none; }

.typed { text-align: start; }
.typed center, .typed > div { text-align: start; }
#typeans {
  width: 100%;
  box-sizing: border-box;
  padding: 0.5em 0.7em;
  border: 1px solid var(--quiet);
  border-radius: 0.5em;
  font: 1rem/1.6 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace !important;
  color: var(--text);
  background: var(--page);
}
code#typeans { display: block; white-space: pre-wrap; border-color: var(--line); }
.typeGood { color: #0b3d1a; background: #b7efc5; }
.typeBad { color: #5c0f0a; background: #ffcfca; }
.typeMissed { color: #3a3f45; background: #d9dee5; }
"""
