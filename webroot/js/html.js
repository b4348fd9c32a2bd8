// The few things of the vendored libraries that the page uses.

import htm from '../vendor/htm.js';
import {h, render as draw} from '../vendor/preact.js';
import * as hooks from '../vendor/preact-hooks.js';

/**
 * Makes each element anew: one that the template would keep, as nothing in it changes, would keep the view that it was last in.
 *
 * @this {number[]} what of a template is kept, by htm's own account
 * @param {any[]} element
 */
function fresh(...element) {
  this[0] = 3;
  return h(...element);
}

/** @type {Html} */
export const html = htm.bind(fresh);

/** @type {Render} */
export const render = draw;

/** @type {UseEffect} */
export const useEffect = hooks.useEffect;

/** @type {UseMemo} */
export const useMemo = hooks.useMemo;

/** @type {UseRef} */
export const useRef = hooks.useRef;

/** @type {UseState} */
export const useState = hooks.useState;
