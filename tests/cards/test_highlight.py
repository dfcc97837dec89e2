"""Code as HTML: Pygments' classes, nothing lost."""

from hypothesis import given

from ankiflask.render.highlight import Edge, code
from tests.budget import examples
from tests.cards.markup_texts import anything, visible


def test_tokens_carry_the_short_classes_of_pygments() -> None:
    assert code("def f():\n    return 1  # <b>", "python") == (
        '<pre><code><span class="k">def</span> <span class="nf">f</span><span class="p">():</span>'
        '<br>    <span class="k">return</span> <span class="mi">1</span>  '
        '<span class="c1"># &lt;b&gt;</span></code></pre>'
    )


def test_no_style_and_no_newline_is_in_the_html() -> None:
    html = code('"""a\nb"""\n\nc\t= 1\n', "python")
    assert "style" not in html
    assert "\n" not in html
    assert html.count("<br>") == 3


def test_the_name_of_a_language_may_be_written_in_capitals() -> None:
    assert code("x = 1", "Python") == code("x = 1", "python")


def test_an_unknown_language_gives_plain_code() -> None:
    assert code("x = <1>", "klingon") == "<pre><code>x = &lt;1&gt;</code></pre>"


def test_no_language_gives_plain_code() -> None:
    assert code("x = 1", "") == "<pre><code>x = 1</code></pre>"


def test_space_around_code_is_kept_but_for_one_newline_at_its_end() -> None:
    assert visible(code("\n  x\n\n", "python")) == "\n  x\n"


def test_a_lexer_that_drops_something_is_not_believed() -> None:
    assert code("\ufeffx = 1", "python") == "<pre><code>\ufeffx = 1</code></pre>"


def test_an_edge_cuts_a_token() -> None:
    edges = (Edge(1, "<i>", is_deleted=True), Edge(4, "</i>", is_deleted=False))
    assert code("'::::'", "python", edges) == (
        """<pre><code><span class="s1">'</span><i><span class="s1">:<!-- -->:<!-- -->:</span></i>"""
        """<span class="s1">:'</span></code></pre>"""
    )


def test_an_edge_may_stand_at_the_end() -> None:
    assert code("x\n", "", (Edge(2, "<i>", is_deleted=False),)) == "<pre><code>x<i></code></pre>"


@examples(200)
@given(anything)
def test_edges_change_nothing_of_what_is_shown(text: str) -> None:
    edges = [Edge(offset, "", is_deleted=offset % 2 == 0) for offset in range(0, len(text), 2)]
    assert visible(code(text, "python", edges)) == visible(code(text, "python"))
