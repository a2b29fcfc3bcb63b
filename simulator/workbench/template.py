"""The scenario that `roleplay new` writes: small, complete, and with comments that teach the format.

It is a conversation about a delivery that came late, so that it plays at once; every word of it is there to
be replaced. What must stay true: whatever is filled in, the file compiles without a finding, the walk has no
error to report, and `roleplay fmt` has nothing to change.
"""

from __future__ import annotations

from simulator.workbench.quotes import word

TEXT = """\
# yaml-language-server: $schema=./scenario.schema.json
# The line above lets an editor help you: it offers keys, and underlines mistakes.
# What follows a `#` is a note to yourself; nobody who plays will see it.
format: 1
title: {title}
summary: >
  A delivery came three days late. Now the next order is at stake.
minutes: 3
draft: yes  # notes on style and balance wait until you take this line out

seller:  # whom the trainee plays; the briefing tells all of this
  role: account manager
  aim: Keep the customer, with a word that you can keep.
  facts:
    - You said Monday, and had not asked the plant.
    - The plant knows on Friday noon how much it can send on the ninth.

customer:  # whom the trainee meets
  name: {name}
  role: {role}
  # the one question that the verdict answers
  reliance: {reliance}
{terms}channel: {channel}  # in_person, video, phone, text

promises:  # what may be promised, each under an id
  call_on_friday:
    text: A call on Friday at one, whatever the plant says
  all_on_the_ninth:
    text: The whole order on the ninth, at eight
    deliverable: unknown  # nobody can know yet; `no` would make the promise a lie

start: late_again
states:  # the conversation, each state under an id
  late_again:
    scene: Tuesday morning.
    line: >  # speech stands under a `>`, further right: there, no sign can go wrong
      You said Monday. It came on Thursday. I had four people standing there with nothing to do.
    replies:
      - id: own_it
        say: >
          Four people, three days. I said Monday without asking the plant, so this is mine. What is still
          waiting because of it?
        earns: {{hears_me: shown}}  # evidence: said, shown or proved
        why: >  # the debrief says why
          It says back what was lost, names whose fault it was, and asks on.
        to: the_ninth  # the state that comes next
      - id: take_ten
        say: >
          I am really sorry about that. I will take ten percent off the bill, and then let us look ahead
          together.
        wounds: {{hears_me: slip}}  # what it hurts: a slip, a breach or a betrayal
        # why one would say it all the same
        tempting: It is generous, it is quick, and it ends an unpleasant moment.
        why: >
          Nobody asked for money. A gift before the problem is heard says that the call should be over.
        to: the_ninth
      - id: usual_range
        say: >
          Thursday is still within the usual range for this season, I have just looked it up for you. Most of
          our customers plan a few days around it.
        wounds: {{on_my_side: slip}}
        tempting: It is true, and it puts the delay into proportion.
        why: >
          It asks the customer to carry what was promised otherwise.
        to: the_ninth

  the_ninth:
    line: >
      The big order has to be here on the ninth. Can I count on that?
    replies:
      - id: call_you
        say: >
          I do not know yet. The plant tells me on Friday noon, and I call you at one, whatever they say.
        makes: call_on_friday
        why: The call is the only thing that is certain today, so it is what gets promised.
        to: friday
      - id: my_word
        say: >
          It will stand in your yard on the ninth, at eight in the morning. You have my word for that.
        makes: all_on_the_ninth
        tempting: Certainty is what was asked for, and it will probably work out.
        why: Nobody has asked the plant. A word that is given blindly is worth what the plant says.
        to: friday
      - id: look_into_it
        say: >
          Let me look into that and talk to the plant. Somebody will get back to you as soon as we know.
        wounds: {{honest: slip}}
        tempting: It is polite, it commits to nothing, and it buys time.
        why: Somebody is nobody, and as soon as we know is no time. That is a no in disguise.
        to: friday

  friday:
    scene: Friday, one o'clock. The plant can send half of the order on the ninth.
    due:  # promises that are settled here, if they are open
      call_on_friday: kept
      all_on_the_ninth: broken
    line: Well? How does it look?
    replies:
      - id: other_half
        say: >
          Half comes on the ninth. For the other half I rang Brandt: they have it, and hold it for you until
          four.
        earns: {{on_my_side: proved, able: shown}}
        # what is `proved` has cost something
        cost: Half of the order goes to Brandt, who would like the other half as well.
        why: It puts the customer's need before the sale, and can be checked with one call.
        to:  # the first that holds is taken; the last has no `when`
          - when: {{verdict: yes}}
            go: goes_on
          - go: goes_away
      - id: in_two_parts
        say: >
          Half comes on the ninth, and the rest on the thirteenth. More we cannot do, but I leave the freight
          off the bill for both of them.
        earns: {{able: shown}}
        tempting: It is what the plant can do, and the freight is a fair gesture.
        why: It solves what the plant needs solved. On the ninth, half of the order is still missing.
        to: goes_away
      - id: all_at_once
        say: >
          Then let us take the thirteenth for everything, so that you have all of it in one delivery and one
          bill.
        wounds: {{able: slip}}
        tempting: One delivery is simple, and simple is usually welcome.
        why: It is simple for the plant. The ninth was the one thing that was asked for.
        to: goes_away

endings:
  goes_on:
    line: Until four, then. And next time, you call me before I call you.
    sold: yes
  goes_away:
    line: Thank you. I have to see how I get the ninth done.
    sold: no

walks:  # your own examples, which `roleplay test` plays again after each change
  good: {{replies: [own_it, call_you, other_half], ends: goes_on, verdict: yes}}
  tempting: {{replies: [take_ten, my_word, in_two_parts], ends: goes_away, verdict: no}}
"""

BY_TEXT = """\
  door: honest  # by text, nobody can hear more than that you listen
  bar: {hears_me: said}
"""


def filled(title: str, name: str, role: str, reliance: str, channel: str) -> str:
    """The text of a new scenario. The answers are text for people, and may hold whatever they like."""
    return TEXT.format(
        title=word(title),
        name=word(name),
        role=word(role),
        reliance=word(reliance),
        terms=BY_TEXT if channel == "text" else "",
        channel=channel,
    )
