"""Plain text as Markdown: what a reader sees is the text, whatever signs it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from ankiflask.drafting.deletions import markdown
from ankiflask.drafting.english.tokens import code_spans
from ankiflask.render.markdown import parse
from tests.budget import examples
from tests.drafts.texts import one_line

SIGNS = "ab_*$^~|`[]()!\\ .-+~1<>{}/@='\"&#é:\u00a0。c"


def unmarked(text: str) -> str:
    """The text without the backticks that mark code in it."""
    for start, end in reversed(code_spans(text)):
        if text[start] == "`":
            text = text[:start] + text[start + 1 : end - 1] + text[end:]
    return text


def shown(token: Token) -> str:
    if token.type == "inline":
        return "".join(shown(child) for child in token.children or ())
    if token.type in ("paragraph_open", "paragraph_close"):
        return ""
    return (
        token.content
        if token.type in ("text", "text_special", "code_inline")
        else f"<{token.type}>"
    )


def visible(text: str) -> str:
    return "".join(shown(token) for token in parse(text))


@examples(2000)
@given(st.one_of(st.text(SIGNS, min_size=1, max_size=30), st.text(min_size=1, max_size=30)))
def test_what_is_seen_is_the_text(text: str) -> None:
    line = one_line(text)
    assert visible(markdown(line)) == unmarked(line)


@given(st.text(SIGNS, min_size=1, max_size=30))
def test_code_is_what_was_marked_as_code_and_nothing_else(text: str) -> None:
    line = one_line(text)
    found = [
        child.content
        for token in parse(markdown(line))
        for child in token.children or ()
        if child.type == "code_inline"
    ]
    assert found == [unmarked(line[start:end]) for start, end in code_spans(line)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Set `display: none` or `width`.", "Set `display: none` or `width`."),
        ("`a * b` * c * d", "`a * b` * c * d"),
        ("The `-l` of `ls`", "The `-l` of `ls`"),
        # Code next to code cannot be told from it.
        ("f()`a`", "`f()`\\`a\\`"),
        ("`a`b()", "`a`b()"),
        # What could be read as a deletion is no code.
        ("`{{c1::x}}`", "\\`{{c1::x}}\\`"),
    ],
)
def test_what_the_author_marked_as_code_stays_code(text: str, expected: str) -> None:
    assert markdown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2*3*4", "2\\*3\\*4"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("A 5* hotel", "A 5* hotel"),
        ("an _old_ name", "an _old_ name"),
        ("a ` tick", "a \\` tick"),
        ("a `` tick``", "a \\`\\` tick\\`\\`"),
        ("a ` tick `", "a \\` tick \\`"),
        ("\\(x\\)", "\\\\(x\\\\)"),
        ("C:\\Users\\me", "C:\\Users\\me"),
        ("- a", "\\- a"),
        ("a - b", "a - b"),
        ("1. a", "1\\. a"),
        ("~~~", "\\~~~"),
        ("[1] and (2)", "[1] and (2)"),
        ("[a](b)", "`[a](b)`"),
        ("1) a", "`1)` a"),
        ("a < b & c > d # e", "a < b & c > d # e"),
        ("&amp; {x}", "\\&amp; {x}"),
    ],
)
def test_a_sign_is_escaped_where_it_would_act_and_only_there(text: str, expected: str) -> None:
    assert markdown(text) == expected
    assert visible(expected) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Call render_template() now.", ["render_template()"]),
        ("The @app.route() decorator", ["@app.route()"]),
        (
            "@app.route('/post', methods=['GET', 'POST']).",
            ["@app.route('/post', methods=['GET', 'POST'])"],
        ),
        ("The request.method property", ["request.method"]),
        ("Go to /user/<username>, then home.", ["/user/<username>"]),
        ("with <variable_name> in it", ["<variable_name>"]),
        ("set debug=True and --locked", ["debug=True", "--locked"]),
        ("For example: def hello(): return 'Hi'", ["def hello(): return 'Hi'"]),
        (
            "For example: @app.get('/') def hello(): return 'Hi'",
            ["@app.get('/') def hello(): return 'Hi'"],
        ),
        ("UPLOAD_FOLDER, __init__ and std::vector", ["UPLOAD_FOLDER", "__init__", "std::vector"]),
        ("session['user'] holds {{ user.name }}", ["session['user']", "{{ user.name }}"]),
        ("e.g. the U.S. at 3 a.m., i.e. late", []),
        ("function(s), file(s), NaCl(aq) and f(x)", []),
        ("and/or 1/2 on example.com or a@example.org", []),
        ("See https://example.com/a_b?c=d for more.", []),
        ("Node.js costs 3.50 and Jinja2 nothing.", []),
    ],
)
def test_words_that_are_code_are_marked(text: str, code: list[str]) -> None:
    assert [text[start:end] for start, end in code_spans(text)] == code


@pytest.mark.parametrize("text", ["a_b(" * 16_000, "[" * 64_000, "a-" * 32_000, "`*_" * 20_000])
def test_no_text_takes_long(text: str) -> None:
    assert len(markdown(text)) >= len(text)
