"""Texts of any length that are the worst for something: each a function of how many characters."""

import random
from collections.abc import Callable, Mapping

Shape = Callable[[int], str]

# Repeated as they are. What opens something is never closed.
_UNITS = (
    *("a", "A", "1", "h", "é", "日", " ", "\t", "\n", " \n", "a\n", "a ", "a. ", "a, ", "a'", "'a ", "\xa0"),
    *("-", "- ", "* ", "1. ", "1.\n", "(", ")", "[", "]", "{", "}", "<", ">", "&", "#", "# a\n", "|", "=", "$"),
    *("*", "**", "*a ", "a* ", "**a*", "_", "_a ", "a_b", "`", "`a", "a``b```c", "```\n", "~~~ a\n", "~", "~~a "),
    *("\\", "\\\n", "\\(", "\\)", "\\( ", "\\[a", "\\(\\(a\\)", "[a](", "[a](<", '[a](b "', "[a](((", "](", "![a](b)"),
    *("{{c1::", "{{c1::a", "{{c1::a}}", "{{c1::a::b", "{{c1::x::", "}}", "::", "{{", "{{a}}", "{{#a}}", "{{/a}}", "<%"),
    *("<!--", "-->", "<a", "<a b=", '<a b="', " b=a/a", "<img src=", "</a", "<style>", "&#", "&amp;", "&a;"),
    *("[sound:", "[[type:a", "[[type:a]]", "[anki:tts x]", "日[", "a]", "[latex]", "%", '"', '"a', '",', "'", '""'),
    *("https://", "a@", "a.b.", "a/", "www.", "a(", "a()", "a_b(", "@a.", "a=", "--a ", "__", "{%", "$a\\b", "$$a"),
    *("- 1. ", "> ", "Q: a\n", "A: a\n", "a :: b\n", "a;b\n", "a\tb\n", "#a\n", "a: ", "a:\n", "- a: b\n", "? ", "!"),
    *("It is a wren. ", "the wren, which ", "and the ", "of the ", "was seen by ", "if it is ", "Let me think ...\n"),
    *("and so on\n", "The fox runs over the hill and into\nthe dark wood.\n", "It goes\non and on\n"),
    *("Iron rusts, gold does not.\nHmm ...\n", "12 kg, ", "1999 ", "i.e. ", "A.", "St. ", "to be ", "Brr ...\n"),
    *("$a^b$", "$a$ ", "$$a_b$$", "$$\n", "\\[a\n", "\\(`", "a^2^", "a~2~", "^", "a^b", "a~b", "{漢|か}", "{漢", "漢", "{漢|"),
    *("|a", "|-", "|-\n", "a|b\n-|-\n", "|{{c1::a|b}}", "`|` ", "~~", "> ", "    a\n", "# ", "===\n", '[a]: b "\n', "<a@b> "),
    *("\u0301", "a\u0301", "\u0338", "\u200d", "\ufdd0", "\x00", "\x1f", "\u2028", "\\u", "\\x", "\n\n", "a\n\n"),
)  # fmt: skip
# What opens, what is inside, and what closes: nested as deep as the length allows.
_NESTED = (
    ("{{c1::", "a", "}}"), ("a{{c1::", "", "}}"), ("{{c1::x::", "a", "}}"), ("{{c1::{{c2::", "a", "}}}}"),
    ("(", "a", ")"), ("[", "a", "]"), ("{", "a", "}"), ("<b>", "a", "</b>"), ("<div>", "", "</div>"), ("**", "a", "**"),
    ("*a ", "b", " c*"), ("`", "a", "`"), ("![", "a", "](b)"), ("[", "a", "](b)"), ("{{#a}}", "b", "{{/a}}"),
    ("<ul><li>", "a", "</li></ul>"), ('"', "a", '"'), ("\\(", "a", "\\)"), ('{"a":', "1", "}"), ("- ", "a", ""),
)  # fmt: skip
# One thing, much of another, and one thing more: what is looked for is at the far end, or not there.
_RUNS = (
    ("a", " ", "b"), ("a", " ", "b \n c"), ("a ", "\t", "\nb"), ("a", "\n", "b"), ("a ", "b", " c"), ("It is ", "a", "."),
    ("\\)", "\\(", ""), ("", "<!--", "{{a}}"), ("", "{{", "-->"), ("", "[", "]"), ("", "{{c1::", "}}"), ("`", "a", ""),
    ("{{c1::", "a ", "}}"), ("\\( ", "a", ""), ("[a](", "b", " c"), ("<a ", "b ", "c>"), ("&", "a", ";"), ("Q: ", "a ", "?"),
    ("What is ", "the ", "wren?"), ('"', "a\n", ""), ("'", "a ", "'"), ("_(@", "a.", "b"), ("$", "a\\b ", ""), ("a", "_", "b"),
    ("|", "a|", "\n|-|\n"), ("a|b\n-|-\n", "a\n", ""), ("|", "a|", "\n|" + "-|"), ("$", "a_", "$"), ("$$", "a\n- ", "$$"),
    ("{漢|", "か", ""), ("{", "漢", "|か}"), ("\\(", "`a", "\\)"), ("a|`", "|", "`\n-|-"), ("|{{c1::", "|", "}}|\n|-|\n"), ("# ", "#", " a"), ("1", "0", ". a"), ("- ", "- ", "a"), ("a", ",", "b"), ("http://", "a.", " "),
    ("]", "日", ""), ("a]", "b]", "[c]"), ("x src=", " ", "a"), ("<img", " ", "src=a>"), ("\\", "\\", "n"), ("#", "=", "\n"),
)  # fmt: skip


def _repeated(unit: str) -> Shape:
    return lambda length: unit * (length // len(unit))


def _nested(opening: str, inside: str, closing: str) -> Shape:
    def text(length: int) -> str:
        depth = length // len(opening + closing)
        return opening * depth + inside + closing * depth

    return text


def _run(before: str, unit: str, after: str) -> Shape:
    return lambda length: before + unit * (length // len(unit)) + after


def _counted(line: str) -> Shape:
    """Lines that all differ: what counts or compares words meets new ones to the end."""

    def text(length: int) -> str:
        size = len(line.format("123456"))
        return "".join(line.format(number) for number in range(100_000, 100_000 + length // size))

    return text


def _mixed(seed: int) -> Shape:
    """Units in an order of chance."""

    def text(length: int) -> str:
        chance = random.Random(seed)  # noqa: S311 - an order, no secret
        few = chance.sample(_UNITS, 4)
        return "".join(chance.choices(few, k=length // (sum(map(len, few)) // 4 + 1)))

    return text


_COUNTED = (
    *("word{} ", "w{}. ", "{}. x\n", "- item {}\n", "# Head {}\n", "Q: a{0}\nA: b{0}\n", "a{0} :: b{0}\n", "a{};b\n"),
    *("{{{{c{}::a}}}}", "{{{{c1::a{}}}}} ", "[{}]: a\n", "[a][{}] ", "a[^{}] ", "[^{}]: a\n", "`code{}` ", "a{}=b, "),
    *("<a{} b>", "&a{};", "key{}: a\n", "- id: a{}\n", "A wren{0} sings{0}.\n", "The wren of {} is a bird.\n", "a{},"),
    *('{{"a{}": 1}},', "{{{{#a{}}}}}", "{{{{field{}}}}}", "|a{}|b|\n", "[a]: <{}>\n", "$x_{{{}}}$ ", "x^{}^ ", "https://a.b/{} ", "Name{0} Title{0} ", "{} kg, "),
)  # fmt: skip
_MIXED = 24

SHAPES: Mapping[str, Shape] = {
    **{f"{unit!r} again and again": _repeated(unit) for unit in _UNITS},
    **{f"{parts!r} nested": _nested(*parts) for parts in _NESTED},
    **{f"{parts!r}, the middle one long": _run(*parts) for parts in _RUNS},
    **{f"{line!r} counted": _counted(line) for line in _COUNTED},
    **{f"mixed by {seed}": _mixed(seed) for seed in range(_MIXED)},
}
