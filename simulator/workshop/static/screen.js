// The big screen: read only, the same events as the phones.
"use strict";
import { ASKED, fill, follow, latest, left, make, shown, words } from "/static/shown.js";

const $ = (id) => document.getElementById(id);
const room = new URLSearchParams(location.search).get("room");
let wall = null;

function bars(reply) {
  const found = make("div", "bars");
  for (const [name, kind] of [["first", "bar before"], ["second", "bar"]]) {
    const counts = wall[name];
    const cell = make("div");
    if (counts) {
      const most = Math.max(1, ...Object.values(counts));
      const bar = make("span", kind);
      bar.style.width = `${(10 * counts[reply.id]) / most}vw`;
      cell.append(bar, document.createTextNode(` ${counts[reply.id]}`));
    }
    found.append(cell);
  }
  return found;
}

function replies() {
  const list = make("ol");
  for (const reply of wall.replies) {
    const one = make("li", reply.id === wall.said ? "said-it" : "");
    one.append(make("span", "letter", reply.letter), make("span", "", words(reply)));
    if (wall.first || wall.second) one.append(bars(reply));
    list.append(one);
  }
  return [list];
}

function because() {
  if (!wall.why) return [];
  const said = wall.why[wall.foreseen || wall.said];
  return said && said.why ? [make("p", "quiet", said.why)] : [];
}

function verdict() {
  const found = [make("p", "line", wall.reliance), make("p", "line", wall.verdict.yes ? "▲ Yes" : "▽ No")];
  const said = wall.verdict.predicted;
  if (said.yes + said.no) found.push(make("p", "quiet", `The room thought: ${said.yes} yes, ${said.no} no.`));
  const card = make("dl");
  for (const section of wall.verdict.sections.slice(1, 3)) {
    card.append(make("dt", "who", section.heading), ...section.lines.map((line) => make("dd", "", line)));
  }
  return [...found, card];
}

function noticed() {
  const list = make("dl");
  for (const one of wall.noticed || []) {
    list.append(make("dt", "who", one.lens), ...one.words.map((words) => make("dd", "", words)));
  }
  return wall.noticed ? [list] : [];
}

function lobby() {
  const found = [make("p", "quiet", wall.address || location.host), make("p", "")];
  found[1].id = "code";
  found[1].textContent = wall.code || "";
  const picture = make("img");
  picture.src = `/code.svg?room=${encodeURIComponent(wall.code || room || "")}&at=${encodeURIComponent(wall.address || "")}`;
  picture.alt = `A code that leads to ${wall.address || location.host}`;
  return [...found, picture];
}

// Nobody scrolls a wall: where all would not fit, it is written smaller.
const LARGE = 1.75;
const LEAST = 0.9;

function fit() {
  const main = document.querySelector("main");
  for (let size = LARGE; size >= LEAST; size -= 0.05) {
    main.style.fontSize = `${size}vw`;
    if (document.documentElement.scrollHeight <= window.innerHeight) return;
  }
}

window.addEventListener("resize", () => { if (wall) fit(); });

function draw() {
  const isAfter = ["reveal", "forum"].includes(wall.stage);
  const talks = !["lobby", "verdict", "close"].includes(wall.stage);
  $("title").textContent = wall.title;
  $("join").textContent = wall.stage === "lobby" ? "" : [wall.address || location.host, wall.code && `code ${wall.code}`].filter(Boolean).join("   ");
  fill($("door"), wall.stage === "lobby" ? lobby() : []);
  const answer = isAfter ? (wall.foreseen_answer || wall.answer || []) : [];
  const heard = talks ? (isAfter ? answer : wall.heard.slice(-5)).map(shown) : [];
  fill($("heard"), wall.verdict ? verdict() : [...heard, ...noticed()]);
  fill($("replies"), talks && wall.stage !== "scene" && wall.stage !== "predict" ? [...replies(), ...because()] : []);
  $("ask").textContent = ASKED[wall.stage];
  const here = wall.expected ? `${wall.people} of ${wall.expected} are here` : `${wall.people} are here`;
  $("count").textContent = wall.voted !== undefined ? `${wall.voted} of ${wall.of} voted` : here;
  fit();
}

// Who is not let in is asked for the code: it stands on the facilitator's panel.
function lost(is) {
  $("news").hidden = !is || !wall;
  $("which").hidden = !is || Boolean(wall);
}

$("which").addEventListener("submit", (event) => {
  event.preventDefault();
  location.search = `?room=${encodeURIComponent($("room").value)}`;
});

const as = room ? `screen&room=${encodeURIComponent(room)}` : "screen";
follow(as, (kind, values) => { wall = latest(wall, kind, values); lost(false); draw(); }, lost);
setInterval(() => { $("clock").textContent = wall ? left(wall.ends) : ""; }, 250);
