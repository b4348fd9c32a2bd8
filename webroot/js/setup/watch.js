// Looks again at what was found, while somebody looks: what each unit does now, and which one moved. The hub is asked for
// that and asks no unit by itself.

import {ApiError, post} from '../api.js';
import {offerKey} from './draft.js';
import {monotonic} from '../freshness.js';
import {createComparison} from './movement.js';

/** The hub looks at no more at a time. */
const MOST = 32;

/**
 * Places as the hub has told them, each with the moment at which its values were asked for.
 *
 * @param {Scanned[]} found
 * @param {number} now
 * @returns {Scanned[]}
 */
export const stamped = (found, now) =>
  found.map((one) => (one.live ? {...one, live: {...one.live, born: now - (one.live.age_ms ?? 0)}} : one));

/**
 * The devices at which there is something to look at again.
 *
 * @param {Scanned[]} found
 * @returns {string[]}
 */
export const devicesOf = (found) =>
  found.flatMap(({device, error, configured}) => (device && !error && !configured ? [device] : [])).slice(0, MOST);

/**
 * A unit without a cable by what was told of it last, through the inverter that showed it before or through another one.
 *
 * @param {Scanned} one
 * @param {Scanned[]} told
 */
function onBus(one, told) {
  const all = told.filter(({via, serial}) => via && serial === one.serial);
  return all.find(({via}) => via === one.via) ?? (one.serial ? all[0] : undefined);
}

/**
 * A place by what was told of it last.
 *
 * @param {Scanned} one
 * @param {Scanned[]} told
 * @param {string[]} asked
 * @returns {Scanned}
 */
function renewed(one, told, asked) {
  const now = one.device ? told.find(({device}) => device === one.device) : onBus(one, told);
  if (now && !now.error) {
    const isSame = now.serial === one.serial;
    return {...now, live: now.live ?? (isSame ? one.live : null)};
  }
  const host = told.find(({device}) => device === one.via);
  const isLooked = one.device ? now : host || !asked.includes(one.via ?? '');
  return isLooked ? {...one, gone: now?.error ?? ''} : one;
}

/**
 * What was found, by what a second look has told: what does not answer any more stays, and is told to be gone; what has come is
 * added. Devices stand before units that are seen over a bus, for a unit may have got a cable of its own, and what is gone stands
 * last, for a unit may be at another place by now.
 *
 * @param {Scanned[]} found
 * @param {Scanned[]} told
 * @param {string[]} asked the devices that were looked at
 * @returns {Scanned[]}
 */
export function merged(found, told, asked) {
  const open = (/** @type {Scanned} */ one) => !one.configured && !one.error;
  const kept = found.map((one) => (open(one) ? renewed(one, told, asked) : one));
  const come = told.filter((one) => open(one) && !kept.includes(one) && !kept.some((known) => offerKey(known) === offerKey(one)));
  const rank = (/** @type {Scanned} */ {device, gone}) => (gone === undefined ? 0 : 2) + (device ? 0 : 1);
  return [...kept, ...come].sort((a, b) => rank(a) - rank(b));
}

/**
 * What units found do, by the keys of their rows.
 *
 * @param {Scanned[]} found
 * @returns {[string, Watched][]}
 */
const watched = (found) =>
  found.flatMap((one) =>
    one.live && one.gone === undefined && !one.configured
      ? [[offerKey(one), {load: one.live.ac_watt, pv: one.live.pv_watts, born: one.live.born}]]
      : [],
  );

/**
 * @param {SetupState} state
 * @param {(changes: Partial<SetupState>) => void} change
 * @param {() => void} askSession
 */
export function createWatch(state, change, askSession) {
  const compare = createComparison();

  /** @param {Map<string, Watched>} others what configured units do */
  function note(others) {
    const at = monotonic();
    const moved = compare(new Map([...others, ...watched(state.scan.found)]), at);
    if (moved) {
      change({moved: {...moved, at}});
    }
  }

  /** @param {boolean} isWanted */
  async function ask(isWanted) {
    const {found, at, busy} = state.scan;
    const devices = devicesOf(found);
    if (!isWanted || busy) {
      return;
    }
    try {
      const told = await post('api/v1/scan', {devices, again: true});
      if (state.scan.at === at && !state.scan.busy) {
        change({scan: {...state.scan, found: merged(state.scan.found, stamped(told.found, monotonic()), devices)}});
      }
    } catch (error) {
      // The values grow older, and say so; the next look is soon.
      if (error instanceof ApiError && error.status === 401) {
        askSession(); // nobody is logged in any more
      }
    }
  }

  /**
   * Looks once.
   *
   * @param {boolean} isWanted whether there is anything that only the hub can look at
   * @param {() => Map<string, Watched>} others what configured units do by then
   */
  return async (isWanted, others) => {
    await ask(isWanted);
    note(others());
  };
}
