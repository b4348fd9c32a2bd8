// What today has brought, and how long the battery lasts, as lines under the ends of the power flow.

import {dateOf} from '../zone.js';

/** A part of the day below this is told. */
const WHOLE = 0.995;

/** What stands under each end: one sum, or what went each way. */
/** @type {Record<EndName, Meter[]>} */
const METERS = {pv: ['pv'], load: ['load'], grid: ['grid_in', 'grid_out'], battery: ['battery_in', 'battery_out']};

/**
 * What today has brought, as long as it is still that day where the hub is.
 *
 * @param {Today | null | undefined} today
 * @param {number} now ms
 */
export const ofToday = (today, now) => (today && String(dateOf(new Date(today.since))) === String(dateOf(new Date(now))) ? today : null);

/**
 * The sums under an end; nothing where nothing can go.
 *
 * @param {Today | null} today
 * @param {EndName} end
 */
export const metersOf = (today, end) =>
  today === null
    ? []
    : METERS[end]
        .map((meter) => ({
          meter,
          kwh: today[`${meter}_kwh`] ?? null,
          calculated: today.calculated.includes(meter),
          share: today[`${meter}_kwh`] !== null && today.coverage[meter] < WHOLE ? today.coverage[meter] : null,
        }))
        .filter(({meter, kwh}) => meter !== 'grid_out' || kwh !== 0);

/**
 * Each battery: every parallel system has its own. Where there are several, each is called by its units.
 *
 * @param {Battery | null} battery
 * @returns {{name: string | null, battery: Battery}[]}
 */
export function batteriesOf(battery) {
  const several = battery?.batteries ?? [];
  if (battery && several.length < 2) {
    return [{name: null, battery}];
  }
  return several.map((one) => ({name: (one.units ?? []).join(', '), battery: one}));
}

/**
 * A battery of which the hub tells nothing any more: the charge is the last known, and how long it lasts from now on nobody knows.
 *
 * @param {Battery} battery
 * @returns {Battery}
 */
export const unheardOf = ({batteries, ...battery}) => ({...battery, stale: true, batteries: batteries?.map(unheardOf)});

/**
 * How long a battery lasts or charges, as [what, hours]; null where that is not known.
 *
 * @param {Battery} battery
 * @returns {['left' | 'to_full', number] | null}
 */
export function hoursOf(battery) {
  if (battery.stale) {
    return null;
  }
  if (typeof battery.hours_left === 'number') {
    return ['left', battery.hours_left];
  }
  return typeof battery.hours_to_full === 'number' ? ['to_full', battery.hours_to_full] : null;
}

/**
 * The charge of each battery by the one source that is configured, where that is another than what the inverters tell.
 *
 * @param {Battery | null} battery
 */
export const chargesOf = (battery) => (battery && battery.source !== 'inverter' ? batteriesOf(battery) : []);
