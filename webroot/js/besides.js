// What the hub tells beside the stream and changes seldom.

import {get} from './api.js';
import {callBy} from './i18n.js';
import {describe} from './store.js';
import {goBy} from './zone.js';

/**
 * Roles, phases, units that are not configured, the time zone and what the grid is are told here only.
 *
 * @param {Model} model
 * @param {(changes: Partial<Shown>) => void} show
 */
export async function askFound(model, show) {
  try {
    const {inverters, found, time_zone: zone, grid} = await get('api/v1/inverters');
    describe(model.store, inverters);
    goBy(zone);
    callBy(grid ?? '');
    show({found: found ?? []});
  } catch {
    // The stream tells when the hub is lost.
  }
}

/**
 * Whether the hub goes by its file as that is now.
 *
 * @param {Model} model
 * @param {(changes: Partial<Shown>) => void} show
 */
export async function askRefused({session}, show) {
  if (session.code_needed) {
    return; // who has not set the hub up yet is not told
  }
  try {
    show({refused: (await get('api/v1/config')).refused});
  } catch {
    // Whoever may not read that is not told.
  }
}
