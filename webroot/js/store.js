// What the hub has told, made of its frames alone. No network, no clock of its own, no page.

/** Codes with arguments (QED and a date) are countless; those heard longest ago are let go. */
const MOST_CODES = 256;

/** @returns {Store} */
export function createStore() {
  return {seq: 0, units: new Map(), system: null, told: false};
}

/**
 * @param {unknown} value
 * @returns {value is ToldReading}
 */
const isReading = (value) =>
  value !== null && typeof value === 'object' && 'data' in value && 'at' in value && 'code' in value;

/**
 * @param {Unit} unit
 * @param {string} cmd
 * @param {ToldReading} told
 * @param {number} now
 */
function hold(unit, cmd, told, now) {
  /** @type {Reading} */
  const held = {
    cmd,
    code: told.code,
    at: told.at,
    born: now - (told.age_ms ?? 0),
    every_ms: told.every_ms ?? 0,
    raw: told.raw,
    data: told.data ?? {},
  };
  const before = unit.codes.get(held.code);
  if (before) {
    unit.names.delete(before.cmd);
  }
  unit.codes.delete(held.code);
  unit.codes.set(held.code, held);
  if (unit.codes.size > MOST_CODES) {
    const [oldest] = unit.codes.keys();
    unit.codes.delete(oldest);
  }
  unit.names.set(cmd, held);
  return held;
}

/**
 * @param {ToldInverter} told
 * @param {number} now
 * @returns {Unit}
 */
function unitFrom(told, now) {
  /** @type {Record<string, unknown>} */
  const about = {};
  const unit = {id: told.id, about, codes: new Map(), names: new Map()};
  for (const [key, value] of Object.entries(told)) {
    if (isReading(value)) {
      hold(unit, key, value, now);
    } else {
      about[key] = value;
    }
  }
  return unit;
}

/**
 * @param {Store} store
 * @param {SnapshotFrame} frame
 * @param {number} now
 */
function snapshot(store, frame, now) {
  store.units = new Map((frame.inverters ?? []).map((told) => [told.id, unitFrom(told, now)]));
  store.system = frame.system ?? null;
  store.told = true;
}

/**
 * @param {Store} store
 * @param {ReadingFrame} frame
 * @param {number} now
 */
function reading(store, frame, now) {
  const unit = store.units.get(frame.inverter);
  return unit ? hold(unit, frame.cmd, frame, now) : null;
}

/**
 * Whether another unit may answer by that name from now on: the rule by which the hub, too, forgets
 * what it has read.
 *
 * @param {Record<string, any>} before
 * @param {Record<string, any>} now
 */
const isAnother = (before, now) =>
  (before.serial ?? null) !== (now.serial ?? null) ||
  (now.protocol && before.protocol && now.protocol !== before.protocol) ||
  (before.state === 'offline' && now.state !== 'offline' && !now.serial);

/**
 * @param {Store} store
 * @param {StateFrame} frame
 */
function state(store, frame) {
  const unit = store.units.get(frame.inverter);
  if (unit) {
    if (isAnother(unit.about, {...unit.about, ...frame})) {
      unit.codes.clear();
      unit.names.clear();
    }
    const {type, seq, inverter, error, ...about} = frame;
    Object.assign(unit.about, about);
    unit.about.last_error = error ?? null;
  }
}

/**
 * @param {Store} store
 * @param {SystemFrame} frame
 */
function system(store, frame) {
  const {type, seq, ...totals} = frame;
  store.system = totals;
}

/** @type {Record<string, (store: Store, frame: any, now: number) => void>} */
const KINDS = {snapshot, reading, state, system, setting() {}, alarm() {}};

/**
 * Takes one frame in.
 *
 * @param {Store} store
 * @param {Frame} frame
 * @param {number} now
 * @return {boolean} false where the frame is older than what is known: then only a new snapshot helps
 */
export function apply(store, frame, now) {
  const kind = KINDS[frame.type];
  if (!kind) {
    return true;
  }
  if (frame.type !== 'snapshot' && typeof frame.seq === 'number' && frame.seq < store.seq) {
    return false;
  }
  store.seq = frame.seq ?? store.seq;
  kind(store, frame, now);
  return true;
}

/**
 * Takes in what the hub tells of its units beside the stream.
 *
 * @param {Store} store
 * @param {ToldInverter[]} list
 */
export function describe(store, list) {
  for (const {ages_ms, state: condition, since, last_error, ...about} of list) {
    Object.assign(store.units.get(about.id)?.about ?? {}, about);
  }
}

/**
 * The newest reading of a unit under that name, or undefined.
 *
 * @param {Unit} unit
 * @param {string} cmd
 */
export const named = (unit, cmd) => unit.names.get(cmd);
