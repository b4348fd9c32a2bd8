// The alarms that the hub has told: its list first, then its frames. No network, no page.

/** Of what is over, more than anybody reads; the hub has the rest. */
const MOST_PAST = 300;

/** @returns {Alarms} */
export const createAlarms = () => ({known: new Map(), since: null, latest: null, status: 'asking', error: null, ...sorted(new Map())});

/**
 * The hub's own order: newest first, by when what an alarm tells began, then by its id.
 *
 * @param {Alarm} a
 * @param {Alarm} b
 */
const newestFirst = (a, b) => Date.parse(b.since) - Date.parse(a.since) || (a.id < b.id ? 1 : -1);

/** @param {Alarm} alarm */
const isActive = (alarm) => alarm.cleared === null;

/**
 * Whether nobody has seen to an alarm yet that lasts.
 *
 * @param {Alarm} alarm
 */
const isFresh = (alarm) => isActive(alarm) && alarm.acknowledged_by === null;

/**
 * @param {Map<string, Alarm>} known
 * @returns {Pick<Alarms, 'fresh' | 'seen' | 'past'>}
 */
function sorted(known) {
  const all = [...known.values()].sort(newestFirst);
  return {
    fresh: all.filter(isFresh),
    seen: all.filter((alarm) => isActive(alarm) && !isFresh(alarm)),
    past: all.filter((alarm) => !isActive(alarm)),
  };
}

/** @param {Alarms} alarms */
function sort(alarms) {
  Object.assign(alarms, sorted(alarms.known));
  alarms.past.splice(MOST_PAST).forEach(({id}) => alarms.known.delete(id));
}

/**
 * What is over stays over, and what somebody has seen stays seen, whichever word of it comes last.
 *
 * @param {Alarm | undefined} before
 * @param {Alarm} told
 * @returns {Alarm}
 */
const later = (before, told) =>
  before
    ? {...told, cleared: told.cleared ?? before.cleared, acknowledged_by: told.acknowledged_by ?? before.acknowledged_by}
    : told;

/**
 * Takes in what has happened to one alarm.
 *
 * @param {Alarms} alarms
 * @param {Alarm} told
 */
export function alarmed(alarms, told) {
  if (!alarms.known.has(told.id) && isFresh(told)) {
    alarms.latest = told.id;
  }
  alarms.since?.set(told.id, told);
  alarms.known.set(told.id, later(alarms.known.get(told.id), told));
  sort(alarms);
}

/**
 * The hub is about to be asked for all of them: what its frames tell until it has answered may be newer than its answer.
 *
 * @param {Alarms} alarms
 */
export function ask(alarms) {
  alarms.since = new Map();
}

/**
 * Takes in all that the hub has kept, in place of what was known.
 *
 * @param {Alarms} alarms
 * @param {Alarm[]} list
 */
export function listed(alarms, list) {
  const before = alarms.known;
  alarms.known = new Map(list.map((alarm) => [alarm.id, alarm]));
  alarms.since?.forEach((told, id) => alarms.known.set(id, later(alarms.known.get(id), told)));
  Object.assign(alarms, {since: null, status: 'told', error: null});
  sort(alarms);
  alarms.latest = alarms.fresh.find(({id}) => !before.has(id))?.id ?? alarms.latest;
}

/**
 * The hub did not tell them; what was known before is not forgotten.
 *
 * @param {Alarms} alarms
 * @param {string | null} error the hub's sentence; null where it could not be asked
 */
export function missed(alarms, error) {
  Object.assign(alarms, {since: null, status: 'missed', error});
}

/**
 * The alarm that came last, while it needs somebody: to be told aloud, once.
 *
 * @param {Alarms} alarms
 */
export const newsOf = (alarms) => alarms.fresh.find(({id}) => id === alarms.latest) ?? null;

/**
 * What an alarm is about more closely than by its kind: texts go by it.
 *
 * @param {Alarm} alarm
 */
export function aspectOf({kind, inverter, evidence}) {
  if (kind === 'battery_low' && inverter) {
    return 'battery_low_silent';
  }
  const part = kind === 'imbalance' && ['string', 'temp', 'fan_speed'].find((key) => key in evidence);
  return part ? `imbalance_${part}` : kind;
}

/**
 * For how long it lasted, in seconds.
 *
 * @param {Alarm} alarm
 */
export const lasted = ({since, cleared}) =>
  cleared === null ? null : Math.max(0, Math.round((Date.parse(cleared) - Date.parse(since)) / 1000));
