"""The workflows are what GitHub takes, may do no more than they need, and run nobody's text."""

import re
from pathlib import Path

import pytest

from tests.workflows.conftest import (
    STARTED,
    TEXTS,
    Workflow,
    against_security,
    against_shell_faults,
    against_the_schema,
)


def test_the_published_schema_takes_it(workflow: Workflow, tmp_path: Path) -> None:
    assert against_the_schema(workflow.text, tmp_path) == ""


def test_nothing_in_it_is_known_to_be_unsafe(workflow: Workflow, tmp_path: Path) -> None:
    assert against_security(workflow.text, tmp_path) == ""


def test_its_scripts_are_sound_and_hold_no_expression(workflow: Workflow) -> None:
    for script in workflow.scripts:
        assert "${{" not in script
        assert against_shell_faults(script, "bash") == ""


def test_every_action_is_githubs_own_and_pinned_by_its_commit(workflow: Workflow) -> None:
    uses = re.findall(r"uses: (.*)", workflow.text)
    assert len(uses) >= 2
    for use in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use


def test_one_action_has_one_commit_in_all_of_them() -> None:
    uses = {use for text in TEXTS.values() for use in re.findall(r"uses: (.*)", text)}
    assert len(uses) == len({use.split("@")[0] for use in uses})


def test_it_may_do_nothing_but_what_a_job_asks_for(workflow: Workflow) -> None:
    assert workflow.content["permissions"] == {}
    wanted = {name: job["permissions"] for name, job in workflow.jobs.items()}
    publish = wanted.pop("publish", {"contents": "write"})
    assert publish in ({"contents": "write"}, {"pages": "write", "id-token": "write"})
    assert all(permissions == {"contents": "read"} for permissions in wanted.values())


def test_only_the_job_that_runs_none_of_our_code_may_write() -> None:
    for name in (name for name in TEXTS if name.startswith("release")):
        steps = Workflow(TEXTS[name]).jobs["publish"]["steps"]
        assert [step.get("run", step.get("uses", "")).split()[0] for step in steps] == [
            "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
            "sha256sum",
            "gh",
        ]


def test_the_job_that_publishes_the_documentation_does_nothing_else() -> None:
    (step,) = Workflow(TEXTS["docs"]).jobs["publish"]["steps"]
    assert step["uses"].startswith("actions/deploy-pages@")
    assert Workflow(TEXTS["docs"]).content["on"]["push"] == {"branches": ["main"]}


def test_it_ends_in_time_and_not_two_at_once(workflow: Workflow) -> None:
    assert workflow.content["concurrency"]["group"]
    assert all(int(job["timeout-minutes"]) <= 60 for job in workflow.jobs.values())


def test_a_checkout_keeps_no_credentials_and_a_release_has_all_tags(workflow: Workflow) -> None:
    checkouts = [step for step in workflow.steps if "actions/checkout" in step.get("uses", "")]
    assert checkouts
    for step in checkouts:
        assert step["with"]["persist-credentials"] == "false"
        assert ("fetch-depth" in step["with"]) == ("tags" in workflow.content["on"].get("push", {}))


def test_ci_does_what_a_contributor_does() -> None:
    scripts = Workflow(TEXTS["ci"]).scripts
    assert {
        "make check",
        "make docs",
        "make test",
        "make coverage",
        ".venv/bin/ankiflask check --format github",
    } <= set(scripts)


def test_what_runs_with_other_versions_stops_nobody() -> None:
    versions = Workflow(TEXTS["versions"])
    assert versions.content["on"].keys() == {"schedule", "workflow_dispatch"}
    assert {job["continue-on-error"] for job in versions.jobs.values()} == {"true"}
    jobs = versions.jobs["quick"]["strategy"]["matrix"]["include"]
    assert {job["versions"] for job in jobs} == {"newest", "lowest"}


def test_nothing_is_installed_but_what_is_pinned() -> None:
    for name in ("ci", "docs", "release"):
        assert not [script for script in Workflow(TEXTS[name]).scripts if "pip install" in script]


def test_a_release_does_what_its_author_can_do_before() -> None:
    assert "make release-check" in Workflow(TEXTS["release"]).scripts
    started = Workflow(TEXTS["release of a new deck"]).scripts
    assert 'sh release-check.sh "$GITHUB_REF_NAME"' in started


def test_the_release_check_is_a_sound_script_for_any_shell() -> None:
    assert against_shell_faults(STARTED["release-check.sh"], "sh") == ""


FAULTS = {
    "template-injection": ('"$GITHUB_REF_NAME" --ver', '"${{ github.ref_name }}" --ver'),
    "unpinned-uses": ("checkout@3d3c42e5aac5ba805825da76410c181273ba90b1", "checkout@v7"),
    "excessive-permissions": ("permissions: {}", "permissions: write-all"),
    "artipacked": ("persist-credentials: false", "persist-credentials: true"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_linter_would_see(tmp_path: Path, fault: str) -> None:
    right, wrong = FAULTS[fault]
    assert right in TEXTS["release"]
    assert f"[{fault}]" in against_security(TEXTS["release"].replace(right, wrong), tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("runs-on:", "run-on:"),
        ("timeout-minutes: 5", "timeout-minutes: soon"),
        ("needs:", "wants:"),
    ],
)
def test_the_schema_would_see(tmp_path: Path, right: str, wrong: str) -> None:
    assert right in TEXTS["release"]
    assert against_the_schema(TEXTS["release"].replace(right, wrong), tmp_path) != ""
