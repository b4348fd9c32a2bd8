// Requests to the hub. An answer that is not 2xx becomes an ApiError with the hub's own sentence.

export class ApiError extends Error {
  constructor(status, body) {
    super(body?.error ?? `HTTP ${status}`);
    this.status = status;
    this.body = body ?? {};
  }
}

let csrf = null;

/** The token that the session's unsafe requests carry. */
export function carry(token) {
  csrf = token ?? null;
}

async function ask(method, path, body) {
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
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch {
    json = null;
  }
  if (!response.ok) {
    throw new ApiError(response.status, json);
  }
  return json;
}

export const get = (path) => ask('GET', path);
export const put = (path, body) => ask('PUT', path, body);
export const post = (path, body = {}) => ask('POST', path, body);
