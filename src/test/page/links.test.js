import assert from 'node:assert/strict';
import {test} from 'node:test';
import {countOf, createLinks, keepOnly, note, quality, restart} from '../../../webroot/js/links.js';

const status = (everyMs) => ({cmd: 'status', code: 'QPIGS', every_ms: everyMs});

test('of the readings due in the last minute, the part that came', () => {
  const links = createLinks();
  const reading = status(1000);
  for (let second = 0; second <= 60; second += 2) {
    note(links, 'a', reading, second * 1000);
  }
  assert.equal(quality(links, 'a', reading, 60000), 0.5);
  assert.equal(countOf(links, 'a', 'QPIGS'), 31);
});

test('it is not known at the beginning, of whom nothing is polled, and of strangers', () => {
  const links = createLinks();
  note(links, 'a', status(1000), 0);
  assert.equal(quality(links, 'a', status(1000), 2000), null);
  assert.equal(quality(links, 'a', status(0), 60000), null);
  assert.equal(quality(links, 'b', status(1000), 60000), null);
  assert.equal(quality(links, 'a', undefined, 60000), null);
});

test('another poll interval begins anew', () => {
  const links = createLinks();
  for (let second = 0; second <= 60; second += 10) {
    note(links, 'a', status(10000), second * 1000);
  }
  note(links, 'a', status(1000), 61000);
  assert.equal(quality(links, 'a', status(1000), 62000), null);
});

test('units that are gone are let go', () => {
  const links = createLinks();
  note(links, 'a', status(1000), 0);
  keepOnly(links, new Set());
  assert.equal(countOf(links, 'a', 'QPIGS'), 0);
});

test('after a lost connection what is due begins anew, and what came since the page was opened is counted on', () => {
  const links = createLinks();
  const reading = status(1000);
  for (let second = 0; second < 20; second += 2) {
    note(links, 'a', reading, second * 1000);
  }
  restart(links, 600000);
  assert.equal(quality(links, 'a', reading, 602000), null);
  for (let second = 600; second <= 610; second++) {
    note(links, 'a', reading, second * 1000);
  }
  assert.equal(quality(links, 'a', reading, 610000), 1);
  assert.equal(countOf(links, 'a', 'QPIGS'), 21);
});
