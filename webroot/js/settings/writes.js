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
  const isConfirmed = body.units ? ['confirmed', 'already'].includes(outcomeOfEach(body.units) ?? '') : isRead(body);
  return isConfirmed ? 'confirmed' : 'accepted';
}

/** @param {any} one */
const isRead = (one) => one.confirmed !== null && one.confirmed !== undefined;

/**
 * Whether the hub itself has not answered: nothing has, or a proxy in front of it.
 *
 * @param {any} error
 */
export const isLost = ({status, body}) => !status || (status >= 500 && typeof body?.error !== 'string');

/**
 * What came of it where it did not come well.
 *
 * @param {any} error
 */
export function outcomeOf(error) {
  const {reply, units} = error.body ?? {};
  if (isLost(error)) {
    return 'silent'; // the hub may have done it
  }
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
    const isSent = one.lost || (one.entry !== undefined && (one.changed !== false || isRead(one)));
    return {kind: one.reply === 'NAK' ? 'refused' : isSent ? 'open' : 'skipped', value: one.confirmed, why: one.error};
  }
  if (one.frames) {
    return {kind: 'skipped'}; // it was only planned: another unit came before it, and failed
  }
  const kind = one.changed === false ? 'already' : isRead(one) ? 'confirmed' : 'accepted';
  return {kind, value: one.confirmed};
}

/** Ends that are well, the least of them first: each says no more than is known of all units. */
const WELL = ['accepted', 'confirmed', 'already'];

/**
 * What came of several units as a whole; null where it went well with none of them.
 *
 * @param {Record<string, any>} units
 */
export function outcomeOfEach(units) {
  /** @type {string[]} */
  const kinds = Object.values(units).map((one) => endOf(one).kind);
  const well = kinds.filter((kind) => WELL.includes(kind));
  if (well.length < kinds.length) {
    return well.length > 0 ? 'partly' : null;
  }
  return WELL.find((kind) => well.includes(kind)) ?? null;
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

/** @param {AuditEntry} entry */
const isPutBack = ({put_back_of: of}) => of !== null && of !== undefined;

/**
 * Whether a change can be taken back; what the hub has put back itself is no change that anybody wished.
 *
 * @param {AuditEntry} entry
 */
export const mayGoBack = (entry) =>
  Boolean(entry.user) && !isPutBack(entry) && entry.old !== null && entry.old !== undefined && entry.outcome === 'confirmed';

/** So long it may take from the end with one unit until the next one's turn. */
const PAUSE_MS = 5000;

/** No two writes of one action are so far apart; a client may number another one alike, some day. */
const ACTION_PAUSE_MS = 600000;

/** What is alike in all entries of one change. */
const ALIKE = /** @type {const} */ (['user', 'by', 'from', 'setting', 'requested']);

/**
 * Those of one action that can be taken back together, the last one first: of one setting, and not put back since.
 *
 * @param {AuditEntry[]} action
 */
export function goBackTogether(action) {
  const gone = action.map(({put_back_of: of}) => of);
  const back = action.filter((entry) => mayGoBack(entry) && !gone.includes(entry.id));
  return back.every(({setting}) => setting === back[0].setting) ? back : [];
}

/**
 * Whether two entries of the audit log, one behind the other, are of one change of several units, by what they tell: an
 * earlier version of the hub has not written down that they are.
 *
 * @param {AuditEntry} newer
 * @param {AuditEntry} older
 */
const areOne = (newer, older) =>
  Boolean(newer.user) &&
  !newer.group &&
  !older.group &&
  [newer, older].every((entry) => entry.outcome === 'confirmed' && entry.undo_of === null && !isPutBack(entry)) &&
  ALIKE.every((key) => newer[key] === older[key]) &&
  pause(newer, older) < PAUSE_MS;

/**
 * @param {AuditEntry} newer
 * @param {AuditEntry} older
 */
const pause = (newer, older) => Date.parse(newer.at) - Date.parse(older.at) - (older.duration_ms ?? 0);

/**
 * Whether an entry belongs to the action whose number it has: it came then, and sets nothing that the action sets anew.
 *
 * @param {AuditEntry[]} action
 * @param {AuditEntry} older
 */
const isOf = (action, older) =>
  pause(action[action.length - 1], older) < ACTION_PAUSE_MS &&
  !(mayGoBack(older) && action.some((entry) => mayGoBack(entry) && entry.inverter === older.inverter && entry.setting === older.setting));

/**
 * The entries of the audit log, those together that were one action; newest first.
 *
 * @param {AuditEntry[]} entries
 * @returns {AuditEntry[][]}
 */
export function actionsOf(entries) {
  /** @type {AuditEntry[][]} */
  const actions = [];
  /** @type {Map<string, AuditEntry[]>} */
  const named = new Map();
  for (const entry of entries) {
    const last = actions.at(-1);
    const before = last?.at(-1);
    const name = entry.group ? `${entry.user} ${entry.group}` : '';
    const known = named.get(name);
    if (known && isOf(known, entry)) {
      known.push(entry);
    } else if (last && before && areOne(before, entry) && last.every(({inverter}) => inverter !== entry.inverter)) {
      last.push(entry);
    } else {
      const action = [entry];
      actions.push(action);
      if (name) {
        named.set(name, action);
      }
    }
  }
  return actions;
}
