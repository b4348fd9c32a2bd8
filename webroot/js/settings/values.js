// Values of settings in plain words. What stands for a word of the protocol has that word beside it.

import {plain} from '../format.js';
import {maybe, t} from '../i18n.js';

/**
 * @param {string} name of the setting
 * @param {unknown} value
 */
const said = (name, value) => (typeof value === 'string' ? maybe(`values.${name}.${value}`) : undefined);

/**
 * A value of a setting in plain words.
 *
 * @param {string} name
 * @param {unknown} value
 */
export const valueText = (name, value) =>
  typeof value === 'boolean' ? t(value ? 'settings.on' : 'settings.off') : (said(name, value) ?? plain(value));

/**
 * The protocol's own word, where plain words stand for it; else nothing.
 *
 * @param {string} name
 * @param {unknown} value
 */
export const valueCode = (name, value) => (said(name, value) === undefined ? '' : String(value));

/**
 * Both in one line, for a list to choose from.
 *
 * @param {string} name
 * @param {unknown} value
 */
export const valueLine = (name, value) => [valueText(name, value), valueCode(name, value) && `(${valueCode(name, value)})`].filter(Boolean).join(' ');
