// Small parts that several views are made of.

import {html} from '../html.js';
import {t} from '../i18n.js';
import {power} from '../format.js';
import {Icon} from './icons.js';

/**
 * A power in big figures that keep their place while they change.
 *
 * @param {{watts: number | null | undefined, estimated?: boolean}} props
 */
export const Watts = ({watts, estimated}) => {
  const {value, unit} = power(watts);
  const about = estimated && watts !== 0;
  return html`<span class="watts"
    ><span class="about" aria-hidden=${!about}>${about ? '≈' : ''}</span
    ><span class="figure">${value}</span><span class="measure">${unit}</span></span
  >`;
};

/**
 * A bar from 0 to 100 that repeats the figure beside it.
 *
 * @param {{percent: number | null, kind?: string}} props
 */
export const Bar = ({percent, kind = ''}) => html`
  <span class="bar ${kind}" aria-hidden="true"
    ><span style=${{width: `${Math.max(0, Math.min(100, percent ?? 0))}%`}}></span
  ></span>
`;

/**
 * How many units a sum holds; who is missing is named, and whether it was worked out.
 *
 * @param {{of: {counted: number, units: number, missing: string[]}, estimated?: boolean}} props
 */
export const Coverage = ({of: {counted, units, missing}, estimated}) => html`
  <span class="coverage ${counted < units ? 'partial' : ''}">
    ${counted < units && html`<${Icon} name="warning" />${' '}`}
    ${t('coverage', {counted, n: units})}${missing.length > 0 && `, ${t('without', {units: missing.join(', ')})}`}${estimated && `, ${t('flow.estimated')}`}
  </span>
`;

/** @param {{kind?: string, icon?: string, children?: [any], title?: string}} props */
export const Chip = ({kind = '', icon, children, title}) => html`
  <span class="chip ${kind}" title=${title}>${icon && html`<${Icon} name=${icon} />`}${children}</span>
`;

/**
 * What stands where there is nothing to show.
 *
 * @param {{icon: string, title: string, children?: [any]}} props
 */
export const Empty = ({icon, title, children}) => html`
  <div class="empty">
    <${Icon} name=${icon} />
    <h2>${title}</h2>
    <p>${children}</p>
  </div>
`;

/**
 * A wide table that scrolls by itself, reachable by keyboard.
 *
 * @param {{label: string, children?: [any]}} props
 */
export const Scroll = ({label, children}) => html`
  <div class="scroll" role="region" tabindex="0" aria-label=${label}>${children}</div>
`;
