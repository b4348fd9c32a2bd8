// What the page needs of an OpenAPI document: its operations in groups, with what they refer to.

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/**
 * The document as a value with operations by tag and schemas by name.
 *
 * @param {any} document
 */
export function read(document) {
  // What stands beside a reference is said for this place.
  const resolved = (/** @type {any} */ node) => (node?.$ref ? {...find(document, node.$ref), ...node} : node);
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => operationOf(document, resolved, path, item, method)),
  );
  return {
    info: document.info,
    groups: document.tags.map((/** @type {any} */ tag) => ({...tag, operations: operations.filter((one) => one.tag === tag.name)})),
    schemas: Object.entries(document.components.schemas).map(([name, schema]) => ({name, schema})),
    security: document.components.securitySchemes,
  };
}

/**
 * @param {any} document
 * @param {string} reference
 */
function find(document, reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((node, key) => node?.[key], document);
}

/**
 * @param {any} document
 * @param {(node: any) => any} resolved
 * @param {string} path
 * @param {any} item
 * @param {string} method
 */
function operationOf(document, resolved, path, item, method) {
  const json = item[method];
  return {
    id: json.operationId,
    tag: json.tags[0],
    method: method.toUpperCase(),
    path,
    summary: json.summary,
    description: json.description,
    security: json.security ?? document.security,
    parameters: [...(item.parameters ?? []), ...(json.parameters ?? [])].map(resolved),
    body: resolved(json.requestBody),
    answers: Object.entries(json.responses).map(([status, answer]) => {
      const {headers = {}, ...rest} = resolved(answer);
      return {
        status,
        ...rest,
        headers: Object.entries(headers).map(([name, header]) => ({name, ...resolved(header)})),
      };
    }),
  };
}

/**
 * Whether an operation has all these words in its path or summary.
 *
 * @param {any} operation
 * @param {string} words
 */
export const fits = (operation, words) =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${operation.method} ${operation.path} ${operation.summary}`.toLowerCase().includes(word));

/**
 * Who may: every way in, as one sentence.
 *
 * @param {any} operation
 */
export function access(operation) {
  const ways = operation.security;
  if (ways.length === 0) {
    return 'Open to all.';
  }
  if (ways.every((/** @type {object} */ way) => Object.keys(way).length > 0)) {
    return 'For operators.';
  }
  return operation.method === 'GET' ? 'For whoever may read.' : 'Open to all.';
}

/** @param {unknown} text */
const quoted = (text) => `'${String(text).replaceAll("'", `'\\''`)}'`;
/** @param {any} value */
const many = (value) => (Array.isArray(value) ? value : [value]);

/**
 * The examples of an operation as a line for a shell.
 *
 * @param {any} operation
 * @param {string} origin
 */
export function curl(operation, origin) {
  let path = operation.path;
  const query = [];
  for (const parameter of operation.parameters) {
    if (parameter.in === 'path') {
      path = path.replace(`{${parameter.name}}`, parameter.example);
    } else if (parameter.in === 'query' && parameter.required) {
      query.push(...many(parameter.example).map((one) => `${parameter.name}=${one}`));
    }
  }
  const [type, media] = Object.entries(operation.body?.content ?? {})[0] ?? [];
  const words = ['curl'];
  if (access(operation) === 'For operators.') {
    words.push('-u NAME');
  }
  if (operation.method !== 'GET') {
    words.push(`-X ${operation.method}`);
  }
  if (type) {
    words.push(`-H ${quoted(`Content-Type: ${type}`)}`, `-d ${quoted(JSON.stringify(media.example))}`);
  }
  return [...words, quoted(origin + path + (query.length > 0 ? `?${query.join('&')}` : ''))].join(' ');
}
