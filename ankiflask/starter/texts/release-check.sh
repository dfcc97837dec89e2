#!/bin/sh
# All that a release must pass, and all that it hands out, in dist/release. The release workflow runs
# this file; run it yourself, at the top of the repository, before you tag:
#
#     sh release-check.sh v1.2.0
#
# The upgrade is rehearsed from the last three releases. With GH_TOKEN set, their packages are
# downloaded, since what learners have is the truth; else they are built from their tags.
set -eu

tag=${1:-}
out=dist/release
earlier=$(mktemp -d)
trap 'rm -rf "$earlier"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() {
    printf '%s\n' "$*" >&2
}

earlier_tags() { # newest first
    git rev-parse --quiet --verify HEAD >/dev/null 2>&1 || return 0
    git -c versionsort.suffix=- tag --list 'v*' --merged HEAD --no-contains HEAD \
        --sort=-version:refname
}

released_tags() { # those of which learners can have a package
    gh api 'repos/{owner}/{repo}/releases?per_page=100' --jq '.[] | select(.draft | not)
        | select(any(.assets[]; .name | endswith(".apkg"))) | .tag_name'
}

fetch() {
    mkdir -p "$earlier/$1"
    if [ -n "${GH_TOKEN:-}" ]; then
        gh release download "$1" --pattern '*.apkg' --dir "$earlier/$1"
        return
    fi
    source=$earlier/source/$1
    mkdir -p "$source"
    git archive "$1" | tar -x -C "$source"
    if ls "$source"/decks/*/deck.yaml >/dev/null 2>&1; then
        (cd "$source" && ankiflask build --locked -o "$earlier/$1" >/dev/null)
    fi
}

era() { # the number that rises when a release may ask much of learners: 1 of v1.2, 0.1 of v0.1.2
    printf '%s\n' "$1" | sed -E 's/^v?(0\.[0-9]+|[0-9]+).*/\1/'
}

refuse() {
    say "If a release that asks so much of learners is meant, name a tag whose first number is higher"
    say "than that of $last (with v0, the second), like this: sh release-check.sh v2.0.0"
    exit 1
}

tags=$(earlier_tags)
if [ -n "${GH_TOKEN:-}" ]; then
    released=$(released_tags)
    tags=$(printf '%s\n' "$tags" | grep -Fx -e "$released" || true)
fi
tags=$(printf '%s\n' "$tags" | sed -n 1,3p)
last=$(printf '%s\n' "$tags" | sed -n 1p)
limit=major
if [ -n "$tag" ] && [ -n "$last" ] && [ "$(era "$tag")" != "$(era "$last")" ]; then
    limit=
fi

ankiflask check
rm -rf "$out"
ankiflask build --locked -o "$out"
ankiflask build --locked -o "$out" --json >"$out/build.json"

for each in $tags; do
    say "Fetching the packages of $each"
    fetch "$each"
done
if [ -z "$last" ]; then
    say "There is no earlier release to upgrade from."
fi

for old in "$earlier/$last"/*.apkg; do
    if [ -n "$last" ] && [ -f "$old" ] && [ ! -f "$out/${old##*/}" ]; then
        say "$last has ${old##*/}, and this release has not: its learners would get no more updates."
        [ -z "$limit" ] || refuse
    fi
done

for new in "$out"/*.apkg; do
    name=${new##*/}
    set --
    before=
    for each in $tags; do
        if [ -f "$earlier/$each/$name" ]; then
            set -- "$@" --upgrade-from "$earlier/$each/$name"
            before=${before:-$earlier/$each/$name}
        fi
    done
    if [ -z "$before" ]; then
        ankiflask verify "$new"
    elif [ -n "$limit" ]; then
        ankiflask verify "$new" "$@" || refuse
    else
        ankiflask verify "$new"
        ankiflask verify "$new" "$@" ||
            say "The upgrade fails; $tag may do so, being more than $last by its first number."
    fi
    if [ -z "$before" ]; then
        printf '**%s**: the first release of this deck.\n\n' "${name%.apkg}" >>"$out/NOTES.md"
    else
        ankiflask diff "$before" "$new" --format markdown ${limit:+--fail-on "$limit"} \
            >>"$out/NOTES.md" || {
            [ -z "$limit" ] || refuse
            say "Something is wrong with the upgrade; $tag may ask that of learners."
        }
        echo >>"$out/NOTES.md"
    fi
done

(
    cd "$out"
    if command -v sha256sum >/dev/null; then
        sha256sum ./*.apkg
    else
        shasum -a 256 ./*.apkg
    fi | sed 's|\./||' >SHA256SUMS
)
say "Ready in $out:"
ls "$out"
