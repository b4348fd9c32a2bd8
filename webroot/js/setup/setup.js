// Setting up: reads the configuration, looks for inverters, keeps what was typed, and saves.

import {get, newest, post, put, upload} from '../api.js';
import {invertersOf, placed} from './draft.js';
import {monotonic} from '../freshness.js';
import {t} from '../i18n.js';
import {dropDraft, keepDraft, keptDraft} from './kept.js';
import {createWatch, stamped} from './watch.js';
import {browserZone} from '../zone.js';

const CONFIG = 'api/v1/config';
/** So long the hub may take until it goes by a backup. */
const SWIFT_MS = 60000;
const MOST_ADDRESSES = 8;

/** @returns {Mistakes} */
const noMistakes = () => ({byRow: new Map(), above: []});

/** @param {any} error */
const sentence = (error) => (error.status ? error.message : t('lost.title'));

/**
 * @param {object} page
 * @param {() => void} page.draw called when something has changed
 * @param {() => void} page.askLogin called where nobody is logged in who may do that
 * @param {() => Promise<void>} page.askBesides
 * @param {() => Promise<void>} page.askSession called when the users may be others
 */
export function createSetup({draw, askLogin, askBesides, askSession}) {
  /** @type {SetupState} */
  const state = {
    config: null,
    unread: null,
    scan: {busy: false, began: 0, at: null, found: [], error: null},
    addresses: [],
    edits: new Map(),
    ownZone: true,
    names: new Map(),
    moved: null,
    wrong: noMistakes(),
    refusals: 0,
    newer: false,
    busy: null,
    review: null,
    saved: null,
    take: {sent: 0, error: null},
    taken: null,
    ...keptDraft(),
  };

  /** @param {Partial<SetupState>} changes */
  const change = (changes) => {
    Object.assign(state, changes);
    draw();
  };
  const ask = newest();
  /** @param {Partial<SetupState['scan']>} changes */
  const scanIs = (changes) => {
    change({scan: {...state.scan, ...changes}});
    keepDraft(state);
  };

  /** @param {string} version that the hub goes by */
  function noteApplied(version) {
    if (state.taken && state.taken.version === version) {
      state.taken.applied = true; // and stays so, whatever is changed later
    }
  }

  /** Takes the configuration as it is now; what was typed stays. */
  async function read() {
    const isNewest = ask();
    try {
      const config = await get(CONFIG);
      noteApplied(config.version);
      if (isNewest()) {
        change({config, unread: null, newer: false});
      }
    } catch (error) {
      if (isNewest()) {
        change({unread: sentence(error)});
      }
    }
  }

  /** Looks whether the configuration has changed; under somebody's hands it is not exchanged. */
  async function look() {
    if (state.taken) {
      askSession();
    }
    const known = state.config;
    if (!known || state.edits.size === 0) {
      await read();
      return;
    }
    try {
      const {inverters, version, ...about} = await get(CONFIG);
      noteApplied(version);
      change({config: {...known, ...about}, newer: version !== known.version});
    } catch {
      // The stream tells when the hub is lost.
    }
  }

  /**
   * An address that cannot be asked must not stand in the way of the next scan.
   *
   * @param {string[]} asked
   */
  function drop(asked) {
    state.addresses = state.addresses.filter((address) => !asked.includes(address));
  }

  async function scan() {
    if (state.scan.busy) {
      return;
    }
    const asked = state.addresses;
    scanIs({busy: true, began: monotonic(), error: null});
    try {
      const {at, found} = await post('api/v1/scan', asked.length ? {devices: asked} : {});
      scanIs({busy: false, at, found: stamped(found, monotonic())});
    } catch (failure) {
      const error = /** @type {any} */ (failure);
      if (error.status === 400) {
        drop(asked);
      }
      scanIs({busy: false, error: sentence(error)});
      if (error.status === 401) {
        askLogin();
      }
    }
  }

  /**
   * @param {any} error
   * @param {Row[]} rows
   */
  function failed(error, rows) {
    if (error.status === 401) {
      askLogin();
    }
    change({
      busy: null,
      review: null,
      refusals: state.refusals + 1,
      wrong: placed(error.body?.mistakes ?? [sentence(error)], rows),
    });
    // It may have been changed elsewhere, or be one that only hands can change.
    if (error.status === 409) {
      look();
    }
  }

  /**
   * Sends the list, and the zone to go by if it is another; the answer, or null where the hub did not take it.
   *
   * @param {Row[]} rows
   * @param {boolean} isTrial
   * @param {string | false} [zone]
   */
  async function send(rows, isTrial, zone) {
    change({busy: isTrial ? 'review' : 'save', wrong: noMistakes(), saved: null});
    try {
      const {version} = state.config ?? (await get(CONFIG));
      return await put(CONFIG, {inverters: invertersOf(rows), version, ...(zone && {time_zone: zone}), dry_run: isTrial});
    } catch (error) {
      failed(error, rows);
      return null;
    }
  }

  return {
    state,
    enter() {
      state.saved = null;
      look();
    },
    look,
    scan,
    watch: createWatch(state, change, askSession),
    /**
     * Asks at this address, too.
     *
     * @param {string} address
     */
    async ask(address) {
      state.addresses = [...new Set([...state.addresses, address])].slice(-MOST_ADDRESSES);
      await scan();
    },
    /** Takes the configuration that somebody else has made meanwhile. */
    readAgain() {
      state.wrong = noMistakes();
      return read();
    },
    /**
     * Notes what was typed in a row; nothing while a change is under way, which would not have it.
     *
     * @param {string} key
     * @param {Edit} changes
     */
    edit(key, changes) {
      if (state.busy) {
        return;
      }
      state.edits.set(key, {...state.edits.get(key), ...changes});
      const byRow = new Map(state.wrong.byRow);
      byRow.delete(key);
      change({saved: null, wrong: {...state.wrong, byRow}});
      keepDraft(state);
    },
    /**
     * Notes how often a row's inverter is to be asked something.
     *
     * @param {Row} row
     * @param {string} cmd
     * @param {string} every
     */
    retime(row, cmd, every) {
      this.edit(row.key, {poll: {...(state.edits.get(row.key)?.poll ?? row.poll), [cmd]: every}});
    },
    /** Forgets what was typed. */
    discard() {
      change({edits: new Map(), wrong: noMistakes(), newer: false});
      keepDraft(state);
    },
    /**
     * Asks what would come of it.
     *
     * @param {Row[]} rows
     */
    async review(rows) {
      const answer = await send(rows, true);
      if (answer) {
        change({busy: null, review: {...answer, rows}}); // what is found meanwhile changes nothing of it
      }
    },
    closeReview: () => change({review: null}),
    /**
     * Whether the hub is to go by this browser's time zone.
     *
     * @param {boolean} ownZone
     */
    setOwnZone(ownZone) {
      change({ownZone});
      keepDraft(state);
    },
    /**
     * Saves, with this browser's time zone if that is wished; whether that went well.
     *
     * @param {Row[]} rows
     * @param {boolean} withZone
     */
    async save(rows, withZone = false) {
      const answer = await send(rows, false, withZone && state.ownZone && browserZone());
      if (!answer) {
        return false;
      }
      change({edits: new Map()});
      dropDraft();
      await Promise.all([read(), askBesides()]);
      change({busy: null, review: null, saved: answer});
      return true;
    },
    /**
     * Takes a backup back; whether that went well. What was found and typed is of no use then.
     *
     * @param {Blob} file
     */
    async takeBack(file) {
      if (state.busy) {
        return false;
      }
      change({busy: 'take', take: {sent: 0, error: null}});
      try {
        const answer = await upload('api/v1/restore', file, (sent) => change({take: {sent, error: null}}));
        change({busy: null, taken: {...answer, at: monotonic(), applied: false}, edits: new Map(), wrong: noMistakes()});
      } catch (failure) {
        const error = /** @type {any} */ (failure);
        if (error.status === 401) {
          askLogin();
        }
        change({busy: null, take: {sent: 0, error: sentence(error)}});
        return false;
      }
      dropDraft();
      await look();
      return true;
    },
    /**
     * Whether the hub will go by a backup in a moment.
     *
     * @param {number} now
     */
    isSwift: (now) => state.taken !== null && !state.taken.applied && now - state.taken.at < SWIFT_MS,
    /** What came of the backup was read. */
    forgetTaken: () => change({taken: null}),
  };
}
