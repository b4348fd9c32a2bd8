// Takes back changes: asks the hub one after the other, and tells what came of all of them.

import {post} from '../api.js';
import {t} from '../i18n.js';
import {goodOutcome, isLost, outcomeOf, outcomeOfEach} from './writes.js';

/** Any text that no other action has; randomUUID is not there where the page comes without TLS. */
const freshGroup = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');

/**
 * @param {Undoable} change
 * @param {string} [group] what it has in common with the others that are taken back with it
 * @returns {Promise<Result>}
 */
async function one({id, serial}, group) {
  try {
    const body = await post(`api/v1/audit/${encodeURIComponent(id)}/undo`, {confirm: true, serial, ...(group && {group})});
    return {kind: goodOutcome(body), body};
  } catch (failure) {
    const error = /** @type {any} */ (failure);
    const kind = outcomeOf(error);
    // Where no answer came, it may have been sent.
    return isLost(error) ? {kind, error: t('outcome.lost'), body: {lost: true}} : {kind, error: error.message, body: error.body ?? {}};
  }
}

/** @param {Result} result */
const mayNot = ({kind}) => kind === 'login' || kind === 'forbidden';

/**
 * What one unit refuses keeps no other one from what it had; who may not, may not for any of them.
 *
 * @param {Undoable[]} changes
 * @returns {Promise<Result>}
 */
async function each(changes) {
  /** @type {Record<string, any>} */
  const units = {};
  /** @type {Result | null} */
  let worst = null;
  const group = freshGroup();
  for (const change of changes) {
    /** @type {Result} */
    const result = worst && mayNot(worst) ? {...worst, body: {}} : await one(change, group);
    units[change.inverter] = result.error ? {...result.body, error: result.error} : result.body;
    worst = result.error && (!worst || mayNot(result)) ? result : worst;
  }
  return {kind: outcomeOfEach(units) ?? worst?.kind ?? 'failed', body: {units, ...(worst?.kind === 'login' && {login: true})}};
}

/**
 * @param {Undoable[]} changes
 * @param {() => void} askLogin called where nobody is logged in who may do that
 * @returns {Promise<Result>}
 */
export async function takeBack(changes, askLogin) {
  const result = await (changes.length === 1 ? one(changes[0]) : each(changes));
  if (result.kind === 'login' || result.body.login) {
    askLogin();
  }
  return result;
}
