"""The learner of tests/anki leaves a field of the editor as the browser in it would."""

from playwright.sync_api import Page

from ankiflask.render import text as markup
from tests.anki.editor import written_back
from tests.browser.field_texts import texts
from tests.browser.test_fields_in_a_browser import READ_BACK

_FORMS = (
    "&#91;sound:x] &#123;&#123; &quot;a&quot; &#39;b&#39;",
    "a<br />b<BR/>c",
    "<B Class=x>a</B> <img src='a.png' alt>",
    "a &nbsp; b\u00a0c & d &copy; &lt;i>",
    "<pre><code>a<br>b</code></pre>",
    "{<!-- -->{c1::a}}",
    '<a href="http://a.b/?c&amp;d=&quot;">1 &lt; 2</a>',
    "<div>one</div><div><br></div>",
)


def test_the_stand_in_writes_back_what_the_browser_does(page: Page) -> None:
    htmls = [*_FORMS, *(markup.render(text).html for text in texts(100))]
    back = page.evaluate(READ_BACK, htmls)
    assert [
        html for html in zip(map(written_back, htmls), back, strict=True) if html[0] != html[1]
    ] == []
