"""From markdown-it's inline tokens to HTML: text, code, links, files, formulas, deletions."""

import re
from collections.abc import Iterable, Mapping, Sequence

from markdown_it.token import Token

from ankiflask.cloze import BEGINNING, Deletions, Piece, deletions, raw_numbers
from ankiflask.problems import Fault
from ankiflask.render import addresses
from ankiflask.render.formulas import ENDS
from ankiflask.render.html import escape, escape_math
from ankiflask.render.markdown import shortened

# MathJax makes links, styles and attributes of these; the last two take them among their options.
_COMMENT = re.compile(r"(\\.)|%[^\n]*\n", re.DOTALL)
_LONGEST_SHOWN = 150  # characters of a formula
_ACTS = re.compile(r"\\(?:href|require|class|style|cssId|data|bbox|mmlToken)(?![A-Za-z])")


class Writer:
    """Writes one field. `line` is the line of the text at hand, from 0."""

    def __init__(self, media: Mapping[str, str], *, is_cloze: bool) -> None:
        self.line = 0
        self.deletions = Deletions()
        self.labels: set[str] = set()  # of the definitions that links refer to
        self._media = media
        self._is_cloze = is_cloze
        self._html: list[str] = []
        self._text: list[str] = []  # not yet escaped: what acts in Anki may come in parts
        self._faults: list[Fault] = []

    def done(self) -> str:
        """Return the HTML of all that was written."""
        self._flush()
        return "".join(self._html)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong."""
        return (*self._faults, *self.deletions.faults)

    def fault(self, rule: str, message: str, remedy: str) -> None:
        """Note what is wrong in the line at hand."""
        self._faults.append(Fault(self.line, rule, message, remedy))

    def tag(self, tag: str) -> None:
        """Write HTML as it stands."""
        self._flush()
        self._html.append(tag)

    def inline(self, tokens: Sequence[Token]) -> None:
        """Write a paragraph's content."""
        self.deletions.enter()
        for place, token in enumerate(tokens):
            self._token(token, tokens[place - 1] if place else None)
        self._flush()
        self.deletions.leave()

    def pieces(self, text: str) -> Iterable[tuple[Piece, str]]:
        """Split a text into what is shown and the signs of cloze deletions, if it may have any."""
        self.deletions.line = self.line
        return self.deletions.pieces(text) if self._is_cloze else ((Piece.TEXT, text),)

    def refuse_deletion(self, text: str) -> None:
        """Note a fault if a deletion begins where no one would see it."""
        if self._is_cloze and BEGINNING.search(text):
            message = f"A deletion begins in {shortened(text)!r}, which is not shown on the card."
            remedy = "Take it out of the address or the language's name."
            self.fault("cloze-hidden", message, remedy)

    def _flush(self) -> str:
        html = escape("".join(self._text), is_deleted=self.deletions.is_open)
        self._text.clear()
        self._html.append(html)
        return html

    def pass_over(self, content: str) -> None:
        """Take note that a formula was read, which is no piece."""

    def _token(self, token: Token, before: Token | None) -> None:
        match token.type:
            case "text":
                self._leaf(token.content)
            case "softbreak":
                self.line += 1
                self._text.append(" ")
            case "hardbreak":
                self.line += 1
                self.tag("<br>")
            case "text_special":
                self._shown(token.content)
            case "formula":
                self._formula(token)
            case "ruby":
                self._small("ruby", token.content, f"<rt>{escape(token.info)}</rt>")
            case "sub" | "sup":
                self._small(token.type, token.content)
            case "image":
                self._image(token)
            case _:
                self._span(token, before)

    def _span(self, token: Token, before: Token | None) -> None:
        match token.type:
            case "code_inline":
                self._enter("<code>")
                self._leaf(token.content)
                self._leave("</code>")
            case "link_open":
                self._link(token)
            case "link_close":
                if before and before.type == "link_open":
                    message = "A link has no text, so that nobody would see it."
                    self.fault("link-text", message, "Write a text between its `[` and `]`.")
                self._leave("</a>")
            case _ if token.nesting < 0:
                self._leave(f"</{token.tag}>")
            case _:
                self._refuse_emphasis_in_word(token, before)
                self._enter(f"<{token.tag}>")

    def _enter(self, tag: str) -> None:
        self.tag(tag)
        self.deletions.enter()

    def _leave(self, tag: str) -> None:
        self.tag(tag)
        self.deletions.leave()

    def _shown(self, text: str) -> None:
        self._text.append(text)
        self.deletions.fill()

    def _leaf(self, text: str) -> None:
        for piece, part in self.pieces(text):
            if piece is Piece.TEXT:
                self._text.append(part)
            else:
                html = self._flush()
                self._html.append(apart("<!-- -->", html, part))

    def _small(self, tag: str, text: str, more: str = "") -> None:
        self.tag(f"<{tag}>{escape(text)}{more}</{tag}>")
        self.deletions.fill()

    def _formula(self, token: Token) -> None:
        end = ENDS[token.markup]
        # On one line, a comment of TeX would hide all that follows.
        content = _COMMENT.sub(lambda found: found[1] or "", token.content).replace("\n", " ")
        html = escape_math(content, is_deleted=self.deletions.is_open)
        self.tag(f"{token.markup}{html}{end}")
        self.deletions.fill()
        self.pass_over(token.content)
        if self._is_cloze and BEGINNING.search(content):
            self._refuse_deletion_in_formula(content, token.markup)
        for command in sorted(set(_ACTS.findall(content))):
            message = (
                f"`{command}` in a formula is no mathematics; it makes a link, a style or the like."
            )
            remedy = "Leave it out of the formula; a link is written `[text](https://…)`."
            self.fault("math-command", message, remedy)
        self.line += token.content.count("\n")

    def _refuse_deletion_in_formula(self, content: str, opening: str) -> None:
        numbers = raw_numbers(content)
        self.deletions.numbers |= numbers
        message = "A deletion is inside a formula, which can only be hidden as a whole."
        whole = _without_deletions(content) if len(content) < _LONGEST_SHOWN else "…"
        hidden = f"{{{{c{min(numbers, default=1)}::{opening}{whole}{ENDS[opening]}}}}}"
        self.fault("cloze-in-formula", message, f"Write `{hidden}`.")

    def _link(self, token: Token) -> None:
        self.labels.add(str(token.meta.get("label", "")))
        self._faults.extend(addresses.link_faults(token, self.line))
        self.refuse_deletion(str(token.attrs["href"]))
        self._enter(addresses.link(token))

    def _image(self, token: Token) -> None:
        self.labels.add(str(token.meta.get("label", "")))
        self._faults.extend(addresses.image_faults(token, self._media, self.line))
        self.tag(addresses.image(token, self._media))
        self.deletions.fill()

    def _refuse_emphasis_in_word(self, token: Token, before: Token | None) -> None:
        if not token.markup.startswith("*"):
            return
        last = before.content[-1:] if before and before.type == "text" else ""
        if last.isascii() and last.isalnum():
            message = f"`{token.markup}` inside a word would vanish, as in 2*3*4."
            self.fault("emphasis-in-word", message, "Put code in backticks, or write `\\*`.")


def apart(by: str, before: str, sign: str) -> str:
    """Return a deletion's sign, held apart from a brace before it that is text."""
    return by + sign if before.endswith("}") and sign == "}}" else sign


def _without_deletions(content: str) -> str:
    signs = [
        sign
        for each in deletions(content)
        for sign in (range(each.start, each.text_start), range(each.text_end, each.end))
    ]
    return "".join(
        letter for at, letter in enumerate(content) if not any(at in sign for sign in signs)
    )
