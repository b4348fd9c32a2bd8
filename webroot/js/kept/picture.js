// The last picture that this browser saw: what is kept of it, for whom, and how it is shown again. No network, no storage.

import {apply, createStore} from '../store.js';

/** Of another form nothing is understood. */
const FORM = 1;
/** Longer than any house's; what is longer is not kept. */
const MOST_CHARS = 1_000_000;
/** So long the hub keeps a session that nobody uses; what only users may see is not shown for longer. */
const SESSION_MS = 12 * 3600 * 1000;

/** So far a clock may be put back without a picture being of the future. */
const PUT_BACK_MS = 60000;

const ANYONE = 'anyone';

/**
 * Whose a picture is that is seen now; null where none may be kept: nobody is known yet, the hub belongs to nobody, or
 * only users may see it and none is logged in.
 *
 * @param {Session} session
 * @returns {string | null}
 */
export function ownerOf({known, user, read, unclaimed}) {
  if (!known || unclaimed) {
    return null;
  }
  return read === 'users' ? user && `user ${user}` : ANYONE;
}

/**
 * A unit as a snapshot of the stream tells it, without the bytes of its line.
 *
 * @param {Unit} unit
 * @param {number} now
 * @returns {ToldInverter}
 */
const toldOf = ({id, about, names}, now) => ({
  ...about,
  id,
  ...Object.fromEntries([...names].map(([cmd, {code, at, born, every_ms, data}]) => [cmd, {code, at, age_ms: now - born, every_ms, data}])),
});

/**
 * What is to be kept of what is seen; null where nothing is, or nothing may be.
 *
 * @param {Model} model
 * @param {{zone: string, grid: string}} besides
 * @param {{now: number, wall: number}} clocks the monotonic one, and what the browser thinks the time is
 * @returns {Picture | null}
 */
export function pictureOf({hub, store, session, today, battery, picture}, {zone, grid}, {now, wall}) {
  const owner = ownerOf(session);
  if (hub.status !== 'live' || picture || !owner || store.units.size === 0) {
    return null;
  }
  const inverters = [...store.units.values()].map((unit) => toldOf(unit, now));
  return {form: FORM, owner, at: wall, zone, grid, inverters, system: store.system, today, battery};
}

/**
 * As it is kept; null where it is too long for that.
 *
 * @param {Picture} picture
 */
export function textOf(picture) {
  const text = JSON.stringify(picture);
  return text.length > MOST_CHARS ? null : text;
}

/**
 * Whether a picture may be shown while nobody can be asked. One of the future is from before the clock was set: nobody
 * knows how old it is.
 *
 * @param {any} picture as it was kept
 * @param {number} wall
 * @returns {picture is Picture}
 */
export function mayShow(picture, wall) {
  if (picture?.form !== FORM || !Array.isArray(picture.inverters) || !(picture.at <= wall + PUT_BACK_MS)) {
    return false;
  }
  return picture.owner === ANYONE || wall - picture.at < SESSION_MS;
}

/**
 * Shows a picture as what a hub that is lost has told last, by readings as old as they are; one that is on the screen is no
 * younger than it was, although the browser's clock was put back.
 *
 * @param {Model} model
 * @param {Picture} picture
 * @param {{now: number, wall: number}} clocks
 */
export function putUp(model, picture, {now, wall}) {
  const since = model.picture?.at === picture.at ? model.hub.since : now;
  const taken = Math.min(since, now - Math.max(0, wall - picture.at));
  apply(model.store, {type: 'snapshot', inverters: picture.inverters, system: picture.system}, taken);
  Object.assign(model, {
    picture: {at: picture.at, owner: picture.owner},
    hub: {status: 'lost', since: taken},
    today: picture.today,
    battery: picture.battery,
  });
}

/**
 * Nothing of the picture is seen any more.
 *
 * @param {Model} model
 */
export const takeDown = (model) => Object.assign(model, {store: createStore(), picture: null, today: null, battery: null});
