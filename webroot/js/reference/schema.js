// A schema, one level deep; what it refers to is a link.

import {html} from '../html.js';
import {Line, Prose} from './prose.js';

const SEVERAL = {anyOf: 'one of', oneOf: 'one of', allOf: 'all of'};
/** @param {string} reference */
const nameOf = (reference) => reference.split('/').at(-1);

/** @param {{reference: any}} props */
const Named = ({reference}) => html`<a href=${`#schema-${nameOf(reference)}`}>${nameOf(reference)}</a>`;

/**
 * @param {any[]} parts
 * @param {string} between
 */
const joined = (parts, between) => parts.flatMap((part, i) => (i === 0 ? [part] : [between, part]));

/**
 * What kind of value it is, in a few words.
 *
 * @param {{schema: any}} props
 * @returns {any}
 */
export const Type = ({schema}) => {
  if (schema.$ref) {
    return html`<${Named} reference=${schema.$ref} />`;
  }
  if (schema.const !== undefined) {
    return html`<code>${JSON.stringify(schema.const)}</code>`;
  }
  if (schema.enum) {
    return joined(schema.enum.map((/** @type {any} */ one) => html`<code>${JSON.stringify(one)}</code>`), ' | ');
  }
  const several = Object.keys(SEVERAL).find((key) => schema[key] && !schema.properties);
  if (several) {
    return joined(schema[several].map((/** @type {any} */ one) => html`<${Type} schema=${one} />`), several === 'allOf' ? ' & ' : ' | ');
  }
  const types = [schema.type ?? 'any'].flat();
  return joined(types.map((type) => html`<${OneType} type=${type} schema=${schema} />`), ' | ');
};

/** @param {{type: string, schema: any}} props */
const OneType = ({type, schema}) => {
  if (type === 'array' && schema.items) {
    return html`array of <${Type} schema=${schema.items} />`;
  }
  if (type === 'object' && !schema.properties && schema.additionalProperties) {
    return html`object of <${Type} schema=${schema.additionalProperties} />`;
  }
  return html`<span class="type">${type}${schema.format && type === 'string' ? ` (${schema.format})` : ''}</span>`;
};

/** @param {any} schema */
const limits = (schema) =>
  [
    schema.minimum !== undefined && `from ${schema.minimum}`,
    schema.maximum !== undefined && `up to ${schema.maximum}`,
    schema.maxLength !== undefined && `up to ${schema.maxLength} characters`,
    schema.default !== undefined && `${schema.default} if left out`,
  ]
    .filter(Boolean)
    .join(', ');

/**
 * Type, bounds and words of a value.
 *
 * @param {{schema: any, description?: string}} props
 */
export const Told = ({schema, description = schema.description}) => html`
  <span class="kind"><${Type} schema=${schema} /></span>
  ${limits(schema) && html` <span class="faint">${limits(schema)}</span>`}
  ${description && html` <${Line} text=${description} />`}
`;

/**
 * The schemas that a property is made of where it has no name of its own.
 *
 * @param {any} schema
 */
const within = (schema) =>
  [schema, schema.items, schema.additionalProperties, ...(schema.anyOf ?? [])].find((one) => one?.properties) ?? null;

/** @param {{schema: any}} props */
const Properties = ({schema}) => html`
  <dl class="keys">
    ${Object.entries(schema.properties).map(
      ([name, one]) => html`
        <div>
          <dt><code>${name}</code>${!(schema.required ?? []).includes(name) && html` <span class="faint">optional</span>`}</dt>
          <dd><${Told} schema=${one} />${within(one) && html`<${Properties} schema=${within(one)} />`}</dd>
        </div>
      `,
    )}
  </dl>
`;

/** @param {any} schema */
const more = (schema) =>
  [schema.additionalProperties, schema.unevaluatedProperties].find((one) => one && typeof one === 'object');

/** @param {{schema: any}} props */
export const Schema = ({schema}) => html`
  <${Prose} text=${schema.description} />
  ${schema.allOf && html`<p>All of ${schema.allOf.map((/** @type {any} */ one) => html`<${Type} schema=${one} /> `)}</p>`}
  ${!schema.properties && !schema.allOf && html`<p><${Told} schema=${schema} description="" /></p>`}
  ${schema.properties && html`<${Properties} schema=${schema} />`}
  ${(schema.properties || schema.allOf) && more(schema) && html`<p>Other keys: <${Type} schema=${more(schema)} /></p>`}
  ${(schema.examples ?? []).map((/** @type {any} */ one) => html`<${Example} value=${one} />`)}
`;

/** @param {{value: unknown}} props */
export const Example = ({value}) => html`<pre tabindex="0">${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>`;
