"""Each note leads to a page of the documentation that it is about. Nothing is fetched here."""

from urllib.parse import urlsplit

from ankiflask.deck.model import Deck

FLASK = "flask.palletsprojects.com"
HOSTS = {
    FLASK, "werkzeug.palletsprojects.com", "flask-sqlalchemy.readthedocs.io", "docs.sqlalchemy.org",
    "flask-migrate.readthedocs.io", "flask-login.readthedocs.io", "flask-wtf.readthedocs.io",
    "flask-caching.readthedocs.io", "flask-limiter.readthedocs.io", "corydolphin.github.io",
    "flask-socketio.readthedocs.io", "flask-sock.readthedocs.io", "flask-session.readthedocs.io",
    "flask-jwt-extended.readthedocs.io", "docs.authlib.org", "requests.readthedocs.io",
}  # fmt: skip


def test_every_note_has_a_page_to_read_on_at_a_known_place(deck: Deck) -> None:
    for note in deck.notes:
        link = urlsplit(note.see)
        assert (link.scheme, link.query) == ("https", ""), note.id
        assert link.netloc in HOSTS, note.id


def test_no_place_is_known_in_vain(deck: Deck) -> None:
    assert {urlsplit(note.see).netloc for note in deck.notes} == HOSTS


def test_pages_of_flask_are_those_of_the_stable_version(deck: Deck) -> None:
    paths = [urlsplit(note.see).path for note in deck.notes if FLASK in note.see]
    assert all(path.startswith("/en/stable/") and path.endswith("/") for path in paths)
    assert len(paths) > len(deck.notes) / 2
