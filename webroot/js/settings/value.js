// A value of a setting: plain words, the unit of measure, and the protocol's own word beside.

import {html} from '../html.js';
import {unitText} from '../format.js';
import {valueCode, valueText} from './values.js';

/** @param {{name: string, value: unknown, unit?: string | null}} props */
export const Value = ({name, value, unit}) => html`
  <span class="value">${valueText(name, value)}</span>${unit && value !== null && value !== undefined && html` <span class="faint">${unitText(unit)}</span>`}${valueCode(name, value) &&
  html` <code>${valueCode(name, value)}</code>`}
`;
