"""A rule of the quality check, for a reader at a terminal."""

from dataclasses import asdict
from textwrap import indent

from ankiflask.cli.report import to_json
from ankiflask.values.rules import OtherRule, Rule


def rule_text(rule: Rule | OtherRule, form: str) -> str:
    """Return what a rule asks for, why, and its two examples if it has them; or the same as JSON."""
    if isinstance(rule, OtherRule):
        return to_json(asdict(rule)) if form == "json" else f"{rule.name}\n\n{rule.reason}"
    if form == "json":
        keys = ("id", "name", "reason", "bad", "good")
        said = {key: getattr(rule, key) for key in keys}
        return to_json(said | {"severity": str(rule.severity), "fix": rule.is_mended})
    mends = " `check --fix` mends it where that is certain." if rule.is_mended else ""
    return (
        f"{rule.id} {rule.name} ({rule.severity})\n\n{rule.reason}{mends}\n\n"
        f"bad:\n{indent(rule.bad, '  ')}\n\ngood:\n{indent(rule.good, '  ')}\n\n"
        f"To allow it: `allow: [{rule.id}]` in a note, or above the notes for the whole deck."
    )
