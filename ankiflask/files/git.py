"""The edge to the program git: files of a revision, as they were committed.

git is run without a shell, reads objects only (no filter, no hook, no checkout) and asks no network.
"""

import posixpath
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ankiflask.errors import InputError, UsageError
from ankiflask.files.read import MAX_FILE, MAX_LINE, MAX_PACKAGE

_SECONDS = 120
_LFS = b"version https://git-lfs.github.com/spec/"
QUIET = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch what is not there
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
# `diff-tree` reads the index, and with it git would start the repository's own file watcher.
_OFF = ("-c", "core.fsmonitor=false")


@dataclass(frozen=True, slots=True)
class Tree:
    """All files of a revision. `name` is what the user wrote, `path` the part after the colon.

    `path` counts from the top of the repository. `id` is the tree's own.
    """

    name: str
    id: str
    path: str
    environment: Mapping[str, str]

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder; raises InputError where there is nothing at all."""
        if not (kind := self._kind(path)):
            message = f"The revision holds no {path!r}."
            remedy = "The path counts from the top of the repository; ./ before it, from here."
            raise InputError.at(self.name, 0, "no-such-path", message, remedy)
        return kind == b"tree"

    def has(self, path: str) -> bool:
        """Whether there is a file."""
        return self._kind(path) == b"blob"

    def _kind(self, path: str) -> bytes:
        kind = run_git(["cat-file", "-t", f"{self.id}:{path}"], self.environment)
        return b"" if kind.returncode else kind.stdout.strip()

    def read(self, path: str, most: int = MAX_FILE) -> bytes:
        """Return a file of at most `most` bytes; raises InputError else."""
        spec = f"{self.id}:{path}"
        size = run_git(["cat-file", "-s", spec], self.environment)
        if not size.returncode and int(size.stdout) > most:
            raise self._too_large(path, most)
        found = run_git(["cat-file", "blob", spec], self.environment)
        if size.returncode or found.returncode:
            raise self._refused(path, found)
        return self._without_lfs(path, found.stdout)

    def files_in(self, path: str) -> dict[str, bytes]:
        """Return the regular files in a folder, by name; of no folder, none.

        A file whose name leads elsewhere is left out.
        """
        listed = run_git(["ls-tree", "-z", "-l", f"{self.id}:{path}"], self.environment)
        if listed.returncode:
            return {}
        names, blobs, sizes = list[str](), list[str](), list[int]()
        for line in listed.stdout.decode(errors="surrogateescape").split("\0"):
            about, _, name = line.partition("\t")
            leads_elsewhere = name in {"", ".", ".."} or {"/", "\\"} & {*name}
            match about.split():
                case ["100644" | "100755", "blob", blob, size] if not leads_elsewhere:
                    names.append(name)
                    blobs.append(f"{blob}\n")
                    sizes.append(int(size))
        if sum(sizes) > MAX_PACKAGE:
            raise self._too_large(path, MAX_PACKAGE)
        given = run_git(["cat-file", "--batch"], self.environment, "".join(blobs).encode())
        contents = batch_contents(given.stdout, sizes)
        if contents is None:
            raise self._refused(path, given)
        pairs = zip(names, contents, strict=True)
        return {name: self._without_lfs(name, content) for name, content in pairs}

    def _without_lfs(self, path: str, content: bytes) -> bytes:
        if content.startswith(_LFS):
            message = f"{path!r} is kept in Git LFS, and only its place is in the revision."
            remedy = "Check the revision out (`git worktree add`) and compare that folder."
            raise InputError.at(self.name, 0, "git-lfs", message, remedy)
        return content

    def _refused(self, path: str, done: subprocess.CompletedProcess[bytes]) -> InputError:
        message = f"git cannot give {path!r}: {first_line(done)}."
        return InputError.at(self.name, 0, "git-refuses", message, "Look with `git fsck`.")

    def _too_large(self, path: str, most: int) -> InputError:
        message = f"{path!r} is over {most // MAX_LINE} MiB."
        return InputError.at(self.name, 0, "file-too-large", message, "Divide it.")


def tree_at(name: str, environment: Mapping[str, str]) -> Tree:
    """Return the files of a revision that is written `REV:PATH`, in the repository of this folder.

    `environment` is what git shall run with. Raises UsageError where there is no git, InputError
    where the name means nothing.
    """
    revision, _, path = name.partition(":")
    around = {**environment, **QUIET}
    if not revision or revision.startswith("-") or not (revision + path).isprintable():
        message = f"{revision!r} is no revision."
        raise InputError.at(name, 0, "unknown-revision", message, "Write REVISION:PATH.")
    prefix = run_git(["rev-parse", "--show-prefix"], around)
    if prefix.returncode:
        message = f"There is no git repository to look into: {first_line(prefix)}."
        raise InputError.at(name, 0, "not-a-repository", message, "Run this inside of one.")
    found = run_git(["rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}"], around)
    if found.returncode:
        message = f"There is no revision {revision!r} here."
        remedy = "Look at `git tag`; a shallow clone gets them by `git fetch --tags`."
        raise InputError.at(name, 0, "unknown-revision", message, remedy)
    is_from_here = path in {".", ".."} or path.startswith(("./", "../"))
    here = prefix.stdout.decode(errors="replace").strip("\n")
    whole = posixpath.normpath(posixpath.join(here, path) if is_from_here else path or ".")
    if whole.startswith(("/", "../")) or whole == "..":
        message = f"{path!r} is outside of the repository."
        raise InputError.at(name, 0, "no-such-path", message, "The path counts from its top.")
    return Tree(name, found.stdout.decode().strip(), "" if whole == "." else whole, around)


def batch_contents(given: bytes, sizes: Sequence[int]) -> list[bytes] | None:
    """Return the files that `cat-file --batch` gave, or None where it did not give them all."""
    contents, at = [], 0
    for size in sizes:
        start = given.find(b"\n", at) + 1
        contents.append(given[start : start + size])
        at = start + size + 1
    return contents if at == len(given) else None


def run_git(
    words: Sequence[str], environment: Mapping[str, str], asked: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run git with `asked` as its input. Raises UsageError where it is missing or takes too long."""
    program = shutil.which("git", path=environment.get("PATH"))
    if program is None:
        raise UsageError("A revision is read with git, and there is no git here.", "Install it.")
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no word that git could take for an option
            [program, "--no-pager", *_OFF, *words],
            env=dict(environment),
            input=asked,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UsageError(f"git gave no answer in {_SECONDS} seconds.", "Look at it.") from None


def first_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what git said is wrong."""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ").rstrip(".") if lines else "it does not say why"
