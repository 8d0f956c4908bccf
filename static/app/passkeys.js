// Says in Swedish what went wrong with a passkey, where allauth's script would only write to the console.

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const name = event.detail.exception?.name;
  const words = {
    NotAllowedError: "Passnyckeln användes inte. Försök igen, eller logga in med en kod.",
    InvalidStateError: "Den här passnyckeln finns redan på kontot.",
    SecurityError: "Passnycklar fungerar bara på förbundets riktiga adress, med https.",
  }[name] || "Passnyckeln gick inte att använda. Försök igen, eller logga in med en kod.";
  let place = document.getElementById("passkey-error");
  if (!place) {
    place = document.createElement("p");
    place.id = "passkey-error";
    place.className = "err";
    place.setAttribute("role", "alert");
    document.getElementById("passkey_login")?.before(place);
  }
  place.textContent = words;
  place.hidden = false;
});
