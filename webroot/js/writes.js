// What came of writes, as the hub tells it: of one, of those to all units, and what takes them back.

/**
 * What came well: confirmed only where the inverter was read back and has the value.
 *
 * @param {any} body
 */
export function goodOutcome(body) {
  if (body.changed === false) {
    return 'already';
  }
  return body.units || (body.confirmed !== null && body.confirmed !== undefined) ? 'confirmed' : 'accepted';
}

/**
 * What came of it where it did not come well.
 *
 * @param {any} error
 */
export function outcomeOf(error) {
  const {reply, units} = error.body ?? {};
  if (error.status === 409) {
    const sent = reply ?? Object.values(units ?? {}).some((one) => one.reply);
    return reply === 'ACK' ? 'not_kept' : sent ? 'refused' : 'left_alone';
  }
  /** @type {Record<number, string>} */
  const outcomes = {400: 'invalid', 401: 'login', 403: 'forbidden', 404: 'invalid', 429: 'budget', 503: 'offline', 504: 'silent'};
  return outcomes[error.status] ?? 'failed';
}

/**
 * What became of one unit: it has the value, it did not take it, or nothing was sent to it; with what it has and why.
 *
 * @param {any} one
 * @returns {{kind: 'confirmed' | 'accepted' | 'already' | 'skipped' | 'refused' | 'open' | 'put_back', value?: SettingValue, why?: string}}
 */
export function endOf(one) {
  if (one.put_back) {
    const {error, confirmed} = one.put_back;
    return error ? {kind: 'open', value: confirmed, why: error} : {kind: 'put_back', value: confirmed ?? one.from};
  }
  if (one.error) {
    const isSent = one.entry !== undefined && one.changed !== false;
    return {kind: one.reply ? 'refused' : isSent ? 'open' : 'skipped', value: one.confirmed, why: one.error};
  }
  if (one.frames) {
    return {kind: 'skipped'}; // it was only planned: another unit came before it, and failed
  }
  const kind = one.changed === false ? 'already' : one.confirmed === null || one.confirmed === undefined ? 'accepted' : 'confirmed';
  return {kind, value: one.confirmed};
}

/**
 * The changes that can be taken back, the last one first.
 *
 * @param {Record<string, any>} units
 * @returns {Undoable[]}
 */
export const undoableOf = (units) =>
  Object.entries(units)
    .filter(([, one]) => one.changed && one.entry !== undefined && !one.error && !one.put_back && one.from !== null && one.from !== undefined)
    .map(([inverter, one]) => ({id: one.entry, inverter, serial: one.serial ?? null, old: one.from}))
    .reverse();

/** So long a write to many units may take. */
const ONE_ACTION_MS = 120000;

/**
 * Whether two entries of the audit log are of one change of several units.
 *
 * @param {AuditEntry} a
 * @param {AuditEntry} b
 */
const areOne = (a, b) =>
  Boolean(a.user) &&
  a.outcome === 'confirmed' &&
  b.outcome === 'confirmed' &&
  a.user === b.user &&
  a.from === b.from &&
  a.setting === b.setting &&
  a.requested === b.requested &&
  a.undo_of === null &&
  b.undo_of === null &&
  Math.abs(Date.parse(a.at) - Date.parse(b.at)) < ONE_ACTION_MS;

/**
 * The entries of the audit log, those together that were one change of several units; newest first.
 *
 * @param {AuditEntry[]} entries
 * @returns {AuditEntry[][]}
 */
export function actionsOf(entries) {
  /** @type {AuditEntry[][]} */
  const actions = [];
  for (const entry of entries) {
    const last = actions.at(-1);
    if (last && areOne(last[0], entry) && last.every(({inverter}) => inverter !== entry.inverter)) {
      last.push(entry);
    } else {
      actions.push([entry]);
    }
  }
  return actions;
}
