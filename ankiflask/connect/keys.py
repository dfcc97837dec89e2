"""What is wrong with the API key, and what to do."""

from ankiflask.values.errors import AnkiError

_GIVE = "with --api-key-file or in ANKICONNECT_API_KEY"
_CONFIG = "Tools > Add-ons > AnkiConnect > Config"


def key_error(is_wanted: bool | None, *, has_key: bool) -> AnkiError:
    """Return the error for a refusal for the key's sake; None: it is not known if one is wanted."""
    match is_wanted, has_key:
        case True, False:
            message = "AnkiConnect wants its API key, and none was given."
            remedy = f"Give it {_GIVE}."
        case True, True:
            message = "AnkiConnect refuses the API key."
            remedy = f'Compare it with "apiKey" in Anki ({_CONFIG}), and give that one {_GIVE}.'
        case False, True:
            message = "AnkiConnect has no API key, and refuses requests that bring one."
            remedy = f"Give none {_GIVE.replace(' or ', ' nor ')}."
        case False, False:
            message = "AnkiConnect wants an API key that is an empty text, and none can be given."
            remedy = f'Set "apiKey" in Anki ({_CONFIG}) to null, or to a key.'
        case _:
            message = "AnkiConnect refuses the request for the sake of its API key."
            remedy = f'If "apiKey" is set in Anki ({_CONFIG}), give it {_GIVE}; else give none.'
    return AnkiError(message, remedy)
