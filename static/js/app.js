"use strict";

/* Everything works without this file. It moves focus, speaks, shortens a few taps, and has what is typed kept by the
   server. In the browser it stores nothing. */

const NOT_THROUGH = "That did not go through. What you typed is still here. Please try again in a moment.";

function say(words) {
  const live = document.getElementById("live");
  if (!live) return;
  live.textContent = "";
  window.setTimeout(() => { live.textContent = words; }, 60);
}

function focusErrors(within) {
  const summary = within.querySelector(".error-summary");
  if (summary) summary.focus();
  return Boolean(summary);
}

function trouble(words) {
  const box = document.getElementById("trouble");
  if (!box) return;
  box.querySelector("[data-words]").textContent = words;
  box.hidden = !words;
}

// While a part of the page is asked for: where the pressed button stood, and the timer that says that it takes long.
let stood = null, slow = 0;

function rowsOf(section) {
  return [...section.querySelectorAll("tbody > tr, ul:not(.pages) > li")].filter((row) => row.checkVisibility());
}

function beforePart(event) {
  const { elt, target } = event.detail;
  trouble("");
  target.setAttribute("aria-busy", "true");
  const section = elt.closest("section[aria-labelledby]");
  stood = section && { section: section.getAttribute("aria-labelledby"), row: rowsOf(section).indexOf(elt.closest("tr, li")) };
  slow = window.setTimeout(() => say("One moment."), 1000);
}

function afterRequest(event) {
  window.clearTimeout(slow);
  event.detail.target.removeAttribute("aria-busy");
}

function afterPart(event) {
  const part = event.target;
  // What is put in beside the part, such as a message, is read out where it stands.
  if (!part.matches("[data-announce]")) return;
  showScriptParts(part);
  if (focusErrors(part)) return;
  if (!document.querySelector("#messages .here")) say(part.dataset.announce);
  if (document.activeElement === document.body) carryOnFrom(part);
}

// The pressed button went with the old part: carry on from the row that stands there now, or the last, or the heading.
function carryOnFrom(part) {
  const section = stood && [part, ...part.querySelectorAll("section")].find(
    (each) => each.getAttribute("aria-labelledby") === stood.section);
  const rows = section && stood.row >= 0 ? rowsOf(section) : [];
  const to = rows[stood && stood.row] || rows.at(-1) || (section || part).querySelector(":scope > :is(h1, h2, h3)")
    || (part.matches("[aria-label]") ? part : document.querySelector("h1"));
  to.tabIndex = -1;
  to.focus({ preventScroll: true });
  const { top, bottom } = to.getBoundingClientRect();
  const covered = parseFloat(window.getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (top < covered || (to !== part && bottom > window.innerHeight)) to.scrollIntoView();
}

// Pressed twice, or the next one before the last is done: what is on its way goes first.
function oneAtATime(event) {
  if (event.target.method !== "post" || !event.target.closest('[aria-busy="true"]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say("One moment. The last one is on its way.");
}

function showScriptParts(within) {
  within.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
}

function checkAll(box) {
  if (!box.checked) return;
  const radios = document.querySelectorAll('input[type="radio"]');
  let count = 0;
  radios.forEach((radio) => {
    if (!radio.name.startsWith(box.dataset.checkAll) || radio.value !== box.dataset.value) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    count += 1;
  });
  say(`${count} filled in. You can still change each one.`);
}

// The size of the text and the contrast change where the person is: a form that is half filled in stays as it is.
function wear(name, value) {
  const root = document.documentElement, more = value === "more";
  if (name === "contrast") {
    root.classList.toggle("more-contrast", more);
  } else {
    root.classList.remove("text-usual", "text-large", "text-largest");
    root.classList.add(`text-${value}`);
  }
  document.querySelectorAll(`form.looks button[name="${name}"]`).forEach((button) => {
    if (name === "contrast") button.value = more ? "usual" : "more";
    button.setAttribute("aria-pressed", name === "contrast" ? more : button.value === value);
  });
}

function chooseLooks(event) {
  const form = event.target, button = event.submitter;
  if (!form.matches("form.looks") || !button) return;
  event.preventDefault();
  trouble("");
  const { name, value } = button, body = new FormData(form);
  body.set(name, value);
  // It answers with the way back to this page, which need not be fetched.
  fetch(form.action, { method: "POST", body, redirect: "manual" }).then((answer) => {
    if (answer.type !== "opaqueredirect") throw new Error("refused");
    wear(name, value);
    say(name === "contrast" && value === "usual" ? "Usual contrast." : `${button.textContent.trim().replace(/^A/, "")}.`);
  }).catch(() => trouble(NOT_THROUGH));
}

// What is typed goes to the server a second after it was begun, and then every ten seconds at most. Nothing else does:
// it is no sign of life, and does not keep anybody signed in.
const KEEP_AT = "/accounts/drafts/", KEEP_EVERY = 10000, WARN_BEFORE = 300;
const NOT_KEPT = "We can't keep what you type here any more. Press the button: you may have to sign in, and your words are here after it.";
const NO_SIGNAL = "There is no connection just now. What you typed is still here. Stay on this page, and try again in a moment.";
const ENDS_SOON = "If you open no other page, you are signed out in 5 minutes. What you typed is kept.";
const unsent = new Set();
let keepTimer = 0, keptAt = 0, lost = false;

function keepSoon(event) {
  const form = event.target.form;
  if (!form || !form.elements.draft) return;
  unsent.add(form);
  waitToKeep(Math.max(1000, keptAt + KEEP_EVERY - Date.now()));
}

function waitToKeep(milliseconds) {
  keepTimer = keepTimer || window.setTimeout(keepNow, milliseconds);
}

function keepNow() {
  forgetTimer();
  keptAt = Date.now();
  unsent.forEach(keepForm);
}

function forgetTimer() {
  window.clearTimeout(keepTimer);
  keepTimer = 0;
}

function keepForm(form) {
  unsent.delete(form);
  const body = new FormData(form);
  body.set("path_of_form", new URL(form.getAttribute("action") || "", window.location.href).pathname);
  // A browser lets only so much go out behind a page that is left.
  fetch(KEEP_AT, { method: "POST", body, redirect: "manual", keepalive: document.visibilityState === "hidden" })
    .then((answer) => {
      if (lost) trouble("");
      lost = false;
      // Sent already, or the session has ended.
      if (!answer.ok && answer.status !== 409) trouble(NOT_KEPT);
    }).catch(() => {
      if (!lost) trouble(NO_SIGNAL);
      lost = true;
      unsent.add(form);
      waitToKeep(KEEP_EVERY);
    });
}

function keepBeforeLeaving() {
  if (unsent.size) keepNow();
}

function beforeSending(event) {
  const form = event.target;
  if (!form.elements.draft) return;
  if (navigator.onLine) {
    unsent.delete(form);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  trouble(NO_SIGNAL);
}

function warnInTime() {
  const mark = document.querySelector('input[name="draft"][data-left]:not([data-left=""])');
  if (mark) window.setTimeout(warn, Math.max(0, mark.dataset.left - WARN_BEFORE) * 1000);
}

// Seen, and read out where it stands.
function warn() {
  const box = document.createElement("div"), words = document.createElement("p");
  box.className = "notice tone-soon";
  words.textContent = ENDS_SOON;
  box.append(words);
  document.getElementById("messages").append(box);
}

// Away at once. Signing out goes on behind: pages seen before this one must not come back by Back either.
function leave(link) {
  document.documentElement.hidden = true;
  unsent.clear();
  forgetTimer();
  const form = document.querySelector("form[data-sign-out]");
  if (form) fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" }).catch(() => {});
  window.location.replace(link.href);
}

// A browser may keep a page whole for Back, whatever we ask. What it shows then may be somebody else's.
function askAgain(event) {
  if (!event.persisted) return;
  document.documentElement.hidden = true;
  window.location.reload();
}

// htmx notes the last path in session storage; on a shared phone even that is too much.
function forgetPath() {
  try {
    window.sessionStorage.removeItem("htmx-current-path-for-history");
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

let shifts = [];

function countShifts(event) {
  if (event.key !== "Shift") {
    shifts = [];
    return;
  }
  const link = document.querySelector("a[data-exit]");
  if (!link || event.repeat) return;
  shifts = shifts.filter((at) => event.timeStamp - at < 3000).concat(event.timeStamp);
  if (shifts.length > 2) leave(link);
}

document.addEventListener("keydown", countShifts);
window.addEventListener("pageshow", askAgain);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-exit]");
  if (!link) return;
  event.preventDefault();
  leave(link);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-check-all]")) checkAll(event.target);
});

forgetPath();
["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"].forEach((name) => {
  document.addEventListener(name, forgetPath);
});
document.addEventListener("input", keepSoon);
document.addEventListener("change", keepSoon);
document.addEventListener("visibilitychange", keepBeforeLeaving);
window.addEventListener("pagehide", keepBeforeLeaving);
window.addEventListener("online", keepBeforeLeaving);
document.addEventListener("submit", beforeSending, true);
document.addEventListener("submit", oneAtATime, true);
document.addEventListener("submit", chooseLooks);
document.addEventListener("htmx:beforeRequest", beforePart);
document.addEventListener("htmx:afterRequest", afterRequest);
document.addEventListener("htmx:afterSettle", afterPart);

document.addEventListener("htmx:responseError", () => {
  trouble(NOT_THROUGH);
});

["htmx:sendError", "htmx:timeout"].forEach((name) => {
  document.addEventListener(name, () => {
    trouble("We could not reach the server. What you typed is still here. Check your connection, then try again.");
  });
});

document.addEventListener("DOMContentLoaded", () => {
  showScriptParts(document);
  focusErrors(document);
  warnInTime();
});
