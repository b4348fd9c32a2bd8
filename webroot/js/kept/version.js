// Whether the hub still has the files that this page is made of. A page left open over an upgrade must not mix them with others.

import {isChanging} from '../api.js';

/** Whether somebody is in the midst of something: a change, a dialog, or what was typed and is not sent yet. */
export const isBusy = () =>
  isChanging() ||
  document.querySelector('dialog[open]') !== null ||
  [...document.querySelectorAll('main input:not([type=checkbox], [type=radio])')].some((field) => /** @type {HTMLInputElement} */ (field).value !== '');

/** Longer nobody waits for a view on that account. */
const PATIENCE_MS = 4000;

/** No more often in an hour a page is loaded anew: two hubs behind one address, or a file of the page that never rests, are other ones for ever. */
const MOST = 3;
const HOUR_MS = 3600 * 1000;
const KEY = `sunherd.renewed ${location.pathname}`;

/**
 * When this tab was loaded anew in the last hour; null where a browser keeps nothing, so that nobody could count.
 *
 * @returns {number[] | null}
 */
function renewals() {
  try {
    const now = Date.now();
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]').filter((/** @type {number} */ at) => Math.abs(now - at) < HOUR_MS);
  } catch {
    return null;
  }
}

const mayRenew = () => (renewals()?.length ?? MOST) < MOST;

/** Whether it is kept that the page is loaded anew now. */
function isNoted() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...(renewals() ?? []), Date.now()]));
    return true;
  } catch {
    return false;
  }
}

/** Which files the hub has; null where that is not told. */
async function told() {
  try {
    const {ok, headers} = await fetch('files.json', {method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS)});
    return ok && headers.get('content-type')?.includes('json') ? headers.get('etag') : null;
  } catch {
    return null; // the stream tells when the hub is lost
  }
}

/**
 * @param {object} page
 * @param {() => boolean} page.isLive whether the hub may be there to be asked
 * @param {() => boolean} page.isSafe whether nothing is lost where it is loaded anew now
 * @param {() => void} page.reload
 */
export function createVersion({isLive, isSafe, reload}) {
  /** @type {string | null} */
  let own = null;
  let isOld = false;
  let isLeaving = false;
  return {
    /** Asks the hub; where the page is not loaded anew, its files must do. What it says first is what this page is made of. */
    async isSame() {
      const now = isLive() ? await told() : null;
      own ??= now;
      isOld ||= now !== null && now !== own;
      return !isOld || !(isLeaving || mayRenew());
    },
    /** Another has noticed that the page is made of other files. */
    isOther() {
      isOld = true;
    },
    /** Loads the page anew where it is of other files, and that is safe; once, for a slow hub would never get to answer. */
    renew() {
      if (isOld && !isLeaving && isLive() && isSafe() && mayRenew() && isNoted()) {
        isLeaving = true;
        reload();
      }
    },
  };
}
