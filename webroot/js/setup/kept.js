// What was found and typed while setting up, as this tab keeps it over a reload of the page until it is saved. Where it may keep
// nothing it forgets.

const key = () => `sunherd.setup ${location.pathname}`;

/** @param {SetupState} state */
export function keepDraft({scan: {at, found}, addresses, edits, names, ownZone}) {
  try {
    sessionStorage.setItem(key(), JSON.stringify({at, found, addresses, edits: [...edits], names: [...names], ownZone}));
  } catch {
    // A full or forbidden store: a reload begins anew.
  }
}

/**
 * What was kept; empty where nothing was.
 *
 * @returns {Partial<SetupState>}
 */
export function keptDraft() {
  try {
    const {at, found, addresses, edits, names, ownZone} = JSON.parse(sessionStorage.getItem(key()) ?? '');
    if (![found, addresses, edits, names].every(Array.isArray)) {
      return {}; // kept by another version of the page
    }
    return {
      scan: {busy: false, began: 0, at, found, error: null},
      addresses,
      edits: new Map(edits),
      names: new Map(names),
      ownZone,
    };
  } catch {
    return {};
  }
}

export function dropDraft() {
  try {
    sessionStorage.removeItem(key());
  } catch {
    // What could not be kept need not be dropped.
  }
}
