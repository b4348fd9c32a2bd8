// The few things of the vendored libraries that the page uses.

import htm from '../vendor/htm.js';
import {h, render as draw} from '../vendor/preact.js';
import * as hooks from '../vendor/preact-hooks.js';

/** @type {Html} */
export const html = htm.bind(h);

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
