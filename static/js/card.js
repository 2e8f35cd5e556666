"use strict";

/* Whoever scans a card need not type it: what stands behind the # of the address goes into the form, and out of the
   address bar and its history at once. It is sent only when the person presses the button. */

function readCard() {
  const form = document.querySelector("form[data-card]");
  const card = /^#(\d{6})-([a-z]+(?:-[a-z]+)*)$/.exec(window.location.hash);
  if (!form || !card) return;
  window.history.replaceState(null, "", window.location.pathname);
  form.elements.number.value = card[1];
  form.elements.words.value = card[2].replaceAll("-", " ");
  form.querySelector("button[type=submit]").focus();
  say("Your card is filled in. Press the button to sign in.");
}

window.addEventListener("hashchange", readCard);
document.addEventListener("DOMContentLoaded", readCard);
