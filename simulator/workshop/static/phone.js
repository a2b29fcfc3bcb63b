// The phone: one thing to do at a time.
"use strict";
import { ASKED, fill, follow, latest, left, make, shown, words } from "/static/shown.js";

const $ = (id) => document.getElementById(id);
let wall = null;
let me = { is_in: false };
let drawn = "";
const kept = "words:"; // what is typed first stays on this phone

const BUSY = [502, 503, 504];
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

// What is sent counts once, however often it arrives: so it is sent again where no answer comes. Only joining is not.
async function send(what, values) {
  const tries = what === "join" ? 1 : 4;
  for (let tried = 1; ; tried += 1) {
    try {
      const answer = await fetch(`/api/${what}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(values),
      });
      if (tried < tries && BUSY.includes(answer.status)) throw new Error("busy");
      const found = await answer.json();
      if (!answer.ok) return { error: found.error || "That did not work. Try again." };
      me = found;
      return {};
    } catch {
      if (tried >= tries) return { error: "There is no connection at the moment. Try again." };
      await pause(500 * tried);
    }
  }
}

function button(text, kind, press) {
  const one = make("button", kind, text);
  one.type = "button";
  one.addEventListener("click", press);
  return one;
}

function problem(text) {
  const one = make("p", "quiet", text);
  one.setAttribute("role", "alert");
  return one;
}

async function vote(reply, sure) {
  const done = await send("vote", { turn: wall.turn, stage: wall.stage, reply, sure });
  draw(true);
  if (done.error) $("act").append(problem(done.error));
}

function voting() {
  if (!me.votes) return me.lens ? [] : [make("p", "quiet", "Your table votes by one phone, and this is not the one.")];
  const mine = me.vote && me.vote.reply;
  const buttons = wall.replies.map((reply) => {
    const one = button("", "", () => vote(reply.id, me.vote ? me.vote.sure : null));
    one.append(make("span", "letter", reply.letter), document.createTextNode(words(reply)));
    one.setAttribute("aria-pressed", String(reply.id === mine));
    return one;
  });
  const under = mine
    ? [make("p", "quiet", "You can change it until the vote closes. How sure are you, if you like to say?"), sureness()]
    : [];
  return [...buttons, ...under];
}

function sureness() {
  const row = make("div", "row");
  ["1 a guess", "2", "3 certain"].forEach((text, at) => {
    const one = button(text, "", () => vote(me.vote.reply, at + 1));
    one.setAttribute("aria-pressed", String(me.vote.sure === at + 1));
    row.append(one);
  });
  return row;
}

// What is typed stays on this phone until it is shared.
function writing(id, name, text, given, kind, word, shared, values) {
  const label = make("label", "", text);
  label.htmlFor = id;
  const area = make("textarea");
  area.id = id;
  area.maxLength = 500;
  area.rows = 3;
  area.value = sessionStorage.getItem(name) || given || "";
  area.addEventListener("input", () => sessionStorage.setItem(name, area.value));
  const [what, sent] = values;
  const share = button(word, kind, async () => {
    const done = await send(what, sent(area.value));
    share.textContent = done.error || shared;
  });
  return [label, area, share];
}

function firstWords() {
  const text = "Say it first, in your own words. It stays on this phone unless you share it.";
  return writing("own", `${kept}${wall.turn}`, text, me.words, "", "Share it with the room", "Shared",
    ["share", (words) => ({ turn: wall.turn, words })]);
}

// In the fishbowl's outer ring: what this phone looks for, and a report on it.
const WATCHED = ["scene", "vote", "advice", "discuss", "revote", "reveal", "forum", "predict"];

function watching() {
  if (!me.lens || !WATCHED.includes(wall.stage)) return [];
  const text = `Your lens is ${me.lens}: ${me.look_for}. What do you notice?`;
  return writing("lens", `noticed:${wall.turn}`, text, me.noticed, "", "Report it", "Reported",
    ["notice", (words) => ({ turn: wall.turn, words })]);
}

function predicting() {
  const row = make("div", "row");
  [["Yes", true], ["No", false]].forEach(([text, yes]) => {
    const one = button(text, "", async () => { await send("predict", { yes }); draw(true); });
    one.setAttribute("aria-pressed", String(me.prediction === yes));
    row.append(one);
  });
  return [row];
}

function planning() {
  return writing("plan", "plan", "My if-then", me.plan, "go", "Share it", "Shared. Thank you.",
    ["plan", (words) => ({ words })]);
}

function answers() {
  const said = wall.replies.find((reply) => reply.id === (wall.foreseen || wall.said));
  const heard = wall.foreseen_answer || wall.answer || [];
  return [said ? make("p", "said", `${said.letter}  ${words(said)}`) : "", ...heard.map(shown)];
}

function why() {
  const mine = me.vote && wall.why && wall.why[me.vote.reply];
  if (!mine) return [];
  return [make("p", "", `Yours was ${me.letter}.`), make("p", "quiet", mine.why)];
}

const ACTS = {
  scene: firstWords,
  vote: voting,
  revote: voting,
  discuss: () => (me.letter ? [make("p", "quiet", "Find someone with another letter."), make("p", "big", me.letter)] : []),
  reveal: why,
  predict: predicting,
  verdict: () => [],
  close: planning,
};

function draw(force) {
  $("door").hidden = me.is_in;
  $("act").hidden = !me.is_in || !wall;
  if (!me.is_in || !wall) return;
  const state = JSON.stringify([wall.stage, wall.turn, wall.foreseen, me]);
  if (state === drawn && !force) return;
  // What is being typed is not taken from under anybody's thumb.
  const isTyping = document.activeElement && document.activeElement.tagName === "TEXTAREA";
  const sameStage = drawn && JSON.parse(drawn)[0] === wall.stage && JSON.parse(drawn)[1] === wall.turn;
  if (isTyping && sameStage && !force) return;
  drawn = state;
  $("title").textContent = wall.title;
  const isAfter = ["reveal", "forum"].includes(wall.stage);
  fill($("heard"), wall.verdict ? verdict() : [...wall.heard.map(shown), ...(isAfter ? answers() : [])]);
  const asked = make("p", "", ASKED[wall.stage]);
  asked.id = "asked";
  const isOutside = me.lens && wall.stage === "scene";
  fill($("act"), [asked, ...(ACTS[wall.stage] && !isOutside ? ACTS[wall.stage]() : []), ...watching()]);
  // In reach of a thumb, unless it is so high that its beginning could not be seen.
  $("act").classList.toggle("low", $("act").offsetHeight < 0.6 * window.innerHeight);
  if (!sameStage) window.scrollTo(0, wall.verdict ? 0 : actTop());
}

// Where what is to be done begins, with a little of what was said last above it.
function actTop() {
  return document.body.scrollHeight - $("act").offsetHeight - 96;
}

function verdict() {
  if (!wall.verdict) return [];
  const found = [];
  for (const section of wall.verdict.sections.slice(0, 3)) {
    found.push(make("h2", "", section.heading), ...section.lines.map((line) => make("p", "", line)));
  }
  return found;
}

$("door").addEventListener("submit", async (event) => {
  event.preventDefault();
  const done = await send("join", { code: $("code").value, nickname: $("nickname").value, table: $("table").value });
  $("wrong").textContent = done.error || "";
  if (!done.error) start();
});

let following = false;
function start() {
  if (!following) {
    following = true;
    follow("phone", (kind, values) => {
      if (kind === "me") me = values; else wall = latest(wall, kind, values);
      draw(false);
    }, (lost) => { $("news").hidden = !lost; });
    setInterval(() => {
      const asked = $("asked");
      if (asked && wall) asked.textContent = [ASKED[wall.stage], left(wall.ends)].filter(Boolean).join("  ");
    }, 1000);
  }
  draw(true);
}

(async () => {
  const given = new URLSearchParams(location.search).get("code");
  if (given) $("code").value = given;
  try {
    me = await (await fetch("/api/me")).json();
  } catch {
    $("news").hidden = false;
  }
  if (me.is_in) start(); else { $("door").hidden = false; $("code").focus(); }
})();
