"""Each note leads to a page of the documentation that it is about. Nothing is fetched here."""

from urllib.parse import SplitResult, urlsplit

from ankiflask.deck.model import SEE, Deck, Note

FLASK = "flask.palletsprojects.com"
HOSTS = {
    FLASK, "werkzeug.palletsprojects.com", "flask-sqlalchemy.readthedocs.io", "docs.sqlalchemy.org",
    "flask-migrate.readthedocs.io", "flask-login.readthedocs.io", "flask-wtf.readthedocs.io",
    "flask-caching.readthedocs.io", "flask-limiter.readthedocs.io", "corydolphin.github.io",
    "flask-socketio.readthedocs.io", "flask-sock.readthedocs.io", "flask-session.readthedocs.io",
    "flask-jwt-extended.readthedocs.io", "docs.authlib.org", "requests.readthedocs.io",
    "developer.mozilla.org", "docs.python.org",
}  # fmt: skip


def _link(note: Note) -> SplitResult:
    found = SEE.fullmatch(note.see.strip())
    assert found, note.id
    return urlsplit(found["plain"] or found["address"])


def test_every_note_has_a_page_to_read_on_at_a_known_place(deck: Deck) -> None:
    for note in deck.notes:
        link = _link(note)
        assert (link.scheme, link.query) == ("https", ""), note.id
        assert link.netloc in HOSTS, note.id


def test_no_place_is_known_in_vain(deck: Deck) -> None:
    assert {_link(note).netloc for note in deck.notes} == HOSTS


def test_pages_of_flask_are_those_of_the_stable_version(deck: Deck) -> None:
    paths = [_link(note).path for note in deck.notes if FLASK in note.see]
    assert all(path.startswith("/en/stable/") and path.endswith("/") for path in paths)
    assert len(paths) > len(deck.notes) / 2
