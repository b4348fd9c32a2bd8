// Setting up: reads the configuration, looks for inverters, keeps what was typed, and saves.

import {get, post, put} from './api.js';
import {invertersOf, placed} from './draft.js';
import {monotonic} from './freshness.js';
import {t} from './i18n.js';
import {browserZone} from './zone.js';

const CONFIG = '/api/v1/config';
/** The hub asks no more besides the ports at a time. */
const MOST_ADDRESSES = 8;

const noMistakes = () => ({byRow: new Map(), above: []});

const sentence = (error) => (error.status ? error.message : t('lost.title'));

/**
 * @param draw called when something has changed
 * @param askLogin called where nobody is logged in who may do that
 */
export function createSetup({draw, askLogin, askBesides}) {
  const state = {
    config: null,
    unread: null,
    scan: {busy: false, began: 0, at: null, found: [], error: null},
    addresses: [],
    edits: new Map(),
    ownZone: true,
    names: new Map(),
    wrong: noMistakes(),
    refusals: 0,
    newer: false,
    busy: null,
    review: null,
    saved: null,
  };

  const change = (changes) => {
    Object.assign(state, changes);
    draw();
  };
  let readings = 0;
  const scanIs = (changes) => change({scan: {...state.scan, ...changes}});

  /** Takes the configuration as it is now; what was typed stays. */
  async function read() {
    readings += 1;
    const mine = readings;
    try {
      const config = await get(CONFIG);
      if (mine === readings) {
        change({config, unread: null, newer: false});
      }
    } catch (error) {
      change({unread: sentence(error)});
    }
  }

  /** Looks whether the configuration has changed; under somebody's hands it is not exchanged. */
  async function look() {
    if (!state.config || state.edits.size === 0) {
      await read();
      return;
    }
    try {
      const {inverters, version, ...about} = await get(CONFIG);
      change({config: {...state.config, ...about}, newer: version !== state.config.version});
    } catch {
      // The stream tells when the hub is lost.
    }
  }

  async function scan() {
    if (state.scan.busy) {
      return;
    }
    scanIs({busy: true, began: monotonic(), error: null});
    try {
      const {at, found} = await post('/api/v1/scan', state.addresses.length ? {devices: state.addresses} : {});
      scanIs({busy: false, at, found});
    } catch (error) {
      // An address that cannot be asked must not stand in the way of the next scan.
      state.addresses = error.status === 400 ? [] : state.addresses;
      scanIs({busy: false, error: sentence(error)});
      if (error.status === 401) {
        askLogin();
      }
    }
  }

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

  /** Sends the list, and the zone to go by if it is another; the answer, or null where the hub did not take it. */
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
    /** Somebody comes to look. */
    enter() {
      state.saved = null;
      look();
    },
    look,
    scan,
    /** Asks at this address, too. */
    async ask(address) {
      state.addresses = [...new Set([...state.addresses, address])].slice(-MOST_ADDRESSES);
      await scan();
    },
    /** Takes the configuration that somebody else has made meanwhile. */
    readAgain() {
      state.wrong = noMistakes();
      return read();
    },
    /** Notes what was typed in a row. */
    edit(key, changes) {
      state.edits.set(key, {...state.edits.get(key), ...changes});
      const byRow = new Map(state.wrong.byRow);
      byRow.delete(key);
      change({saved: null, wrong: {...state.wrong, byRow}});
    },
    /** Notes how often a row's inverter is to be asked something. */
    retime(row, cmd, every) {
      this.edit(row.key, {poll: {...(state.edits.get(row.key)?.poll ?? row.poll), [cmd]: every}});
    },
    /** Forgets what was typed. */
    discard: () => change({edits: new Map(), wrong: noMistakes(), newer: false}),
    /** Asks what would come of it. */
    async review(rows) {
      const answer = await send(rows, true);
      if (answer) {
        change({busy: null, review: answer});
      }
    },
    closeReview: () => change({review: null}),
    /** Whether the hub is to go by this browser's time zone. */
    setOwnZone: (ownZone) => change({ownZone}),
    /** Saves, with this browser's time zone if that is wished; whether that went well. */
    async save(rows, withZone = false) {
      const answer = await send(rows, false, withZone && state.ownZone && browserZone());
      if (!answer) {
        return false;
      }
      state.edits = new Map();
      await Promise.all([read(), askBesides()]);
      change({busy: null, review: null, saved: answer});
      return true;
    },
  };
}
