"""Locks in the history of a git repository: what is left of a deck.lock that is gone.

Only git's plumbing is asked, as everywhere: no hook, filter, pager, signature or network acts.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ankiflask.files.git import QUIET, batch_contents, first_line, run_git
from ankiflask.files.read import MAX_FILE

_LOCKS = ":(top,glob)**/*.lock"
_REGULAR_FILES = ("100644", "100755")
_LINE_OF_A_LOCK = re.compile(rb"^subdecks [a-z]+\r?$", re.MULTILINE)
_BATCH_FILES, _BATCH_BYTES = 500, 16 * 1024 * 1024
# Where git says that some repository is meant, as in a hook, the deck's own is still the right one.
_OF_ANOTHER_REPOSITORY = frozenset(
    """GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_COMMON_DIR GIT_OBJECT_DIRECTORY
    GIT_NAMESPACE GIT_CEILING_DIRECTORIES""".split()
)


@dataclass(frozen=True, slots=True)
class CommittedLock:
    """A lock in a commit: its path below `top`, the repository's folder; a tag that has it, or ""."""

    commit: str
    top: Path
    path: str
    tag: str = ""

    @property
    def file(self) -> Path:
        """Where the lock was."""
        return self.top / self.path


@dataclass(frozen=True, slots=True)
class LockHistory:
    """What a repository knows of a lock. `refusal` is why git could not look, "" where it could."""

    found: CommittedLock | None = None
    is_shallow: bool = False
    refusal: str = ""


class _Version(NamedTuple):
    commit: str
    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class _Repository:
    top: str
    environment: Mapping[str, str]

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """Return what git answers; raises _RefusedError where it fails."""
        done = run_git(["-C", self.top, *words], self.environment, given)
        if done.returncode:
            raise _RefusedError(first_line(done))
        return done.stdout


class _RefusedError(Exception):
    pass


def lock_history(lock: Path, uid: str, environment: Mapping[str, str]) -> LockHistory:
    """Return the newest committed lock with this uid, of any path, on any branch or tag.

    The history of the branch that is checked out goes first. `lock` is the deck's own lock;
    `environment` is what git runs with.
    """
    return _search(lock, uid, environment, (("HEAD",), ("--all", "--not", "HEAD")))


def tagged_lock(lock: Path, uid: str, environment: Mapping[str, str]) -> LockHistory:
    """Return a lock with this uid that a tag contains, in its commit or in one before it."""
    return _search(lock, uid, environment, (("--tags",),))


def _search(
    lock: Path, uid: str, environment: Mapping[str, str], revisions: Sequence[tuple[str, ...]]
) -> LockHistory:
    folder = Path(os.path.realpath(lock.parent))
    if not any(os.path.lexists(above / ".git") for above in (folder, *folder.parents)):
        return LockHistory()
    if shutil.which("git", path=environment.get("PATH")) is None:
        return LockHistory(refusal="there is no git here")
    try:
        repository, is_shallow = _opened(folder, environment)
        found = _found(repository, lock.name, uid, revisions) if repository else None
    except _RefusedError as error:
        return LockHistory(refusal=str(error))
    return LockHistory(found, is_shallow)


def _opened(folder: Path, environment: Mapping[str, str]) -> tuple[_Repository | None, bool]:
    around = {k: v for k, v in environment.items() if k not in _OF_ANOTHER_REPOSITORY}
    around |= {**QUIET, "GIT_LITERAL_PATHSPECS": "0"}
    done = run_git(
        ["-C", str(folder), "rev-parse", "--show-toplevel", "--is-shallow-repository"], around
    )
    if done.returncode:
        reason = first_line(done)
        if reason.startswith("not a git repository (or any"):
            return None, False
        raise _RefusedError(reason)
    *top, is_shallow = os.fsdecode(done.stdout).rstrip("\n").split("\n")
    return _Repository("\n".join(top), around), is_shallow == "true"


def _found(
    repository: _Repository, name: str, uid: str, revisions: Sequence[tuple[str, ...]]
) -> CommittedLock | None:
    head = ["-C", repository.top, "rev-parse", "--verify", "--quiet", "HEAD"]
    if run_git(
        head, repository.environment
    ).returncode:  # an unborn branch; others may have commits
        revisions = tuple(dict.fromkeys(("--all",) if "HEAD" in r else r for r in revisions))
    for words in revisions:
        if version := _newest(repository, _versions(repository, words), name, uid):
            tag = repository.ask(
                "for-each-ref", "--contains", version.commit, "--count=1", "--format=%(refname:short)",
                "refs/tags",
            )  # fmt: skip
            named = tag.decode(errors="replace").strip()
            return CommittedLock(version.commit, Path(repository.top), version.path, named)
    return None


def _versions(repository: _Repository, revisions: tuple[str, ...]) -> list[_Version]:
    """Return every version of a file `*.lock` in these revisions, newest first, each content once."""
    commits = repository.ask("rev-list", "--full-history", *revisions, "--", _LOCKS)
    listed = repository.ask(
        "diff-tree", "--stdin", "-z", "-r", "-m", "--root", "--raw", "--no-renames", "--no-abbrev",
        "--no-ext-diff", "--", _LOCKS, given=commits,
    )  # fmt: skip
    once: dict[str, _Version] = {}
    commit = ""
    words = iter(os.fsdecode(listed).split("\0"))
    for word in words:
        if not word.startswith(":"):
            commit = word
            continue
        _, mode, _, blob, status = word.split(" ")
        version = _Version(commit, next(words), blob)
        if mode in _REGULAR_FILES and status != "D":
            once.setdefault(blob, version)
    return list(once.values())


def _newest(
    repository: _Repository, versions: Sequence[_Version], name: str, uid: str
) -> _Version | None:
    """Return the first version with this uid.

    A file that is no lock of ours in its newest version is not read in its older ones. What a
    partial clone did not get may hold anything: under the lock's own name it counts.
    """
    own_uid = re.compile(rf"^uid {re.escape(uid)}\r?$".encode(), re.MULTILINE)
    foreign: set[str] = set()
    asked = "".join(f"{each.blob}\n" for each in versions).encode()
    told = repository.ask("cat-file", "--batch-check=%(objectsize)", given=asked).splitlines()
    # A partial clone has not got all of them.
    every_size = [int(line) if line.isdigit() else None for line in told]
    for batch in _batches(versions, every_size):
        sizes = {each: size for each, size in batch.items() if each.path not in foreign}
        for version, content in _read(repository, sizes):
            is_named_so = version.path.rpartition("/")[2] == name
            if own_uid.search(content) if content is not None else is_named_so:
                return version
            if not is_named_so and not _LINE_OF_A_LOCK.search(content or b""):
                foreign.add(version.path)
    return None


def _batches(
    versions: Iterable[_Version], sizes: Iterable[int | None]
) -> Iterator[dict[_Version, int | None]]:
    """Yield the versions in parts that memory holds; what no lock can be is left out."""
    batch: dict[_Version, int | None] = {}
    total = 0
    for version, size in zip(versions, sizes, strict=True):
        if (size or 0) > MAX_FILE:
            continue
        if len(batch) == _BATCH_FILES or total > _BATCH_BYTES:
            yield batch
            batch, total = {}, 0
        batch[version] = size
        total += size or 0
    yield batch


def _read(
    repository: _Repository, sizes: Mapping[_Version, int | None]
) -> Iterator[tuple[_Version, bytes | None]]:
    present = {each: size for each, size in sizes.items() if size is not None}
    asked = "".join(f"{each.blob}\n" for each in present).encode()
    given = batch_contents(repository.ask("cat-file", "--batch", given=asked), [*present.values()])
    if given is None:
        raise _RefusedError("it did not give all files")
    contents = dict(zip(present, given, strict=True))
    for version in sizes:
        yield version, contents.get(version)
