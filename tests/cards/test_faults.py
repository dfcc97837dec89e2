"""What is wrong with a text is told with its line, and with what to do."""

import pytest

from ankiflask.render import text as markup

MEDIA = {"a.png": "3f2a.png"}

FAULTS = {
    "code without an end": ("a\n\n```\nb", 2, "code-unclosed"),
    "code that ends with other signs": ("```\na\n~~~", 0, "code-unclosed"),
    "code that a list cuts off": ("- ```\n  a\n\nb", 0, "code-unclosed"),
    "emphasis that is a product": ("a\n2*3*4", 1, "emphasis-in-word"),
    "emphasis that is a power": ("2**3**4", 0, "emphasis-in-word"),
    "a bullet that is all there is": ("-", 0, "list-item-empty"),
    "a line that is all there is": ("\n***", 1, "line-alone"),
    "a quote that is all there is": (">", 0, "quote-empty"),
    "a quote too deep to be read": ("a\n" + "> " * 30 + "b", 1, "quote-empty"),
    "a heading that is all there is": ("a\n\n#", 2, "heading-empty"),
    "a definition that nobody sees": ("a\n\n[b]: c", 2, "definition-unused"),
    "a definition that is there twice": (
        "[a]\n\n[a]: http://b\n[a]: http://c",
        3,
        "definition-unused",
    ),
    "a sound that is not there": ("![a](b.mp3)", 0, "image-missing"),
    "an empty item": ("- a\n-\n- b", 1, "list-item-empty"),
    "a list too deep to be read": ("- " * 12 + "a", 0, "list-item-empty"),
    "a link to a page of nowhere": ("a [b](c.html)", 0, "link-address"),
    "a link to a script": ("[a](javascript:alert)", 0, "link-address"),
    "a link to a file": ("[a](file:///etc/passwd)", 0, "link-address"),
    "a link to nothing": ("[a]()", 0, "link-address"),
    "a link that is Python": ("call a[i](x)", 0, "link-address"),
    "a link without a text": ("[](http://a.b)", 0, "link-text"),
    "a title that would change": ('[a](http://b.c "<d>")', 0, "description-text"),
    "an image that is not there": ("a\n\n![b](b.png)", 2, "image-missing"),
    "an image without a name": ("![a]()", 0, "image-missing"),
    "an image of a network": ("![a](https://b.c/a.png)", 0, "image-remote"),
    "an image of a network, without a scheme": ("![a](//b.c/a.png)", 0, "image-remote"),
    "an image in an address": ("![a](data:image/png;base64,AAAA)", 0, "image-remote"),
    "a description that would change": ("![a > b](a.png)", 0, "description-text"),
    "a description that would act": ("![[sound:x]](a.png)", 0, "description-text"),
    "a description with math": ("![\\(a\\)](a.png)", 0, "description-text"),
    "an image's title that would act": ('![a](a.png "{{c1::b}}")', 0, "description-text"),
    "a stroke that would eat a tag": ("a\n`\u0338`", 1, "combining-stroke"),
    "a stroke that begins a line of code": ("```\na\n\u0338\n```", 2, "combining-stroke"),
}

CLOZE_FAULTS = {
    "no deletion": ("a {{ b }}", 0, "cloze-none"),
    "number 0": ("{{c1::a}} {{c0::b}}", 0, "cloze-beginning"),
    "a number too many": ("{{c1::a}}\n{{c501::b}}", 1, "cloze-beginning"),
    "a padded number": ("{{c1::a}} {{c01::b}}", 0, "cloze-beginning"),
    "a list of numbers": ("{{c1::a}} {{c1,2::b}}", 0, "cloze-beginning"),
    "no number": ("{{c1::a}} {{c::b}}", 0, "cloze-beginning"),
    "a capital letter": ("{{c1::a}} {{C2::b}}", 0, "cloze-beginning"),
    "a single colon": ("{{c1::a}} {{c2:b}}", 0, "cloze-beginning"),
    "a space": ("{{c1::a}} {{ c2::b}}", 0, "cloze-beginning"),
    "no end": ("a\n{{c1::b", 1, "cloze-unclosed"),
    "an end that belongs to the text": ("{{c1::a {{b}}", 0, "cloze-unclosed"),
    "an end in code": ("{{c1::a `b}}`", 0, "cloze-unclosed"),
    "a beginning in code": ("`{{c1::a` b}}", 0, "cloze-unclosed"),
    "an end in emphasis": ("{{c1::*a}}*", 0, "cloze-unclosed"),
    "a beginning in emphasis": ("*{{c1::a* b}}", 0, "cloze-unclosed"),
    "an end in a link": ("{{c1::[a}}](http://b.c)", 0, "cloze-unclosed"),
    "an end in the next paragraph": ("{{c1::a\n\nb}}", 0, "cloze-unclosed"),
    "an end in the next item": ("- {{c1::a\n- b}}", 0, "cloze-unclosed"),
    "an end in a later piece of code": ("{{c1::a\n```\nb}}\n```", 0, "cloze-unclosed"),
    "nothing deleted": ("{{c1::}}", 0, "cloze-empty"),
    "a space deleted": ("a {{c1:: }}", 0, "cloze-empty"),
    "a hint without a text": ("{{c1::::a}}", 0, "cloze-empty"),
    "an empty hint": ("{{c1::a::}}", 0, "cloze-empty"),
    "two hints": ("{{c1::a::b::c}}", 0, "cloze-hint"),
    "a deletion in a hint": ("{{c1::a::{{c2::b}}}}", 0, "cloze-hint"),
    "deletions too deep": ("".join(f"{{{{c{n}::" for n in range(1, 10)) + "a" + "}}" * 9, 0, "cloze-depth"),
    "a deletion in a formula": ("a\n$b^{{c1::c}}$", 1, "cloze-in-formula"),
    "a deletion in an address": ("{{c1::a}} [b](http://c.d/{{c2::e}})", 0, "cloze-hidden"),
    "a deletion in a language's name": ("{{c1::a}}\n```{{c2::b}}\n```", 1, "cloze-hidden"),
    "a deletion in a description": ("{{c1::a}} ![{{c2::b}}](a.png)", 0, "description-text"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_in_its_line(fault: str) -> None:
    text, line, rule = FAULTS[fault]
    faults = markup.render(text, media=MEDIA).faults
    assert [(fault.line, fault.rule) for fault in faults] == [(line, rule)]


@pytest.mark.parametrize("fault", CLOZE_FAULTS)
def test_a_fault_of_a_cloze_text_is_found_in_its_line(fault: str) -> None:
    text, line, rule = CLOZE_FAULTS[fault]
    faults = markup.render(text, media=MEDIA, cloze=True).faults
    assert [(fault.line, fault.rule) for fault in faults] == [(line, rule)]


@pytest.mark.parametrize("fault", FAULTS | CLOZE_FAULTS)
def test_a_fault_says_in_sentences_what_is_wrong_and_what_to_do(fault: str) -> None:
    text = (FAULTS | CLOZE_FAULTS)[fault][0]
    for found in markup.render(text, media=MEDIA, cloze=fault in CLOZE_FAULTS).faults:
        for sentence in (found.message, found.remedy):
            assert sentence.endswith("."), sentence
            assert len(sentence) < 200, sentence


def test_a_fault_quotes_the_text_and_shortens_it() -> None:
    (fault,) = markup.render(f"[a]({'b' * 100})").faults
    assert "'" + "b" * 39 + "…'" in fault.message


def test_an_empty_item_is_quoted_as_it_was_written() -> None:
    (fault,) = markup.render("404.").faults
    assert fault.message.startswith("`404.` with nothing after it")


def test_all_faults_are_told_in_the_order_of_the_text() -> None:
    text = "![a](b.png)\n\n2*3*4\n\n- c\n- \n\n{{c1::d}} {{c0::e}}\n```\nf"
    faults = markup.render(text, cloze=True).faults
    assert [(fault.line, fault.rule) for fault in faults] == [
        (0, "image-missing"),
        (2, "emphasis-in-word"),
        (5, "list-item-empty"),
        (7, "cloze-beginning"),
        (8, "code-unclosed"),
    ]
    assert [fault.rule for fault in markup.render("a `b`\n\n`\u0338`\n\n![c](d)").faults] == [
        "combining-stroke",
        "image-missing",
    ]


def test_an_example_in_python_may_not_begin_with_a_stroke() -> None:
    (fault,) = markup.example("x = 1\n\u0338").faults
    assert (fault.line, fault.rule) == (1, "combining-stroke")


def test_code_may_hold_a_stroke_over_a_letter() -> None:
    assert markup.example("x = 'a\u0338'\ny\u0338 + \u0338").faults == ()
