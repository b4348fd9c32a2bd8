// Keeps one WebSocket to the hub open: tries again whenever it is lost, and notices when it is mute.

import {apart, monotonic} from './freshness.js';

const PAUSES_MS = [500, 1000, 2000, 4000, 8000];
const PING_MS = 4000;
const MUTE_MS = 10000;
const SLEPT_MS = 5000;

/**
 * @param {object} asked
 * @param {string} asked.url where the stream is
 * @param {(frame: Frame) => boolean} asked.onFrame called with each frame; answers false to ask for a new snapshot
 * @param {(status: 'connecting' | 'live' | 'lost', since: number) => void} asked.onStatus called when that began, by the
 *   monotonic clock; a hub is lost since it was heard last
 */
export function openStream({url, onFrame, onStatus}) {
  /** @type {WebSocket | null} */
  let socket = null;
  let tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  let heard = 0;
  /** @type {'connecting' | 'live' | 'lost' | null} */
  let status = null;
  let partedBefore = 0;

  /**
   * @param {'connecting' | 'live' | 'lost'} next
   * @param {number} since
   */
  function tell(next, since) {
    if (next !== status) {
      status = next;
      onStatus(next, since);
    }
  }

  /** What comes of a connection after such a silence may have waited as long: the hub is mute, or the machine or the page slept. */
  const isDoubtful = () => monotonic() - heard > MUTE_MS || apart() - partedBefore > SLEPT_MS;

  function lost() {
    if (socket) {
      const old = socket;
      socket = null;
      old.onopen = old.onmessage = old.onclose = old.onerror = null;
      old.close();
    }
    tell('lost', heard);
    clearTimeout(retry);
    const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)];
    tries += 1;
    retry = setTimeout(connect, pause * (0.75 + Math.random() / 2));
  }

  /** @param {MessageEvent} event */
  function received(event) {
    if (isDoubtful()) {
      lost();
      return;
    }
    heard = monotonic();
    const frame = JSON.parse(event.data);
    if (frame.type === 'snapshot') {
      tries = 0;
      tell('live', heard);
    }
    if (onFrame(frame) === false) {
      lost();
    }
  }

  function connect() {
    clearTimeout(retry);
    if (socket) {
      return;
    }
    heard = monotonic();
    partedBefore = apart();
    socket = new WebSocket(url);
    socket.onmessage = received;
    socket.onclose = lost;
  }

  /** Whether what is held is still what the hub tells; to be asked before it is drawn, too. */
  function look() {
    if (socket && isDoubtful()) {
      lost();
    }
  }

  function watch() {
    look();
    if (socket?.readyState === WebSocket.OPEN) {
      socket.send('{"type":"ping"}');
    }
  }

  function again() {
    look();
    if (!socket && document.visibilityState === 'visible') {
      tries = 0;
      connect();
    }
  }

  setInterval(watch, PING_MS);
  addEventListener('online', again);
  addEventListener('pageshow', again);
  document.addEventListener('visibilitychange', again);
  tell('connecting', monotonic());
  connect();
  return {
    look,
    /** Drops the connection and makes a new one, as after a login. */
    renew() {
      tries = 0;
      lost();
      connect();
    },
  };
}
