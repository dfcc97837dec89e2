"""A package rehearsed in throw-away collections of the real Anki."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ankiflask.anki.collection import OpenedPackage
from ankiflask.errors import InputError
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.package.open import open_package
from ankiflask.problems import Problem
from ankiflask.rehearsal import model
from ankiflask.rehearsal.anki import Anki, RehearsalError
from ankiflask.rehearsal.case import Naming, habits, stopped
from ankiflask.rehearsal.comparing import Release, reverted
from ankiflask.rehearsal.verdict import fresh_verdict, upgrade_verdict

_NEW, _OLD, _UPGRADED = "new", "old", "upgraded"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Package:
    name: str
    content: bytes
    opened: OpenedPackage


@dataclass(frozen=True, slots=True)
class _Learner:
    source: str
    desk: str
    release: Release
    learnt: model.Learnt


def verify(package: Path, olds: Sequence[Path], now: int, tell: Tell) -> model.Verified:
    """Rehearse a first import and, from each of the older packages, the upgrade to this one.

    `now` is the present second, `tell` hears what is going on. Raises InputError where a file is no
    package that is safe to read, UsageError where there is no Anki.
    """
    new, *older = _opened((package, *olds))
    naming = Naming()
    match new.opened.manifest:
        case {"uid": str(uid), "retired": [*retired]}:
            naming = Naming(uid, (str(each) for each in retired))
    with Anki() as anki:
        tell("Importing")
        anki.keep(_NEW, new.content)
        held, fresh = _fresh(anki, new, now, naming)
        upgrades: list[model.Upgrade] = []
        for number, old in enumerate(older):
            tell(f"Upgrading from {old.name}")
            if held:
                # Notes that another of the older packages shows to have changed, and changed back.
                back = (
                    reverted(old.opened.notes, each.opened.notes, new.opened.notes)
                    for each in older
                )
                release = partial(Release, new=held, reverted=frozenset[str]().union(*back))
                upgrades += _upgrades(anki, old, f"learner-{number}", release, naming)
        return model.Verified(
            package=str(package), anki=anki.version, fresh=fresh, upgrades=tuple(upgrades)
        )


def _opened(paths: Sequence[Path]) -> list[_Package]:
    found, problems = [], list[Problem]()
    for path in paths:
        try:
            content = read_bytes(path, MAX_PACKAGE)
            found.append(_Package(str(path), content, open_package(content, str(path))))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(tuple(problems))
    return found


def _fresh(
    anki: Anki, new: _Package, now: int, naming: Naming
) -> tuple[model.Held | None, model.Fresh]:
    held: model.Held | None = None
    try:
        held = anki.import_package(_NEW, _NEW).held
        examined = anki.examine(_NEW, renders=True)
    except RehearsalError as error:
        flaws: tuple[model.Flaw, ...] = (stopped(str(error), "it took the package in"),)
    else:
        media = (each.name for each in new.opened.media)
        flaws = fresh_verdict(held, examined, media, now, naming)
    return held, model.Fresh(
        notes=len(held.notes) if held else 0,
        cards=len(held.cards) if held else 0,
        media=len(held.media) if held else 0,
        flaws=flaws,
    )


def _upgrades(
    anki: Anki, old: _Package, desk: str, release: Callable[[model.Held], Release], naming: Naming
) -> list[model.Upgrade]:
    anki.keep(_OLD, old.content)
    try:
        first = anki.import_package(desk, _OLD).held
        between = release(first)
        doing = habits(between)
        held = anki.learn(desk, doing)
        learnt = model.Learnt(habits=doing, held=held, examined=anki.examine(desk))
    except RehearsalError as error:
        flaw = stopped(str(error), "a learner worked with this older package")
        return [
            model.Upgrade(
                source=old.name, options=model.ImportOptions.DEFAULT, counts=None, flaws=(flaw,)
            )
        ]
    learner = _Learner(old.name, desk, between, learnt)
    return [_upgrade(anki, learner, options, naming) for options in model.ImportOptions]


def _upgrade(
    anki: Anki, learner: _Learner, options: model.ImportOptions, naming: Naming
) -> model.Upgrade:
    try:
        anki.copy(learner.desk, _UPGRADED)
        imported = anki.import_package(_UPGRADED, _NEW, options)
        examined = anki.examine(_UPGRADED)
    except RehearsalError as error:
        flaw = stopped(str(error), "a learner imported the new package")
        return model.Upgrade(source=learner.source, options=options, counts=None, flaws=(flaw,))
    upgraded = model.Upgraded(options=options, imported=imported, examined=examined)
    return upgrade_verdict(learner.source, learner.release, learner.learnt, upgraded, naming)
