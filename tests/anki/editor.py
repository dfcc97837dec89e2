"""A field's HTML as the desktop editor writes it back: the innerHTML of an element that holds it."""

from html import escape
from html.parser import HTMLParser

_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "wbr")


def written_back(html: str) -> str:
    """Return the HTML after the cursor was in the field: tags and entities in a browser's form."""
    reader = _InnerHtml(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _InnerHtml(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False).replace("\u00a0", "&nbsp;"))

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(f"<{tag}{''.join(_attribute(name, value) for name, value in attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.parts.append(f"</{tag}>")


def _attribute(name: str, value: str | None) -> str:
    text = (value or "").replace("&", "&amp;").replace("\u00a0", "&nbsp;").replace('"', "&quot;")
    return f' {name}="{text}"'
