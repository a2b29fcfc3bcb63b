"""A story as states and endings: what an import can make of it, and what it has to leave open.

Every passage of the conversation becomes a state or an ending. What the format needs and the story does not
have gets words that say so, `(to be written)`, so that the file can be opened, checked and played at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.core.graph import components, reachable, reversed_graph
from simulator.workbench.twee.marks import Kind
from simulator.workbench.twee.naming import ids_of
from simulator.workbench.twee.reading import Answer, Reading, read_passage
from simulator.workbench.twee.special import NOTES_NAME, NOTES_TAG, TAGS, what_it_is
from simulator.workbench.twee.story import LeftOut, Passage, Story, StoryError

TO_WRITE = "(to be written)"
WAY_OUT = "to_be_written"
"""The id of the ending that stands in where the story has none."""


@dataclass(slots=True)
class Place:
    """A state or an ending. `name` is that of its passage; `missing` says why there is no passage."""

    id: str
    name: str
    reading: Reading
    left_out: list[LeftOut] = field(default_factory=list)
    missing: str = ""

    @property
    def is_state(self) -> bool:
        """Whether anything can be replied here."""
        return bool(self.reading.answers)


@dataclass(slots=True)
class Skeleton:
    """What a story becomes.

    Attributes:
        title: empty if the story has none.
        start: the id of a state.
        places: the states and endings, in the order of the story; every answer's target is the id of one.
        notes: lines that an export has kept, of what stands around the conversation.
        left_out: what belongs to no place.
    """

    title: str
    start: str
    places: list[Place]
    notes: tuple[str, ...]
    left_out: list[LeftOut]

    @property
    def everything_left_out(self) -> list[LeftOut]:
        """All that was left out, in the order of the file."""
        every = [*self.left_out, *(one for place in self.places for one in place.left_out)]
        return sorted(every, key=lambda one: one.line)


def skeleton_of(story: Story) -> Skeleton:
    """What a story becomes.

    Raises:
        StoryError: it has no passage of a conversation.
    """
    left_out = list(story.left_out)
    if story.format and not story.dialect:
        text = f"`{story.format}`, whose markup is not known and may stand in the text"
        left_out.append(LeftOut(0, "", "story format", text))
    passages: list[Passage] = []
    notes: tuple[str, ...] = ()
    for passage in story.passages:
        kept = read_passage(passage, story.dialect) if NOTES_TAG in passage.tags else None
        if kept is not None and kept.file_notes:
            notes += kept.file_notes
            left_out += _beside_notes(passage, kept)
        elif what := what_it_is(passage):
            left_out += _tags(passage)
            left_out.append(LeftOut(passage.line, passage.name, what, passage.text))
        else:
            passages.append(passage)
    if not passages:
        raise StoryError("the story has no passage in which anything is said")
    places = list(_places(passages, story))
    by_name = {place.name: place for place in reversed(places)}
    start = _start(story, by_name, places, left_out)
    _join(places, by_name)
    skeleton = Skeleton(story.title, start.id, places, notes, left_out)
    if not start.is_state:
        _lead_out(skeleton, start)
    for place in list(_without_way_out(skeleton)):
        _lead_out(skeleton, place)
    return skeleton


def _beside_notes(passage: Passage, reading: Reading) -> Iterator[LeftOut]:
    """What somebody wrote into the passage that an export keeps its notes in."""
    words = [reading.scene, reading.cue]
    words += [word for line in reading.lines for word in (line.text, line.cue, *line.notes)]
    words += [word for one in reading.answers for word in (one.text, one.target, *one.notes)]
    words += reading.notes
    if passage.tags != (NOTES_TAG,) or passage.name.rstrip("_") != NOTES_NAME:
        yield from _tags(passage)
    if text := "\n".join(word for word in words if word and word != ABOUT_NOTES):
        yield LeftOut(passage.line, passage.name, "passage of notes", text)
    yield from reading.left_out


def _tags(passage: Passage) -> Iterator[LeftOut]:
    """The tags of a passage, unless the one that it has says what it is."""
    if passage.tags and not (len(passage.tags) == 1 and passage.tags[0] in TAGS):
        yield LeftOut(passage.line, passage.name, "tags", f"[{' '.join(passage.tags)}]")


ABOUT_NOTES = "What Twine has no place for. Nothing of it is shown; an import takes it up again."


def _places(passages: list[Passage], story: Story) -> Iterator[Place]:
    seen: set[str] = set()
    for passage, name in zip(passages, ids_of([one.name for one in passages]), strict=True):
        reading = read_passage(passage, story.dialect)
        place = Place(name, passage.name, reading, reading.left_out)
        if passage.name in seen:
            text = "the name of an earlier passage, to which the links lead"
            place.left_out.insert(0, LeftOut(passage.line, passage.name, "second name", text))
        place.left_out[:0] = _tags(passage)
        if reading.file_notes:
            text = "\n".join(reading.file_notes)
            place.left_out.append(LeftOut(passage.line, passage.name, "notes", text))
        place.left_out.sort(key=lambda one: one.line)
        seen.add(passage.name)
        yield place


def _start(
    story: Story, by_name: dict[str, Place], places: list[Place], left_out: list[LeftOut]
) -> Place:
    """Where it begins: as the story says, else at `Start`, else at the first passage."""
    if story.start in by_name:
        return by_name[story.start]
    if story.start:
        left_out.append(LeftOut(0, "", "start, which is no passage", story.start))
    return by_name.get("Start", places[0])


def _join(places: list[Place], by_name: dict[str, Place]) -> None:
    """Put ids in place of names of passages, and an ending where there is no passage of the name."""
    answers = [(place, answer) for place in places for answer in place.reading.answers]
    lost = list(
        dict.fromkeys(answer.target for _, answer in answers if answer.target not in by_name)
    )
    ids = ids_of([*(place.id for place in places), *lost])[len(places) :]
    for name, made in zip(lost, ids, strict=True):
        why = f"there is no passage `{name}`" if name else "the link names no passage"
        by_name[name] = Place(made, name, Reading(Kind.ENDING), missing=why)
        places.append(by_name[name])
    for _, answer in answers:
        answer.target = by_name[answer.target].id


def _without_way_out(skeleton: Skeleton) -> Iterator[Place]:
    """Of each group of states that lead only to each other, the first."""
    places = {place.id: place for place in skeleton.places}
    graph = {
        place.id: tuple(dict.fromkeys(answer.target for answer in place.reading.answers))
        for place in skeleton.places
    }
    endings = [place.id for place in skeleton.places if not place.is_state]
    stuck = graph.keys() - reachable(reversed_graph(graph), endings)
    order = list(graph)
    part = {
        one: tuple(target for target in graph[one] if target in stuck)
        for one in order
        if one in stuck
    }
    for group in components(part):
        inside = set(group)
        if all(target in inside for one in group for target in graph[one]):
            yield places[min(group, key=order.index)]


def _lead_out(skeleton: Skeleton, place: Place) -> None:
    """Give a state a reply that leads to an ending, marked as yet to be written."""
    ending = next((one for one in skeleton.places if one.missing and not one.name), None)
    if ending is None:
        taken = [one.id for one in skeleton.places]
        made = ids_of([*taken, WAY_OUT])[-1]
        ending = Place(made, "", Reading(Kind.ENDING), missing="the story has no ending here")
        skeleton.places.append(ending)
    place.reading.answers.append(Answer(TO_WRITE, ending.id))
