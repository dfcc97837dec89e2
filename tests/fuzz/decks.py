"""Decks and locks that are almost right: whole ones, with lines and characters moved about."""

from hypothesis import strategies as st

DECK = """\
deck: Birds
uid: birds
description: Of the garden
subdecks: none
difficulty: easy
retired: [old-one]
notes:
  - id: robin-colour
    difficulty: hard
    topics: [robins, colours]
    question: What colour is a robin's breast?
    answer: |
      It is `orange`, *not* red:

      1. [see](https://a.test/b "c")
      2. \\( a < b \\)

      ```python
      {"robin": "orange"}
      ```
    example: |
      print("<orange>")
    note: >
      Called red, since English
      had no word for it.
    see: https://a.test/robin
    hint: "A \\"fruit\\" too"
    reverse: Which bird is orange?
    typed: orange
  - id: robin-egg
    topics: [robins]
    cloze: A robin's {{c1::egg}} is `{{c2::blue::colour}}`.
  - id: wren
    question: 'What sings?'
    answer: The wren {{ name }} <b>
"""
LOCK_1 = """\
# Written by ankiflask; commit it with deck.yaml.
format 1
uid birds
deck Birds
subdecks none
statement 1 0123456789abcdef
statement 2 fedcba9876543210
note old-one - - - 1700000000 retired
note robin-colour qa - 0123456789abcdef 1700000000
note robin-egg cloze 1,2 0123456789abcdef 1700000001
note wren qa - 0123456789abcdef 1700000002
"""
LOCK = """\
# Written by ankiflask; commit it with deck.yaml.
format 2
uid birds
deck Birds
subdecks none
statement seed 1 0123456789abcdef
statement my%20notes 2 fedcba9876543210
note old-one 1700000000 - - - retired
note robin-colour 1700000000 qa 1 0123456789abcdef topic=song nid=978307200001 cards=1:978307200009
note robin-egg 1700000001 cloze 1,2 0123456789abcdef guid=a%20b from=seed:0123456789abcdef
note wren 1700000002 qa 1,2 0123456789abcdef draft=0123456789abcdef spin=up
drafted owl from=seed:0123456789abcdef draft=0123456789abcdef
notetype basic id=1
weather rain
"""
_SIGNS = (
    *("&a ", "*a", "!!python/object:x ", "!a ", "| ", "|+\n", ">-\n", "---\n", "...\n", "? ", "- "),
    *(": ", "#", " # ", "[", "]", "{", "}", "{{c1::", "}}", "::", '"', "'", "\\", "`", "```\n"),
    *("%YAML 1.1\n", "<<: ", "@", ",", "~", "null", "1e9", "\t", "  ", "\n", "\r\n", "\r"),
    *(
        "\ufeff",
        "\u2028",
        "\x85",
        "\x00",
        "\x1f",
        "\xa0",
        "\u0338",
        "é",
        "🙂",
        "retired",
        "qa",
        "-",
    ),
    *("99999999999", "0", "<<<<<<< a\n", "=======\n", "A::B", "\\(", "](", "![", "**", "x" * 100),
)


@st.composite
def mutated(draw: st.DrawFn, whole: str) -> str:
    """Return a text with up to eight lines or pieces inserted, deleted, doubled or exchanged."""
    text = whole
    for _ in range(draw(st.integers(1, 8))):
        if draw(st.booleans()):
            lines = text.splitlines(keepends=True) or [""]
            text = "".join(_changed(draw, lines, draw(st.sampled_from(lines))))
        else:
            sign = draw(st.one_of(st.sampled_from(_SIGNS), st.text(max_size=3)))
            text = "".join(_changed(draw, list(text) or [""], sign))
    return text


def _changed(draw: st.DrawFn, parts: list[str], new: str) -> list[str]:
    here, there = (draw(st.integers(0, len(parts) - 1)) for _ in range(2))
    match draw(st.sampled_from(("insert", "delete", "double", "exchange", "replace"))):
        case "insert":
            parts.insert(here, new)
        case "delete":
            del parts[here : here + draw(st.integers(1, 3))]
        case "double":
            parts.insert(here, parts[here])
        case "exchange":
            parts[here], parts[there] = parts[there], parts[here]
        case "replace":
            parts[here] = new
    return parts


decks = st.one_of(mutated(DECK), mutated(DECK), st.text(max_size=200))
locks = st.one_of(mutated(LOCK), mutated(LOCK_1), mutated(LOCK + LOCK_1), st.text(max_size=200))


def as_bytes(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Return the texts in some encoding, some with bytes that belong to none."""
    encodings = st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1"])
    encoded = st.builds(lambda text, name: text.encode(name, "replace"), texts, encodings)
    broken = st.builds(
        lambda content, place, byte: content[:place] + byte + content[place:],
        encoded,
        st.integers(0, 400),
        st.binary(min_size=1, max_size=2),
    )
    return st.one_of(encoded, encoded, broken, st.binary(max_size=200))
