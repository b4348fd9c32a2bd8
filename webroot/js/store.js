// What the hub has told, made of its frames alone. No network, no clock of its own, no page.

/** Codes with arguments (QED and a date) are countless; those heard longest ago are let go. */
const MOST_CODES = 256;

export function createStore() {
  return {seq: 0, units: new Map(), system: null, told: false};
}

const isReading = (value) =>
  value !== null && typeof value === 'object' && 'data' in value && 'at' in value && 'code' in value;

function hold(unit, cmd, told, now) {
  const reading = {
    cmd,
    code: told.code,
    at: told.at,
    born: now - (told.age_ms ?? 0),
    every_ms: told.every_ms ?? 0,
    raw: told.raw,
    data: told.data ?? {},
  };
  const before = unit.codes.get(reading.code);
  if (before) {
    unit.names.delete(before.cmd);
  }
  unit.codes.delete(reading.code);
  unit.codes.set(reading.code, reading);
  if (unit.codes.size > MOST_CODES) {
    unit.codes.delete(unit.codes.keys().next().value);
  }
  unit.names.set(cmd, reading);
  return reading;
}

function unitFrom(told, now) {
  const unit = {id: told.id, about: {}, codes: new Map(), names: new Map()};
  for (const [key, value] of Object.entries(told)) {
    if (isReading(value)) {
      hold(unit, key, value, now);
    } else {
      unit.about[key] = value;
    }
  }
  return unit;
}

function snapshot(store, frame, now) {
  store.units = new Map((frame.inverters ?? []).map((told) => [told.id, unitFrom(told, now)]));
  store.system = frame.system ?? null;
  store.told = true;
}

function reading(store, frame, now) {
  const unit = store.units.get(frame.inverter);
  return unit ? hold(unit, frame.cmd, frame, now) : null;
}

function state(store, frame) {
  const unit = store.units.get(frame.inverter);
  if (unit) {
    const {type, seq, inverter, error, ...about} = frame;
    Object.assign(unit.about, about);
    unit.about.last_error = error ?? null;
  }
}

function system(store, frame) {
  const {type, seq, ...totals} = frame;
  store.system = totals;
}

const KINDS = {snapshot, reading, state, system, setting() {}};

/**
 * Takes one frame in.
 *
 * @return false where the frame is older than what is known: then only a new snapshot helps
 */
export function apply(store, frame, now) {
  const kind = KINDS[frame.type];
  if (!kind) {
    return true;
  }
  if (frame.type !== 'snapshot' && Number.isFinite(frame.seq) && frame.seq < store.seq) {
    return false;
  }
  store.seq = frame.seq ?? store.seq;
  kind(store, frame, now);
  return true;
}

/** Takes in what the hub tells of its units beside the stream. */
export function describe(store, list) {
  for (const {ages_ms, state: condition, since, last_error, ...about} of list) {
    Object.assign(store.units.get(about.id)?.about ?? {}, about);
  }
}

/** The newest reading of a unit under that name, or undefined. */
export const named = (unit, cmd) => unit.names.get(cmd);
