// Without scripts närvaro goes with the § when either is sent, so that nothing typed is lost; with scripts each form saves itself.
// Runs at once, before anything looks at what the forms hold.
for (const field of document.querySelectorAll('#narvaro [form="paragraph"]')) {
  if (field.name === "att_version") field.remove();
  else field.removeAttribute("form");
}
