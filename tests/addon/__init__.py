"""A server that speaks as the AnkiConnect add-on does, over a real collection of the `anki` wheel.

It runs inside the process of tests/anki/driver.py; `Learner.serve` starts it. It is written from the
documented behaviour and from replies recorded of the real add-on in desktop Anki; test_shapes.py holds
it to those in tests/cases/addon/. There are two lines: "new" is the add-on of November 2025, "old"
that of 2023; a third, "rewritten", is a guess at how a rewrite that keeps its actions may answer: with
other keys, another `version`, JSON-RPC's errors and actions that nobody knows. Each runs over any version of Anki, as there; import, export and the case of media
names follow Anki, not the line.

Where desktop Anki with the real add-on differs:

- It looks for requests every 25 ms; here they are answered at once.
- A `multi` is carried out in one piece; here a command of the driver may come between two of its
  actions. Within one action nothing comes between, as there.
- It has a window: a note that is open in the browser or the editor may be written back over a change.
  Here there is none, and the deck list needs no drawing.
- It reads a request a kilobyte at a time and begins anew with each, so that a large body takes long
  and freezes the window. Here a body takes as long as its bytes.
- Actions that no test of ours needs are named by `apiReflect`, as there, but answer that this add-on
  lacks them. `getProfiles` names the open profile only. Origins are not judged.
- A Content-Length that is no number opens an error window there; here it counts as none.
"""
