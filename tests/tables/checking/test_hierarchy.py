from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import draft_of, event_times, family_faults, read_table
from timeline import Problem


def faults(text: str) -> list[Problem]:
    draft = draft_of(read_table(f"title,id,parent,start,end\n{text}".encode(), name="a.csv"), {})
    return family_faults(draft, event_times(draft).columns)


def test_ids_are_unique_and_the_first_line_is_named() -> None:
    found = faults("x,a,,1953,\nx,,,1953,\nx,a,,1953,\nx,a,,1953,\nx,,,1953,\n")
    assert [(p.line, p.message) for p in found] == [
        (4, "is already the id of line 2"), (5, "is already the id of line 2")
    ]  # fmt: skip


def test_parents_are_known_and_a_near_one_is_named() -> None:
    found = faults("x,harry,,1953,\nx,,hary,1953,\nx,,harry,1953,\n")
    assert [(p.line, p.hint) for p in found] == [(3, 'did you mean "harry"?')]
    assert faults("x,,harry,1953,\n")[0].code == "parent"


def test_a_cycle_is_reported_once() -> None:
    found = faults("x,a,c,1953,\nx,b,a,1953,\nx,c,b,1953,\nx,d,a,1953,\nx,e,e,1953,\n")
    assert [(p.line, p.message) for p in found] == [
        (2, "makes the event its own ancestor: a → c → b → a"),
        (6, "makes the event its own ancestor: e → e"),
    ]


def test_a_phase_outside_its_event_is_a_warning() -> None:
    found = faults("x,a,,1953-06,1953-07\nx,,a,1953-05-01,1953-06-10\nx,,a,1953-06-10,1953-08-01\n")
    assert [(p.line, p.column, p.fatal) for p in found] == [(3, "start", False), (4, "end", False)]
    assert faults("x,a,,1953-06,1953-07\nx,,a,1953-06,\nx,,a,1953-06-15,1953-07-31\n") == []


@given(st.lists(st.integers(-1, 7), min_size=8, max_size=8))
@settings(max_examples=40)
def test_rings_are_found_as_by_walking_up(parents: list[int]) -> None:
    rows = [
        f"x,{row},{parent if parent >= 0 else ''},1953,\n" for row, parent in enumerate(parents)
    ]
    found = {p.line - 2 for p in faults("".join(rows)) if p.code == "cycle"}
    rings = set()
    for row in range(8):
        walk, at = [row], parents[row]
        while at >= 0 and at not in walk:
            walk.append(at)
            at = parents[at]
        if at >= 0:
            rings.add(min(walk[walk.index(at) :]))
    assert found == rings
