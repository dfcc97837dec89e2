"""Where ankiflask is published. Nothing that it prints or writes may install from anywhere else."""

REPOSITORY = ""  # OWNER/NAME on GitHub; empty until there is one


def requirement(version: str, extra: str = "verify", repository: str = REPOSITORY) -> str:
    """Return what pip installs that version of ankiflask from, or "" where nothing is published."""
    if not repository:
        return ""
    return f"ankiflask[{extra}] @ git+https://github.com/{repository}@v{version}"


def installation(version: str, extra: str = "verify", repository: str = REPOSITORY) -> str:
    """Return how a person installs ankiflask with that extra, in Markdown."""
    if published := requirement(version, extra, repository):
        return f"`pip install '{published}'`"
    return f"`pip install '.[{extra}]'` in a checkout of ankiflask"
