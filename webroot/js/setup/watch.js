// Looks again at what was found, while somebody looks: what each unit does now, and which one moved. The hub is asked for
// that and asks no unit by itself.

import {ApiError, post} from '../api.js';
import {offerKey} from './draft.js';
import {monotonic} from '../freshness.js';
import {movedMost} from './movement.js';

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
 * A place by what was told of it last.
 *
 * @param {Scanned} one
 * @param {Scanned[]} told
 * @param {string[]} asked
 * @returns {Scanned}
 */
function renewed(one, told, asked) {
  const now = one.device
    ? told.find(({device}) => device === one.device)
    : told.find(({via, serial}) => via === one.via && serial === one.serial);
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
 * added. Devices stand before units that are seen over a bus, for a unit may have got a cable of its own.
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
  const all = [...kept, ...come];
  return [...all.filter(({device}) => device), ...all.filter(({device}) => !device)];
}

/**
 * What units found do, by the keys of their rows.
 *
 * @param {Scanned[]} found
 * @returns {[string, Watched][]}
 */
const watched = (found) =>
  found.flatMap((one) =>
    one.live && !one.gone && !one.configured ? [[offerKey(one), {load: one.live.ac_watt, pv: one.live.pv_watts}]] : [],
  );

/**
 * @param {SetupState} state
 * @param {(changes: Partial<SetupState>) => void} change
 * @param {() => void} askSession
 */
export function createWatch(state, change, askSession) {
  /** @type {Map<string, Watched>} */
  let before = new Map();

  /** @param {Map<string, Watched>} others what configured units do */
  function compare(others) {
    const now = new Map([...others, ...watched(state.scan.found)]);
    const moved = movedMost(before, now);
    before = now;
    if (moved) {
      change({moved: {...moved, at: monotonic()}});
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
    compare(others());
  };
}
