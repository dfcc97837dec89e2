"""Texts that act in a browser, in Anki or in MathJax wherever they are not taken as text.

What one of them runs would set `ran`, open a dialog or ask evil.test.
"""

from pathlib import Path

# In the file a line is a text, and `⏎` a newline in it.
_LINES = Path(__file__).with_name("injections.txt").read_text(encoding="utf-8")

# What cannot stand in a line of that file.
_WRITTEN_OUT = (
    "<scr\0ipt>ran=1</scr\0ipt>",
    "<img src=x\x0conerror=ran=1>",
    "<a href='java\tscript:alert(1)'>a</a>",
    "<img src=x\u2028onerror=ran=1>",
    "\u202e<script>ran=1</script>\u202c",
    "<img\u00a0src=x\u00a0onerror=ran=1>",
    "<scr\u0338ipt>\u0338ran=1</script>",
    "\ufeff<script>ran=1</script>",
)

INJECTIONS = (
    *(line.replace("⏎", "\n") for line in _LINES.splitlines()),
    *_WRITTEN_OUT,
)
