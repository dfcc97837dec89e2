"""How many examples a property is tried on."""

from hypothesis import settings


def examples(number: int) -> settings:
    """Return settings for so many examples, and for twenty times as many in a soak."""
    return settings(
        max_examples=number * (20 if settings.get_current_profile_name() == "soak" else 1)
    )
