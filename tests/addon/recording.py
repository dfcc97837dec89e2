"""Requests with the replies that the real add-on gave, and the same requests played again.

tests/cases/addon/requests.json holds the requests; new.json and old.json the replies of the add-on of
November 2025 in Anki 26.09 and of that of 2023 in Anki 25.09, in a profile "User1" that was empty. To
record anew: `play` against such an Anki, as test_shapes.py does against ours.

A request may say what to `keep` of its result; "$name" in a later one stands for that.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests

from tests.waiting import HANG_LIMIT

CASES = Path(__file__).parents[1] / "cases/addon"

_USUAL = {
    "Content-Type": "application/json",
    "Access-Control-Allow-Origin": "http://localhost",
    "Access-Control-Allow-Headers": "*",
}
_THIS_YEAR_MS = 1_760_000_000_000  # ids from here on are moments of the recording
_THIS_YEAR = 1_760_000_000  # seconds likewise
_TEMPORARY = re.compile(r"\.tmp\w{6}")
_DAYS = re.compile("\u2068[0-9]+\u2069d")  # until a card comes again; it varies with the card


def play(url: str, places: Mapping[str, str]) -> list[Any]:
    """Send the requests; return each with its reply, without what differs from run to run.

    `places` gives the paths that requests name as "$folder" and the like, inner folders first.
    """
    kept: dict[str, Any] = dict(places)
    played = []
    for step in json.loads((CASES / "requests.json").read_text(encoding="utf-8")):
        reply = _send(url, _filled(step, kept))
        if "keep" in step:
            kept[step["keep"]] = reply["body"]["result"]
        played.append(_lasting({"asked": step.get("body", step), "reply": reply}, places))
    return played


def _send(url: str, step: Mapping[str, Any]) -> Any:
    body = step["text"] if "text" in step else json.dumps(step["body"])
    method = step.get("method", "POST")
    with requests.Session() as session:  # one each: the add-on closes what a session would keep
        session.trust_env = False
        answer = session.request(method, url, data=body.encode("latin-1"), timeout=HANG_LIMIT)
    told: dict[str, Any] = {"status": answer.status_code}
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    if headers != _USUAL:
        told["headers"] = headers
    try:
        return {**told, "body": answer.json()}
    except ValueError:
        return {**told, "text": answer.text}


def _filled(asked: Any, kept: Mapping[str, Any]) -> Any:
    """Put in what was kept, a whole value or a part of a text."""
    match asked:
        case dict():
            return {name: _filled(each, kept) for name, each in asked.items()}
        case list():
            return [_filled(each, kept) for each in asked]
        case str() if asked.startswith("$") and asked[1:] in kept:
            return kept[asked[1:]]
        case str():
            for name, value in kept.items():
                asked = asked.replace(f"${name}", str(value))
    return asked


def _lasting(told: Any, places: Mapping[str, str]) -> Any:
    """Return it without moments and paths."""
    match told:
        case int() if not isinstance(told, bool):
            return _lasting_number(told)
        case dict():
            return {name: _lasting(each, places) for name, each in told.items()}
        case list():
            return [_lasting(each, places) for each in told]
        case str():
            for name, path in places.items():
                told = told.replace(path, f"${name}")
            return _DAYS.sub("<days>", _TEMPORARY.sub(".tmp<random>", told))
    return told


def _lasting_number(told: int) -> int | str:
    if abs(told) > _THIS_YEAR_MS:
        return "<id>"
    return "<second>" if _THIS_YEAR < told < _THIS_YEAR * 2 else told
