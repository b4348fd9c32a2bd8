// One operation: who may, what goes in, what comes out.

import {html} from '../html.js';
import {access, curl} from './document.js';
import {Line, Prose} from './prose.js';
import {Example, Told, Type} from './schema.js';

/** @param {{name: string}} props */
export const Method = ({name}) => html`<span class="method ${name.toLowerCase()}">${name}</span>`;

/** @param {{list: any[]}} props */
const Parameters = ({list}) =>
  list.length > 0 &&
  html`
    <h4>Parameters</h4>
    <dl class="keys">
      ${list.map(
        (one) => html`
          <div>
            <dt>
              <code>${one.in === 'path' ? `{${one.name}}` : one.name}</code>
              ${!one.required && html` <span class="faint">optional</span>`}
            </dt>
            <dd><${Told} schema=${one.schema} description=${one.description ?? one.schema.description} /></dd>
          </div>
        `,
      )}
    </dl>
  `;

/** @param {{content: any}} props */
const Media = ({content}) =>
  Object.entries(content ?? {}).map(
    ([type, media]) => html`
      <p><code>${type}</code> <${Type} schema=${media.schema} /></p>
      ${media.example !== undefined && html`<${Example} value=${media.example} />`}
      ${Object.values(media.examples ?? {}).map(
        (one) => html`${one.summary && html`<p><code>${one.summary}</code></p>`}<${Example} value=${one.value} />`,
      )}
    `,
  );

/** @param {{body: any}} props */
const Body = ({body}) =>
  body &&
  html`
    <h4>Body${!body.required && html` <span class="faint">optional</span>`}</h4>
    <${Prose} text=${body.description} />
    <${Media} content=${body.content} />
  `;

/** @param {{answer: any}} props */
const Answer = ({answer}) => html`
  <details class="answer">
    <summary><strong class="status s${answer.status[0]}">${answer.status === 'default' ? 'else' : answer.status}</strong> <${Line} text=${answer.description} /></summary>
    <div class="inside">
      ${answer.headers.length > 0 &&
      html`<dl class="keys">
        ${answer.headers.map(
          (/** @type {any} */ one) => html`<div>
            <dt><code>${one.name}</code>${!one.required && html` <span class="faint">optional</span>`}</dt>
            <dd><${Told} schema=${one.schema} description=${one.description} /></dd>
          </div>`,
        )}
      </dl>`}
      <${Media} content=${answer.content} />
    </div>
  </details>
`;

/** @param {{operation: any}} props */
export const Operation = ({operation}) => html`
  <article class="card operation" id=${operation.id} aria-labelledby=${`${operation.id}-title`}>
    <h3 id=${`${operation.id}-title`}>
      <a class="plain-link" href=${`#${operation.id}`}><${Method} name=${operation.method} /> <span class="path">${operation.path}</span></a>
    </h3>
    <p class="summary">${operation.summary}. <span class="faint">${access(operation)}</span></p>
    <${Prose} text=${operation.description} />
    <pre class="curl" tabindex="0">${curl(operation, new URL('.', location.href).href.slice(0, -1))}</pre>
    <${Parameters} list=${operation.parameters} />
    <${Body} body=${operation.body} />
    <h4>Answers</h4>
    ${operation.answers.map((/** @type {any} */ answer) => html`<${Answer} answer=${answer} />`)}
  </article>
`;
