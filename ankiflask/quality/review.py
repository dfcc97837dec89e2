"""Notes that no person has looked at yet."""

from collections.abc import Iterator

from ankiflask.quality.finding import Checked, Finding, Ruled
from ankiflask.values.problems import Severity
from ankiflask.values.rules import Rule


def _unreviewed(checked: Checked) -> Iterator[Finding]:
    for sheet in checked.sheets:
        if sheet.note.review:
            yield Finding(
                notes=(sheet.place,),
                key="review",
                message="The note was drafted, and the draft was not sure.",
                remedy="Read it, mend it, and remove `review`.",
            )


RULES: tuple[Ruled, ...] = (
    (
        Rule(
            id="Q022",
            name="not-reviewed",
            severity=Severity.INFO,
            reason="A drafted note that nobody has read may ask for the wrong thing.",
            bad="review: yes\ncloze: A {{c1::wren}} sings to defend its territory.",
            good="cloze: A wren sings to {{c1::defend its territory}}.",
        ),
        _unreviewed,
    ),
)
