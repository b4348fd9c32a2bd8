// Requests to the hub. An answer that is not 2xx becomes an ApiError with the hub's own sentence.

export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {{error?: string, mistakes?: string[], [key: string]: any} | null} body
   */
  constructor(status, body) {
    super(body?.error ?? `HTTP ${status}`);
    this.status = status;
    this.body = body ?? {};
  }
}

/** @type {string | null} */
let csrf = null;

/**
 * The token that the session's unsafe requests carry.
 *
 * @param {string | null | undefined} token
 */
export function carry(token) {
  csrf = token ?? null;
}

/**
 * What is no JSON, as a proxy's own page, is nothing.
 *
 * @param {string} text
 * @returns {any}
 */
function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
async function ask(method, path, body) {
  /** @type {Record<string, string>} */
  const headers = {accept: 'application/json'};
  if (body !== undefined) {
    headers['content-type'] = 'application/json';
  }
  if (csrf && method !== 'GET') {
    headers['x-csrf-token'] = csrf;
  }
  const response = await fetch(path, {
    method,
    headers,
    cache: 'no-store',
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const json = parsed(text);
  if (!response.ok) {
    throw new ApiError(response.status, json);
  }
  return json;
}

/** @param {string} path */
export const get = (path) => ask('GET', path);
/**
 * @param {string} path
 * @param {unknown} body
 */
export const put = (path, body) => ask('PUT', path, body);
/**
 * @param {string} path
 * @param {unknown} body
 */
export const post = (path, body = {}) => ask('POST', path, body);

/**
 * A question that is not asked anew before it was answered, however slow the hub is; who asks meanwhile waits for an answer of
 * then.
 *
 * @param {() => Promise<unknown>} question it never fails
 * @returns {() => Promise<void>}
 */
export function oneAtATime(question) {
  /** @type {Promise<void> | null} */
  let asking = null;
  let again = false;
  async function untilAnswered() {
    do {
      again = false;
      await question();
    } while (again);
  }
  return () => {
    again = asking !== null;
    asking ??= untilAnswered().finally(() => {
      asking = null;
    });
    return asking;
  };
}
