"use strict";

/* Everything works without this file. It moves focus, speaks, and shortens a few taps. It stores nothing. */

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

function afterSwap(event) {
  const part = event.target;
  showScriptParts(document);
  if (focusErrors(document)) return;
  const spoken = part.matches("[data-announce]") ? part : part.querySelector("[data-announce]");
  say(spoken ? spoken.dataset.announce : "Updated.");
  if (document.activeElement !== document.body) return;
  // The pressed control went with the old part: carry on from the new one's heading, not from the top.
  const heading = part.querySelector("h1, h2, h3");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
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

// Away at once. Signing out goes on behind: pages seen before this one must not come back by Back either.
function leave(link) {
  document.documentElement.hidden = true;
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
document.addEventListener("htmx:afterSettle", afterSwap);
document.addEventListener("htmx:beforeRequest", () => trouble(""));

document.addEventListener("htmx:responseError", () => {
  trouble("That did not go through. What you typed is still here. Please try again in a moment.");
});

["htmx:sendError", "htmx:timeout"].forEach((name) => {
  document.addEventListener(name, () => {
    trouble("We could not reach the server. What you typed is still here. Check your connection, then try again.");
  });
});

document.addEventListener("DOMContentLoaded", () => {
  showScriptParts(document);
  focusErrors(document);
});
