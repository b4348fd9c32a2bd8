// The page: a list of all there is at the side, and each of it.

import {html} from '../html.js';
import {fits} from './document.js';
import {Method, Operation} from './operation.js';
import {Line, Prose} from './prose.js';
import {Schema} from './schema.js';

/** @param {{groups: any[], filter: string, onFilter: (words: string) => void}} props */
const Contents = ({groups, filter, onFilter}) => html`
  <nav class="contents" aria-label="Operations">
    <label class="filter">
      <span class="only-heard">Filter by path or words</span>
      <input id="filter" type="search" placeholder="Filter ( / )" value=${filter} onInput=${(event) => onFilter(event.target.value)} />
    </label>
    ${groups.map(
      (/** @type {any} */ group) => html`
        <h2>${group.name}</h2>
        <ul>
          ${group.operations.map(
            (/** @type {any} */ one) => html`<li><a href=${`#${one.id}`} title=${one.summary}><${Method} name=${one.method} /> <span class="path">${one.path.replace('/api/v1', '…')}</span></a></li>`,
          )}
        </ul>
      `,
    )}
    <p><a href="#schemas">Schemas</a></p>
  </nav>
`;

/** @param {{security: any}} props */
const Access = ({security}) => html`
  <dl class="keys">
    ${Object.entries(security).map(
      ([name, way]) => html`<div>
        <dt><code>${name}</code></dt>
        <dd>${way.type === 'http' ? html`<code>Authorization: ${way.scheme}</code>` : html`${way.in} <code>${way.name}</code>`} <${Line} text=${way.description} /></dd>
      </div>`,
    )}
  </dl>
`;

/** @param {{reference: any, filter: string, onFilter: (words: string) => void}} props */
export const Page = ({reference, filter, onFilter}) => {
  const groups = reference.groups
    .map((/** @type {any} */ group) => ({...group, operations: group.operations.filter((/** @type {any} */ one) => fits(one, filter))}))
    .filter((/** @type {any} */ group) => group.operations.length > 0);
  return html`
    <a class="skip" href="#content">Skip to the content</a>
    <header class="top">
      <a class="name" href="./"><img src="icon.svg" alt="" width="26" height="26" /><span>Sunherd</span></a>
      <span class="faint">API</span>
      <div class="tools"><a class="plain" href="openapi.yaml">openapi.yaml</a></div>
    </header>
    <div class="reference">
      <${Contents} groups=${groups} filter=${filter} onFilter=${onFilter} />
      <main id="content" tabindex="-1">
        <h1>${reference.info.title} API</h1>
        <section class="card prose">
          <${Prose} text=${reference.info.description} />
          <${Access} security=${reference.security} />
        </section>
        ${groups.length === 0 && html`<p class="faint" role="status">Nothing fits “${filter}”.</p>`}
        ${groups.map(
          (/** @type {any} */ group) => html`
            <section aria-label=${group.name}>
              <h2>${group.name}</h2>
              <p class="faint">${group.description}</p>
              ${group.operations.map((/** @type {any} */ one) => html`<${Operation} key=${one.id} operation=${one} />`)}
            </section>
          `,
        )}
        <section aria-labelledby="schemas">
          <h2 id="schemas">Schemas</h2>
          ${reference.schemas.map(
            (/** @type {any} */ {name, schema}) => html`<article class="card schema" key=${name} id=${`schema-${name}`}><h3>${name}</h3><${Schema} schema=${schema} /></article>`,
          )}
        </section>
      </main>
    </div>
  `;
};
