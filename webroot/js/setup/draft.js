// The inverters as they are to be configured, while somebody edits them: what is configured, what was
// found and what was typed, made anew each time. No network, no page.

import {inOrder, proposed} from './names.js';

const ID = /^[a-z0-9-]{1,32}$/;
const RESERVED = ['all', 'system', 'hub', 'alarms', 'schedules', 'fleet', 'sites', 'rows'];
const EVERY = /^([1-9]\d{2,7}ms|[1-9]\d{0,5}[smh])$/;
const ADDRESS = /^((serial|usb):.+|tcp:.+:\d{1,5})$/;

/** @param {string} text */
export const isAddress = (text) => ADDRESS.test(text);

/** Keys by which what was typed finds its row again, whatever was configured or found meanwhile. */
const configuredKey = (/** @type {string | null | undefined} */ id) => `is ${id}`;
/** @param {string | null | undefined} device */
const foundKey = (device) => `found ${device}`;

/**
 * The key of what a scan tells of: a unit is known by its serial number, whichever port it comes up on.
 *
 * @param {Scanned} told
 */
export const offerKey = ({serial, device, via, unit}) =>
  serial ? `unit ${serial}` : device ? foundKey(device) : `bus ${via} ${unit}`;

/**
 * A place as one text, for comparing.
 *
 * @param {Place} place
 * @returns {string}
 */
export const placeText = (place) => place.device ?? `${place.via} ${place.unit}`;

/**
 * @param {Scanned} told
 * @param {Set<string>} ids
 * @param {Scanned[]} answered
 * @returns {Offer}
 */
function offerOf(told, ids, answered) {
  const host = answered.find(({device}) => device && device === told.via);
  const via = told.via && ids.has(told.via) ? configuredKey(told.via) : host ? offerKey(host) : foundKey(told.via);
  return {
    key: offerKey(told),
    place: told.device ? {device: told.device} : {via, unit: told.unit},
    serial: told.serial ?? null,
    model: told.model ?? null,
    protocol: told.protocol ?? null,
    system: told.system ?? null,
    number: told.unit ?? told.number ?? null,
    configured: told.configured && ids.has(told.configured) ? told.configured : null,
    live: told.live ?? null,
    gone: told.gone,
  };
}

/**
 * What there is to be had: what a scan found and has answered, and what the units tell of each other.
 *
 * @param {ConfiguredInverter[]} inverters
 * @param {Scanned[]} found the answer of a scan
 * @param {Found[]} bus units on a parallel bus that are not configured
 */
export function offersOf(inverters, found, bus) {
  const ids = new Set(inverters.map(({id}) => id));
  const answered = found.filter(({error}) => !error);
  const hosts = new Set([...ids, ...answered.map(({device}) => device)]);
  const offers = new Map();
  for (const told of [...answered, ...bus]) {
    const offer = offerOf(told, ids, answered);
    if (!offers.has(offer.key) && (told.device || hosts.has(told.via ?? ''))) {
      offers.set(offer.key, offer);
    }
  }
  return inOrder([...offers.values()]);
}

/**
 * @param {ConfiguredInverter} was
 * @param {Edit | undefined} edit
 * @param {(id: string) => string | null} serialOf
 * @returns {Row & {was: ConfiguredInverter}}
 */
function configuredRow(was, edit, serialOf) {
  const place = was.device ? {device: was.device} : {via: configuredKey(was.via), unit: was.unit};
  const row = {
    key: configuredKey(was.id),
    was,
    on: true,
    id: was.id,
    place,
    serial: was.serial ?? serialOf(was.id),
    protocol: was.protocol ?? null,
    poll: was.poll ?? {},
    ...edit,
  };
  return {...row, moved: placeText(row.place) !== placeText(place)};
}

/**
 * All rows: the configured inverters, then the offers that none of them has.
 *
 * @param {object} known
 * @param {ConfiguredInverter[]} known.inverters as configured
 * @param {Offer[]} known.offers what there is to be had
 * @param {Map<string, Edit>} known.edits what was typed, by key
 * @param {Map<string, string>} known.names the names that offers were given, by unit; new ones are added and stay
 * @param {boolean} known.wanted whether an offer is wanted although nobody has said so
 * @param {(id: string) => string | null} known.serialOf the serial number that a configured inverter tells, or null
 * @returns {Row[]}
 */
export function rowsOf({inverters, offers, edits, names, wanted, serialOf}) {
  /** @type {Row[]} */
  const rows = inverters.map((was) => configuredRow(was, edits.get(configuredKey(was.id)), serialOf));
  const places = new Set(rows.filter(({on}) => on).map(({place}) => placeText(place)));
  const taken = new Set([...rows.flatMap(({id, was}) => (was ? [id, was.id] : [id])), ...names.values()]);
  edits.forEach(({id}) => id && taken.add(id));
  const isHad = (/** @type {Offer} */ {configured, place, serial}) =>
    configured || places.has(placeText(place)) || (serial && rows.some((row) => row.was && row.serial === serial));
  for (const offer of offers.filter((one) => !isHad(one))) {
    const id = proposed(offer, names, taken, inverters);
    rows.push({...offer, was: null, on: wanted, id, poll: {}, ...edits.get(offer.key)});
  }
  return rows;
}

/**
 * The row whose cable leads to this one; null for one with a cable of its own.
 *
 * @param {{place: Place}} row
 * @param {Row[]} rows
 */
export const hostOf = (row, rows) => (row.place.via ? (rows.find(({key}) => key === row.place.via) ?? null) : null);

/**
 * Whether an offer can be had at all: the cable that leads there has to be wanted, too.
 *
 * @param {{place: Place}} row
 * @param {Row[]} rows
 */
export const within = (row, rows) => !row.place.via || Boolean(hostOf(row, rows)?.on);

/**
 * What will be configured.
 *
 * @param {Row[]} rows
 */
export const chosen = (rows) => rows.filter((row) => row.on && (row.was || within(row, rows)));

/**
 * @param {Row} row
 * @param {Row[]} others
 * @returns {Problem | null}
 */
function wrongId(row, others) {
  if (!ID.test(row.id)) {
    return ['setup.bad.id'];
  }
  if (RESERVED.includes(row.id)) {
    return ['setup.bad.reserved', {id: row.id}];
  }
  return others.some(({id}) => id === row.id) ? ['setup.bad.taken', {id: row.id}] : null;
}

/**
 * @param {Row} row
 * @param {Row[]} others
 * @param {Row[]} rows
 * @returns {Problem | null}
 */
function wrongPlace(row, others, rows) {
  if (row.place.via && !within(row, rows)) {
    return ['setup.bad.host', {id: hostOf(row, rows)?.id ?? ''}];
  }
  const shared = /^(sim:|usb:auto$)/.test(row.place.device ?? '');
  const same = others.find(({place}) => !shared && placeText(place) === placeText(row.place));
  if (same) {
    return ['setup.bad.same_place', {id: same.id}];
  }
  const twin = row.serial && others.find(({serial}) => serial === row.serial);
  return twin ? ['setup.bad.same_unit', {id: twin.id, serial: row.serial}] : null;
}

/**
 * What is wrong, by key and then by field: the path of a text and its values.
 *
 * @param {Row[]} rows
 * @returns {Map<string, Record<string, Problem | null>>}
 */
export function problemsOf(rows) {
  const all = chosen(rows);
  const problems = new Map();
  for (const row of all) {
    const others = all.filter((other) => other !== row);
    const polls = Object.entries(row.poll).filter(([, every]) => every && !EVERY.test(every));
    const wrong = {
      id: wrongId(row, others),
      place: wrongPlace(row, others, rows),
      ...Object.fromEntries(polls.map(([cmd]) => [`poll.${cmd}`, ['setup.bad.every']])),
    };
    if (Object.values(wrong).some(Boolean)) {
      problems.set(row.key, wrong);
    }
  }
  return problems;
}

/**
 * @param {Row} row
 * @param {Row[]} rows
 */
function inverterOf(row, rows) {
  const {id, device, via, unit, serial, poll, ...more} = row.was ?? {};
  const polls = Object.entries(row.poll).filter(([, every]) => every);
  return {
    id: row.id,
    ...(row.place.via ? {via: hostOf(row, rows)?.id, unit: row.place.unit} : row.place),
    ...more,
    ...(row.serial ? {serial: row.serial} : {}),
    ...(polls.length ? {poll: Object.fromEntries(polls)} : {}),
  };
}

/**
 * The list as the hub takes it.
 *
 * @param {Row[]} rows
 */
export const invertersOf = (rows) => chosen(rows).map((row) => inverterOf(row, rows));

/**
 * Puts each of the hub's mistakes where it belongs.
 *
 * @param {string[]} mistakes
 * @param {Row[]} rows
 * @return {{byRow: Map<string, Record<string, string>>, above: string[]}} the sentences by key and field, and those that belong nowhere
 */
export function placed(mistakes, rows) {
  const sent = chosen(rows);
  /** @type {Map<string, Record<string, string>>} */
  const byRow = new Map();
  /** @type {string[]} */
  const above = [];
  const nameOf = (/** @type {string} */ whole, /** @type {number} */ i) => sent[i]?.id ?? whole;
  for (const mistake of mistakes) {
    const [, i, path, words] = /inverters\[(\d+)\](?:\.([\w.-]+))?:\s*(.*)$/s.exec(mistake) ?? [];
    const row = sent[Number(i)];
    if (!row) {
      above.push(mistake);
      continue;
    }
    const field = path === 'id' || path?.startsWith('poll.') ? path : 'place';
    byRow.set(row.key, {...byRow.get(row.key), [field]: words.replace(/inverters\[(\d+)\]/g, nameOf)});
  }
  return {byRow, above};
}
