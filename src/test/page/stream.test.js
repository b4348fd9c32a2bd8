import './browser.js';
import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {monotonic} from '../../../webroot/js/freshness.js';
import {openStream} from '../../../webroot/js/stream.js';

const sockets = [];
let told;
let frames;
let stream;

class Socket {
  static OPEN = 1;

  readyState = 1;

  closed = false;

  constructor() {
    sockets.push(this);
  }

  send() {}

  close() {
    this.closed = true;
  }

  hears(frame) {
    this.onmessage?.({data: JSON.stringify(frame)});
  }
}

/** The machine sleeps, and none of its timers runs. */
const sleep = (ms) => mock.timers.setTime(Date.now() + ms);
const status = () => told.at(-1)?.[0];
const sinceMs = () => Math.round(monotonic() - told.at(-1)[1]);

beforeEach(() => {
  mock.timers.enable({apis: ['Date', 'setTimeout', 'setInterval'], now: 1.8e12});
  monotonic();
  Object.assign(globalThis, {WebSocket: Socket});
  sockets.length = 0;
  [told, frames] = [[], []];
  stream = openStream({
    url: 'ws://hub/stream',
    onFrame: (frame) => frames.push(frame.type) > 0,
    onStatus: (...one) => told.push(one),
  });
  sockets[0].hears({type: 'snapshot'});
});
afterEach(() => mock.timers.reset());

test('a machine that has slept knows that the hub is lost before anything is drawn, and since when', () => {
  assert.equal(status(), 'live');
  sleep(3600_000);
  stream.look();
  assert.equal(status(), 'lost');
  assert.ok(Math.abs(sinceMs() - 3600_000) < 1000, `${sinceMs()}`);
  assert.ok(sockets[0].closed);
});

test('what has waited while the machine slept is not taken for news', () => {
  sleep(60_000);
  sockets[0].hears({type: 'reading'});
  assert.deepEqual(frames, ['snapshot']);
  assert.equal(status(), 'lost');
});

test('a hub that was lost before the machine slept is lost since then', () => {
  sockets[0].onclose();
  assert.equal(status(), 'lost');
  sleep(7200_000);
  assert.ok(Math.abs(sinceMs() - 7200_000) < 1000, `${sinceMs()}`);
});

test('whoever looks at the page again is connected at once', () => {
  sleep(60_000);
  document.tell();
  assert.equal(status(), 'lost');
  sockets.at(-1).hears({type: 'snapshot'});
  assert.equal(status(), 'live');
});
