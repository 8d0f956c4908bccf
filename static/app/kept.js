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
  try { localStorage.removeItem(head(user, object) + version); } catch { /* nothing was kept */ }
}

// The newest first.
export function kept(user, object) {
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (!key.startsWith(head(user, object))) continue;
      found.push(JSON.parse(localStorage.getItem(key)));
    }
  } catch { /* unreadable is the same as nothing */ }
  return found.sort((a, b) => b.at - a.at);
}
