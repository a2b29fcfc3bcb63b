"""What a scenario is, once it has been read: a customer, a state machine, and what replies do.

These are values and nothing else. No position in a file, no parser and no screen is known here, so
that a scenario built in a test and one compiled from a trainer's file are the same thing. The words
are those of the scenario format (``docs/scenario-format.md``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Dimension(StrEnum):
    """The four things a customer looks for in a seller, in her own voice."""

    HONEST = "honest"
    ABLE = "able"
    ON_MY_SIDE = "on_my_side"
    HEARS_ME = "hears_me"


class Rung(IntEnum):
    """How far a dimension has come. Evidence climbs; it never sums."""

    NOTHING = 0
    SAID = 1
    SHOWN = 2
    PROVED = 3

    @property
    def word(self) -> str:
        """The rung as the file format writes it: ``"shown"``."""
        return self.name.lower()


class Wound(StrEnum):
    """The four ways in which a customer is hurt."""

    SLIP = "slip"
    BREACH = "breach"
    BETRAYAL = "betrayal"
    RUMOUR = "rumour"


class Repair(StrEnum):
    """The three steps of making it right."""

    OWN = "own"
    REMEDY = "remedy"
    PREVENT = "prevent"


class TrustState(StrEnum):
    """Where the customer stands. ``trusting`` and ``regained`` are a verdict of yes."""

    GUARDED = "guarded"
    TESTING = "testing"
    TRUSTING = "trusting"
    BROKEN = "broken"
    REGAINED = "regained"


class Channel(StrEnum):
    """How the two of them meet."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"
    TEXT = "text"

    @property
    def words(self) -> str:
        """The channel as a person says it: ``"in person"``."""
        return self.value.replace("_", " ")


class ChannelRule(StrEnum):
    """Whether the door opens on every channel, or only in person."""

    USUAL = "usual"
    STRICT = "strict"


class PromiseStatus(StrEnum):
    """What has become of a promise. One that nobody has made yet has no status."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    RENEGOTIATED = "renegotiated"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


class Deliverable(StrEnum):
    """Whether the facts let a promise be kept."""

    YES = "yes"
    UNKNOWN = "unknown"
    NO = "no"


class Promiser(StrEnum):
    """Who made a promise. One that is not ``me`` stands open from the start."""

    ME = "me"
    PREDECESSOR = "predecessor"
    COMPANY = "company"


class TruthAbout(StrEnum):
    """What customers guard (the Tangent seed's five, and the builder's "secrets")."""

    TIMING = "timing"
    PRIORITY = "priority"
    ACTIONABILITY = "actionability"
    AUTHORITY = "authority"
    COMPETING = "competing"
    SECRET = "secret"


class Refers(StrEnum):
    """What a reply does for a referral."""

    EASY = "easy"
    ASKED = "asked"


class Side(StrEnum):
    """The two ends of every style axis."""

    PUSHER = "pusher"
    BUILDER = "builder"


class Axis(StrEnum):
    """The thirteen axes of the style profile (twelve from the pusher and builder seed, ``lead`` from S0)."""

    HORIZON = "horizon"
    DRIVE = "drive"
    TALK = "talk"
    CONTENT = "content"
    FIT = "fit"
    TEMPO = "tempo"
    AFTER_SALE = "after_sale"
    FAULT = "fault"
    PRICE = "price"
    SOURCE = "source"
    LEARNING = "learning"
    INSIDE_VOICE = "inside_voice"
    LEAD = "lead"


class Era(StrEnum):
    """The sales era that a reply comes from (the Relationship Advantage seed)."""

    ORDER = "1.0"
    NEED = "2.0"
    FEELING = "3.0"


# Conditions: what a file says under `when`.


@dataclass(frozen=True, slots=True)
class TrustIs:
    """The trust state is exactly one of these."""

    states: frozenset[TrustState]


@dataclass(frozen=True, slots=True)
class VerdictIs:
    """She trusts the seller now, or does not."""

    yes: bool


@dataclass(frozen=True, slots=True)
class OpenIs:
    """She has opened the door and is not broken, or the contrary."""

    yes: bool


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A dimension has reached this rung, or a higher one."""

    dimension: Dimension
    rung: Rung


@dataclass(frozen=True, slots=True)
class Knows:
    """The seller has been told this truth."""

    truth: str


@dataclass(frozen=True, slots=True)
class PromiseIs:
    """A promise has one of these statuses now."""

    promise: str
    statuses: frozenset[PromiseStatus]


@dataclass(frozen=True, slots=True)
class Replied:
    """This reply was used, at least once."""

    reply: str


@dataclass(frozen=True, slots=True)
class WoundOpen:
    """A wound is open now. ``kind`` None: of any kind; ``dimension`` None: in any dimension."""

    kind: Wound | None = None
    dimension: Dimension | None = None


@dataclass(frozen=True, slots=True)
class ChannelIs:
    """The conversation runs on one of these channels now."""

    channels: frozenset[Channel]


@dataclass(frozen=True, slots=True)
class VariantIs:
    """The play is one of these variants of the scenario."""

    variants: frozenset[str]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of another condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these holds. With none it always does."""

    conditions: tuple[Condition, ...] = ()


Condition = (
    TrustIs
    | VerdictIs
    | OpenIs
    | AtLeast
    | Knows
    | PromiseIs
    | Replied
    | WoundOpen
    | ChannelIs
    | VariantIs
    | Not
    | AnyOf
    | AllOf
)

ALWAYS = AllOf()
"""The condition of everything that bears no `when`."""


# People, promises, truths.


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the briefing tells. With an id, a reply can be marked as going against it."""

    text: str
    id: str | None = None
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Seller:
    """Whom the trainee plays."""

    role: str = "salesperson"
    aim: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom the trainee meets, and what it takes to be trusted."""

    name: str
    reliance: str
    role: str = ""
    mood: str = ""
    background: str = ""
    door: Dimension = Dimension.HEARS_ME
    bar: tuple[tuple[Dimension, Rung], ...] = tuple(
        (dimension, Rung.SHOWN) for dimension in Dimension
    )
    """Every dimension once, in the order of `Dimension`."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody else in the room. Trust is the customer's alone."""

    id: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A line of the promise ledger."""

    id: str
    text: str
    deliverable: Deliverable = Deliverable.YES
    by: Promiser = Promiser.ME
    cost: str | None = None
    """What keeping it costs the seller; with it, keeping it proves honesty."""
    later: bool = False
    """Due after the play."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Something that the customer holds back until the seller may know it."""

    id: str
    about: TruthAbout
    told: str
    half: str
    needs: Condition = OpenIs(True)


# What replies and events do.


@dataclass(frozen=True, slots=True)
class Effects:
    """What a reply or an event does. Ids name promises, truths and facts of the same scenario."""

    earns: tuple[tuple[Dimension, Rung], ...] = ()
    wounds: tuple[tuple[Dimension, Wound], ...] = ()
    repairs: frozenset[Repair] = frozenset()
    refutes: bool = False
    against: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    renegotiates: tuple[tuple[str, str], ...] = ()
    """Pairs of the old promise and the one that stands in its place."""
    withdraws: tuple[str, ...] = ()
    takes_on: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    asks: str | None = None
    presses: str | None = None
    refers: Refers | None = None
    cost: str | None = None
    """What this evidence cost the seller: a sale, time, face."""
    verified: str | None = None
    """What the customer checked herself, and how."""


NO_EFFECTS = Effects()


@dataclass(frozen=True, slots=True)
class Line:
    """Something spoken, or done. ``who`` is the customer when None, else the id of a person."""

    text: str = ""
    who: str | None = None
    cue: str = ""
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reply leads, if its condition holds. The last of a reply's targets always does."""

    go: str
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Reply:
    """Something that the trainee can say, do, or both."""

    id: str
    to: tuple[Target, ...]
    say: str = ""
    do: str = ""
    effects: Effects = NO_EFFECTS
    reaction: tuple[Line, ...] = ()
    when: Condition = ALWAYS
    again: int = 1
    """How often it may be used in one play."""
    style: tuple[tuple[Axis, Side], ...] = ()
    era: Era | None = None
    why: str = ""
    tempting: str = ""

    @property
    def words(self) -> str:
        """The reply in one line: what is said, or else what is done."""
        return self.say or self.do


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, or what she learned, by the time that a state is entered."""

    effects: Effects
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Due:
    """A promise that is settled on entering a state, if it is still open."""

    promise: str
    kept: bool
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Aside:
    """A thought of the seller's before replying: chosen, never scored, looked at again in the debrief."""

    id: str
    thought: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A place in the conversation: what she says there, and what can be replied."""

    id: str
    replies: tuple[Reply, ...]
    lines: tuple[Line, ...] = ()
    scene: str = ""
    cue: str = ""
    channel: Channel | None = None
    events: tuple[Event, ...] = ()
    due: tuple[Due, ...] = ()
    asides: tuple[Aside, ...] = ()
    few: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a conversation stops. Sold is not trusted, and trusted is not sold."""

    id: str
    sold: bool
    lines: tuple[Line, ...] = ()
    scene: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What lies between the two of them when a play starts. Several may hold, one by one."""

    wounds: tuple[tuple[Dimension, Wound], ...] = ()
    breaches_repaired: int = 0
    promises: tuple[str, ...] = ()
    """Promises of the seller's own that are open already."""
    truths: tuple[str, ...] = ()
    earned: tuple[tuple[Dimension, Rung], ...] = ()
    what: str = ""
    """What happened, in a few words, for the report card: "the wrong goods"."""
    when: Condition = ALWAYS
    scarred: bool = False
    """Whether trust was ever broken, by whatever it was. A repaired breach says so by itself."""


@dataclass(frozen=True, slots=True)
class Walk:
    """An author's own example: replies in order, and what they must end in."""

    name: str
    replies: tuple[str, ...]
    ends: str
    verdict: bool
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One version of a scenario. Which one is played is drawn by the play's seed."""

    id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything about one role-play. Ids are unique; every name that is used is defined."""

    title: str
    customer: Customer
    start: str
    states: dict[str, State]
    endings: dict[str, Ending]
    summary: str = ""
    practises: tuple[str, ...] = ()
    minutes: int | None = None
    difficulty: int | None = None
    """1 first steps, 2 practised, 3 hard."""
    language: str = "en"
    draft: bool = False
    seller: Seller = Seller()
    channel: Channel = Channel.IN_PERSON
    channel_rule: ChannelRule = ChannelRule.USUAL
    before: tuple[Before, ...] = ()
    promises: dict[str, Promise] = field(default_factory=dict)
    truths: dict[str, Truth] = field(default_factory=dict)
    others: dict[str, Person] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    walks: tuple[Walk, ...] = ()

    @property
    def variant_ids(self) -> tuple[str | None, ...]:
        """The ids of its variants; None alone stands for the only one."""
        return tuple(variant.id for variant in self.variants) or (None,)

    def reply(self, reply_id: str) -> Reply:
        """The reply of that id.

        Raises:
            KeyError: no state has it.
        """
        for state in self.states.values():
            for reply in state.replies:
                if reply.id == reply_id:
                    return reply
        raise KeyError(reply_id)
