// Keeps the last picture in this browser, and brings it out again where the hub cannot be reached.

import {monotonic} from '../freshness.js';
import {callBy, calledBy} from '../i18n.js';
import {recallTables} from '../labels.js';
import {FOLDER, forget, keep, recall} from '../prefs.js';
import {goBy, hubZone} from '../zone.js';
import {mayShow, ownerOf, pictureOf, putUp, takeDown, textOf} from './picture.js';

/** A hub is a folder of its host: others may be beside it. */
const KEY = `picture ${FOLDER}`;
const EVERY_MS = 60000;

const clocks = () => ({now: monotonic(), wall: Date.now()});

export const forgetPicture = () => forget(KEY);

/**
 * Keeps what is seen as of when the hub was heard last: a machine may have slept since.
 *
 * @param {Model} model
 */
export function keepPicture(model) {
  const picture = model.heard && pictureOf(model, {zone: hubZone(), grid: calledBy()}, model.heard);
  const text = picture && textOf(picture);
  if (text) {
    keep(KEY, text);
  } else if (picture) {
    forgetPicture();
  }
}

/**
 * The hub cannot be reached: shows what was seen last, where nothing was told since. One that is on the screen is shown anew: it
 * may be older than this machine's monotonic clock tells, or another tab may have forgotten it.
 *
 * @param {Model} model
 */
export function showPicture(model) {
  if (model.store.told && !model.picture) {
    return;
  }
  const picture = recall(KEY);
  if (!mayShow(picture, Date.now())) {
    forgetPicture();
    if (model.picture) {
      takeDown(model);
    }
    return;
  }
  goBy(picture.zone);
  callBy(picture.grid);
  recallTables(picture.inverters.map(({protocol}) => protocol));
  putUp(model, picture, clocks());
}

/**
 * The hub has told who is logged in: what is another's is kept and shown no longer.
 *
 * @param {Model} model
 */
export function ownPicture(model) {
  const owner = ownerOf(model.session);
  if (recall(KEY)?.owner !== owner) {
    forgetPicture();
  }
  if (model.picture && model.picture.owner !== owner) {
    takeDown(model);
  }
}

/**
 * Keeps what is seen once a minute, and when the page goes.
 *
 * @param {Model} model
 */
export function keepPictures(model) {
  setInterval(() => keepPicture(model), EVERY_MS);
  addEventListener('pagehide', () => keepPicture(model));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keepPicture(model));
}
