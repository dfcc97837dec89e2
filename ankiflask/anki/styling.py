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
  --mono: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
  --keyword: #84259f; --string: #1a682a; --comment: #5a6470; --name: #0b5cad; --number: #8f4400;
  margin: 0;
  padding: clamp(0.7rem, 3vw, 2rem);
  font: 1.1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
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
.sheet > * + * { margin-top: 0.9em; }
.sheet p, .sheet ul, .sheet ol { margin: 0.6em 0 0; }
.sheet ul, .sheet ol { padding-inline-start: 1.5em; }
.sheet li + li { margin-top: 0.25em; }
.sheet p:first-child, .sheet ul:first-child, .sheet ol:first-child { margin-top: 0; }

.context { font-size: 0.8em; color: var(--quiet); }
.question { font-size: 1.3em; line-height: 1.4; }
.back .question { font-size: 0.95em; color: var(--quiet); }
.answer, .back.cloze-card .question { font-size: 1.3em; line-height: 1.4; color: var(--text); }
.answer > p ~ p, .answer > ul, .answer > ol, .answer > blockquote { font-size: 0.8em; line-height: 1.5; }
.other { font-size: 0.9em; color: var(--quiet); }
h1, h2, h3, h4, h5, h6 { margin: 0.8em 0 0; font-size: 1em; font-weight: 700; }
blockquote { margin: 0.6em 0 0; padding-inline-start: 0.8em; border-inline-start: 0.2em solid var(--line); }
sub, sup { font-size: 0.75em; line-height: 0; }
hr { height: 1px; margin: 1em 0 0; border: 0; background: var(--line); }
.note { padding-inline-start: 0.8em; border-inline-start: 0.2em solid var(--mark-line); font-size: 0.85em; }
.see, .hint { font-size: 0.8em; }
.hint { color: var(--quiet); }
.hint summary {
  position: relative;
  width: 1.7em;
  border: 1px solid currentColor;
  border-radius: 50%;
  line-height: 1.6em;
  text-align: center;
  cursor: pointer;
  list-style: none;
}
.hint summary::-webkit-details-marker { display: none; }
.hint summary::after { content: ""; position: absolute; inset: -0.7em; }
.hint[open] > div { margin-top: 0.7em; color: var(--text); font-size: 1.1em; }
.spare { display: none; }
.foot { display: flex; flex-wrap: wrap; gap: 0.25em 1em; font-size: 0.72em; color: var(--quiet); }
.foot .difficulty { letter-spacing: 0.15em; }
.foot .difficulty[data-difficulty="easy"]::before { content: "●"; }
.foot .difficulty[data-difficulty="medium"]::before { content: "●●"; }
.foot .difficulty[data-difficulty="hard"]::before { content: "●●●"; }
.foot .id { margin-inline-start: auto; font-family: var(--mono); }
.foot span { min-width: 0; overflow-wrap: anywhere; unicode-bidi: isolate; }

a { color: var(--link); overflow-wrap: anywhere; }
.cloze { font-weight: 700; color: var(--link); }
img { max-width: 100%; height: auto; border-radius: 0.3em; }
.picture img { display: block; max-height: 60vh; margin: 0 auto; }
mjx-container, math { max-width: 100%; overflow-x: auto; overflow-y: hidden; }
.table { margin-top: 0.6em; overflow-x: auto; }
.table code { white-space: nowrap; }
table { border-collapse: collapse; font-size: 0.95rem; line-height: 1.4; }
th, td { padding: 0.25em 0.6em; border: 1px solid var(--line); text-align: start; }

code {
  display: inline-block;
  max-width: 100%;
  box-sizing: border-box;
  padding: 0 0.25em;
  border-radius: 0.25em;
  font: 0.88em/1.4 var(--mono);
  direction: ltr;
  unicode-bidi: isolate;
  overflow-wrap: anywhere;
  background: rgba(127, 139, 153, 0.14);
}
pre {
  margin: 0;
  padding: 0.7em 0.6em;
  border-radius: 0.4em;
  font: clamp(0.68rem, 3.2vw, 0.9rem)/1.5 var(--mono) !important;
  tab-size: 4;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  text-indent: 2ch hanging each-line;
  direction: ltr;
  text-align: left;
  background: var(--code);
}
pre + *, * + pre { margin-top: 0.8em; }
pre code { display: inline; padding: 0; font: inherit; background: none; }
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
