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

let changes = 0;

/** Whether anything that changes something is under way. */
export const isChanging = () => changes > 0;

/**
 * Counts a change until it is answered.
 *
 * @template Answer
 * @param {Promise<Answer>} answer
 * @returns {Promise<Answer>}
 */
function counted(answer) {
  changes += 1;
  return answer.finally(() => {
    changes -= 1;
  });
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
 * @param {string} type of the body; empty where there is none
 * @param {boolean} isUnsafe
 */
const headersOf = (type, isUnsafe) => ({
  accept: 'application/json',
  ...(type && {'content-type': type}),
  ...(csrf && isUnsafe && {'x-csrf-token': csrf}),
});

/**
 * @param {number} status
 * @param {string} text
 */
function answered(status, text) {
  const json = parsed(text);
  if (status < 200 || status >= 300) {
    throw new ApiError(status, json);
  }
  return json;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: headersOf(body === undefined ? '' : 'application/json', method !== 'GET'),
    cache: 'no-store',
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return answered(response.status, await response.text());
}

/** @param {string} path */
export const get = (path) => ask('GET', path);
/**
 * @param {string} path
 * @param {unknown} body
 */
export const put = (path, body) => counted(ask('PUT', path, body));
/**
 * @param {string} path
 * @param {unknown} body
 */
export const post = (path, body = {}) => counted(ask('POST', path, body));

/** By these a proxy tells that there is no hub behind it. */
const NOBODY_THERE = [502, 503, 504];

/**
 * Whether a request failed because no hub answered it.
 *
 * @param {unknown} error
 */
export const isAway = (error) => !(error instanceof ApiError) || NOBODY_THERE.includes(error.status);

/** Asks a hub for what it may not have, as one without a history: that is not asked again before it is there anew. */
export function askOfWhatIsThere() {
  /** @type {Set<string>} */
  const lacking = new Set();
  return {
    anew: () => lacking.clear(),
    /**
     * What the hub can tell; null where it has none of that.
     *
     * @template Told
     * @param {string} path
     * @param {Told} before what stands while the hub is lost
     * @returns {Promise<Told | null>}
     */
    async ask(path, before) {
      if (lacking.has(path)) {
        return null;
      }
      try {
        return await get(path);
      } catch (error) {
        if (!(error instanceof ApiError)) {
          return before;
        }
        if (error.status === 404) {
          lacking.add(path);
        }
        return null;
      }
    },
  };
}

/**
 * Sends a file, and tells how much of it is on its way, which fetch does not.
 *
 * @param {string} path
 * @param {Blob} file
 * @param {(share: number) => void} onSent told how much of it is sent, 0 to 1
 * @returns {Promise<any>}
 */
export function upload(path, file, onSent) {
  const request = new XMLHttpRequest();
  /** @type {Promise<{status: number, text: string}>} */
  const answer = new Promise((resolve, reject) => {
    request.onload = () => resolve({status: request.status, text: request.responseText});
    request.onerror = () => reject(new TypeError(`${path} was not answered`));
  });
  request.upload.onprogress = ({loaded, total}) => onSent(total ? loaded / total : 0);
  request.open('POST', path);
  Object.entries(headersOf('application/zip', true)).forEach(([name, value]) => request.setRequestHeader(name, value));
  request.send(file);
  return counted(answer.then(({status, text}) => answered(status, text)));
}

/**
 * Questions one after the other, however fast they come: the hub refuses whoever asks its history too much at a time. One that
 * nobody wants any more once it is its turn is not asked.
 *
 * @returns {(isWanted: () => boolean, question: () => Promise<unknown>) => Promise<unknown>} takes questions that never fail
 */
export function inTurn() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (isWanted, question) => (last = last.then(() => (isWanted() ? question() : undefined)));
}

/**
 * Questions that may be asked while others are open: each is told whether it is still the last one, for answers come in any order.
 *
 * @returns {() => () => boolean}
 */
export function newest() {
  let asked = 0;
  return () => {
    asked += 1;
    const mine = asked;
    return () => mine === asked;
  };
}

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
