"use strict";

/* Passkeys: the browser asks for a finger, a face or a PIN, and what it says is sent. Codes work without this file. */

function toBytes(text) {
  const plain = window.atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return window.btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function withBytes(options) {
  const ready = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) ready.user = { ...options.user, id: toBytes(options.user.id) };
  ["allowCredentials", "excludeCredentials"].forEach((list) => {
    if (options[list]) ready[list] = options[list].map((known) => ({ ...known, id: toBytes(known.id) }));
  });
  return ready;
}

function inText(made) {
  const response = {};
  ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach((part) => {
    if (made.response[part]) response[part] = toText(made.response[part]);
  });
  if (made.response.getTransports) response.transports = made.response.getTransports();
  const rest = { type: made.type, response, clientExtensionResults: made.getClientExtensionResults() };
  return { id: made.id, rawId: toText(made.rawId), ...rest };
}

async function prove(form) {
  const answer = await window.fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error("no options");
  const [{ publicKey }] = Object.values(await answer.json());
  const asked = { publicKey: withBytes(publicKey) };
  const made = await (publicKey.user ? navigator.credentials.create(asked) : navigator.credentials.get(asked));
  form.elements.credential.value = JSON.stringify(inText(made));
  form.submit();
}

// A passkey belongs to the name of a site: where it is reached by a bare number there can be none.
const canPasskey = Boolean(window.PublicKeyCredential) && !/^[\d.]+$|:/.test(window.location.hostname);

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  form.hidden = !canPasskey;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trouble("");
    prove(form).catch(() => trouble("No passkey was used. Try once more, or use another way."));
  });
});

document.querySelectorAll("[data-without-passkey]").forEach((part) => { part.hidden = canPasskey; });
