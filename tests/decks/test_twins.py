"""What learners confuse is told apart in the question: each twin has a word that the other lacks."""

import pytest

from ankiflask.cloze import deletions, seen
from ankiflask.deck.model import Deck

TWINS = [
    ("push-app-context", "application context", "stream-with-context", "request context"),
    ("has-request-context", "`flask` command", "test-request-context", "function that reads"),
    ("app-context-objects", "application context", "g-session-config", "rest of one request"),
    ("g-lifetime", "`flask.g`", "client-with-block", "test_client()"),
    ("g-lifetime", "`flask.g`", "session-lost-update", "session"),
    ("before-request-return", "before_request", "after-request-contract", "after_request"),
    ("before-request-return", "in Flask when", "blueprint-before-request", "blueprint"),
    ("after-request-contract", "return", "teardown-request-purpose", "teardown_request"),
    ("teardown-request-purpose", "after_request", "teardown-appcontext", "`flask` command"),
    ("before-request-return", "returns a value", "signal-or-hook", "signal"),
    ("signals-purpose", "subscribed", "middleware-or-hook", "WSGI middleware"),
    ("signal-exception", "signal", "errorhandler-exception", "errorhandler"),
    ("blueprint", "blueprint", "application-factory", "factory"),
    ("blueprint-register", "blueprint", "dispatcher-middleware", "two Flask applications"),
    ("subdomain-routes", "its domain", "dispatcher-middleware", "two Flask"),
    ("dispatcher-script-name", "request.path", "dispatcher-or-blueprint", "two blueprints"),
    ("send-large-file", "from disk", "stream-generator", "as the pieces are made"),
    ("stream-generator", "piece by piece", "stream-with-context", "request context"),
    ("sse-or-websocket", "sends nothing back", "flask-sock", "plain WebSockets"),
    ("socketio-protocol", "Flask-SocketIO", "flask-sock", "Which Flask extension"),
    ("async-view-worker", "more requests", "async-view-gain", "single Flask request"),
    ("async-task-cancelled", "asyncio.create_task()", "task-queue", "Celery"),
    ("async-view-worker", "async def", "threads-and-cpu", "threads"),
    ("rate-limit-status", "Flask-Limiter", "cors-no-access-control", "Flask-CORS"),
    ("cors-one-route", "single view", "cors-preflight", "send first"),
    ("session-readable", "still do with the content", "session-tampered", "edits the content"),
    ("cache-a-view", "for a minute", "cache-memoize", "memoize()"),
    ("pool-exhausted", "in use", "pool-per-process", "worker processes"),
    ("proxy-fix", "Which Werkzeug middleware", "proxy-fix-count", "x_for=2"),
]


@pytest.fixture(scope="module")
def asked(deck: Deck) -> dict[str, str]:
    """Return what each note asks, on one line."""
    texts = {
        note.id: note.question or seen(note.cloze, deletions(note.cloze)) for note in deck.notes
    }
    return {name: " ".join(text.split()) for name, text in texts.items()}


@pytest.mark.parametrize(("one", "its", "other", "others"), TWINS)
def test_twins_differ_in_the_telling_words(
    asked: dict[str, str], one: str, its: str, other: str, others: str
) -> None:
    assert its in asked[one]
    assert its not in asked[other]
    assert others in asked[other]
    assert others not in asked[one]


def test_every_question_names_what_it_is_about(asked: dict[str, str]) -> None:
    """Among the cards of other decks a question without a name of this field would stand alone."""
    named = ("flask", "jinja", "sqlalchemy", "werkzeug", "rest-style")
    assert not [name for name, text in asked.items() if not any(n in text.lower() for n in named)]
