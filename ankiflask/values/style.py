"""The stylesheet of both note types. It loads nothing and uses the system's fonts.

Who changes it moves STYLE_SECOND in note_types.py.
"""

CSS = """\
.card {
  max-width: 42rem;
  margin: 0 auto;
  padding: 1rem;
  font: 1.15rem/1.5 system-ui, sans-serif;
  text-align: start;
  overflow-wrap: break-word;
  color: #1b1f24;
  background: #ffffff;
}
.nightMode.card, .night_mode .card, .night_mode.card { color: #e3e6ea; background: #1e2227; }
a { color: #0b5cad; }
.nightMode a, .night_mode a { color: #7ab8ff; }
.question { font-size: 1.25em; }
.answer + .answer { margin-top: 0.75em; }
.example, .note, .see, .hint { margin-top: 1em; }
.note { padding-inline-start: 0.75em; border-inline-start: 3px solid #b3741b; }
.see, .hint, footer { font-size: 0.85em; }
.cloze { font-weight: bold; color: #0b5cad; }
.nightMode .cloze, .night_mode .cloze { color: #7ab8ff; }
code { font: 0.92em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
pre { margin: 0.5em 0; padding: 0.75em; overflow-x: auto; background: #f3f4f6; }
pre code { white-space: pre; overflow-wrap: normal; }
.nightMode pre, .night_mode pre { background: #2a2f36; }
img { max-width: 100%; height: auto; }
footer { margin-top: 1.5em; color: #59636e; }
.nightMode footer, .night_mode footer { color: #9aa4af; }
footer .id { font-size: 0.85em; }
.k, .kn, .kd, .kr, .ow, .nt { color: #8b2aa8; }
.s, .s1, .s2, .sd, .sa, .se, .si { color: #1d6b2c; }
.c, .c1, .cm, .ch { color: #5b6470; font-style: italic; }
.nf, .nc, .nd, .na { color: #0b5cad; }
.m, .mi, .mf, .kc, .bp, .nb { color: #9a4a00; }
.nightMode .k, .nightMode .kn, .nightMode .kd, .nightMode .kr, .nightMode .ow, .nightMode .nt,
.night_mode .k, .night_mode .kn, .night_mode .kd, .night_mode .kr, .night_mode .ow,
.night_mode .nt { color: #d9a0ee; }
.nightMode .s, .nightMode .s1, .nightMode .s2, .nightMode .sd, .nightMode .sa, .nightMode .se,
.nightMode .si, .night_mode .s, .night_mode .s1, .night_mode .s2, .night_mode .sd,
.night_mode .sa, .night_mode .se, .night_mode .si { color: #93d6a0; }
.nightMode .c, .nightMode .c1, .nightMode .cm, .nightMode .ch,
.night_mode .c, .night_mode .c1, .night_mode .cm, .night_mode .ch { color: #9aa4af; }
.nightMode .nf, .nightMode .nc, .nightMode .nd, .nightMode .na,
.night_mode .nf, .night_mode .nc, .night_mode .nd, .night_mode .na { color: #8cc0ff; }
.nightMode .m, .nightMode .mi, .nightMode .mf, .nightMode .kc, .nightMode .bp, .nightMode .nb,
.night_mode .m, .night_mode .mi, .night_mode .mf, .night_mode .kc, .night_mode .bp,
.night_mode .nb { color: #f0b27a; }
"""
