// What is typed but not yet confirmed by the server, kept in this browser by person, object and base version.

const PREFIX = "finsam";

const head = (user, object) => `${PREFIX}:${user}:${object}:`;

export function keep(user, object, version, fields, extra = {}) {
  try {
    localStorage.setItem(head(user, object) + version, JSON.stringify({ fields, at: Date.now(), version, ...extra }));
    return true;
  } catch {
    return false; // private mode or full: the server is then the only place
  }
}

export function drop(user, object, version) {
  forget(head(user, object) + version);
}

export function forget(key) {
  try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
}

// What is offered lies apart, so that what is typed meanwhile does not take its place.
export function putAside(user, object, entry) {
  const key = `${head(user, object)}${entry.version}:${entry.at}`;
  if (key === entry.key) return;
  try {
    localStorage.setItem(key, localStorage.getItem(entry.key));
    localStorage.removeItem(entry.key);
    entry.key = key;
  } catch { /* it stays where it was */ }
}

// The newest first.
export function kept(user, object) {
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (!key.startsWith(head(user, object))) continue;
      found.push({ ...JSON.parse(localStorage.getItem(key)), key });
    }
  } catch { /* unreadable is the same as nothing */ }
  return found.sort((a, b) => b.at - a.at);
}
