// What the phone and the big screen share: how a piece of the conversation is shown, and the stream of what happens.
// Text is only ever set as text.
"use strict";

export const ASKED = {
  lobby: "Wait for the others. It begins in a moment.",
  scene: "Listen. What would you say?",
  vote: "Vote: what do you say?",
  advice: "The votes are in.",
  discuss: "Discuss: convince each other. What does the customer hear?",
  revote: "Vote again.",
  reveal: "This is what the room has said.",
  forum: "And if it had been said otherwise?",
  predict: "Does the customer trust you now?",
  verdict: "The verdict.",
  close: "If …, then I … One sentence for your next customer.",
};

export function make(tag, kind, text) {
  const one = document.createElement(tag);
  if (kind) one.className = kind;
  if (text !== undefined) one.textContent = text;
  return one;
}

export function shown(piece) {
  if (piece.kind === "line") {
    const one = make("p", "line");
    one.append(make("span", "who", piece.who), document.createTextNode(piece.text));
    return one;
  }
  const kinds = { scene: "scene", cue: "cue", said: "said", done: "said" };
  const text = piece.kind === "done" ? `(${piece.text})` : piece.text;
  return make("p", kinds[piece.kind] || "line", text);
}

export function words(reply) {
  return [reply.do ? `(${reply.do})` : "", reply.say].filter(Boolean).join(" ");
}

export function fill(place, pieces) {
  place.replaceChildren(...pieces);
}

// The wall as it is after something was told: all of it, or what is new in it.
export function latest(wall, kind, values) {
  return kind === "news" ? { ...wall, ...values } : values;
}

// The browser opens a stream again by itself. One that was refused is opened again here, more and more slowly.
export function follow(as, told, lost) {
  let pause = 1000;
  let source;
  const open = () => {
    source = new EventSource(`/api/events?as=${as}`);
    source.onopen = () => { pause = 1000; lost(false); };
    source.onerror = () => {
      lost(true);
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(open, pause);
        pause = Math.min(pause * 2, 15000);
      }
    };
    for (const kind of ["wall", "news", "me"]) {
      source.addEventListener(kind, (event) => {
        const values = JSON.parse(event.data);
        if (values.now) ahead = values.now - Date.now() / 1000;
        told(kind, values);
      });
    }
  };
  open();
  // A phone that was locked comes back with a stream that nobody feeds any more.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && source.readyState !== EventSource.OPEN) {
      source.close();
      open();
    }
  });
}

// How far the clock of the room is ahead of this one, in seconds.
let ahead = 0;

export function left(ends) {
  if (!ends) return "";
  const seconds = Math.max(0, Math.round(ends - Date.now() / 1000 - ahead));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
