// Says in Swedish what went wrong with a passkey, where allauth's script would only write to the console.

const WORDS = {
  NotAllowedError: "Passnyckeln användes inte. Försök igen, eller logga in med en kod.",
  InvalidStateError: "Den här passnyckeln finns redan på kontot.",
  SecurityError: "Passnycklar fungerar bara på förbundets riktiga adress, med https.",
};

function place(id, className) {
  const found = document.getElementById(id);
  if (found) return found;
  const made = Object.assign(document.createElement("p"), { id, className });
  const button = document.querySelector("#passkey_login, #mfa_webauthn_add, #mfa_webauthn_authenticate, #mfa_webauthn_reauthenticate");
  (button?.closest("p") || button)?.before(made);
  return made;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (document.getElementById("passkey-where")) return; // it is said already
  const error = place("passkey-error", "err");
  error.setAttribute("role", "alert");
  error.textContent = WORDS[event.detail.exception?.name] || "Passnyckeln gick inte att använda. Försök igen, eller logga in med en kod.";
  error.hidden = false;
});

// A passkey belongs to a domain name; one's own machine has one too.
if (/^[\d.]+$|^\[/.test(location.hostname)) {
  const elsewhere = document.createElement("a");
  elsewhere.href = location.href.replace(location.hostname, "localhost");
  elsewhere.textContent = `http://localhost${location.port ? `:${location.port}` : ""}`;
  place("passkey-where", "meta").append(`Passnycklar fungerar inte på ${location.hostname}. Öppna sidan som `, elsewhere, " för att använda dem.");
}
