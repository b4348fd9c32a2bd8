import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {before, test} from 'node:test';
import {answerWith} from './browser.js';
import {ago, DASH, measure, moment, number, plain, power, powerText, span, word} from '../../../webroot/js/format.js';
import {maybe, speak, t} from '../../../webroot/js/i18n.js';
import {goBy} from '../../../webroot/js/zone.js';

before(async () => {
  const texts = JSON.parse(await readFile(new URL('../../../webroot/lang/en.json', import.meta.url), 'utf8'));
  answerWith(() => ({json: texts}));
  await speak('en');
});

test('what is unknown is a dash, never 0', () => {
  for (const unknown of [null, undefined, NaN, Infinity, '']) {
    assert.equal(number(unknown), DASH);
    assert.equal(plain(unknown === Infinity || Number.isNaN(unknown) ? null : unknown), DASH);
  }
  assert.equal(measure(null, 'V', 1), `${DASH}\u202fV`);
  assert.equal(powerText(null), `${DASH}\u202fW`);
  assert.equal(powerText(undefined), `${DASH}\u202fW`);
  assert.equal(moment(null), DASH);
});

test('0 is 0, without a sign', () => {
  assert.equal(number(0), '0');
  assert.equal(number(-0), '0');
  assert.equal(powerText(0), '0\u202fW');
});

test('power has three digits or four, and no sign', () => {
  assert.deepEqual(power(841.4), {value: '841', unit: 'W'});
  assert.deepEqual(power(-1840), {value: '1.84', unit: 'kW'});
  assert.deepEqual(power(12345), {value: '12.3', unit: 'kW'});
});

test('ages are told in their greatest unit', () => {
  assert.equal(ago(1999), 'now');
  assert.equal(ago(14000), '14\u202fs ago');
  assert.equal(span(119), '119\u202fs');
  assert.equal(span(121), '2\u202fmin');
  assert.equal(span(7201), '2\u202fh');
});

test('a moment is told in the time of the hub', () => {
  goBy('Pacific/Auckland');
  assert.match(moment('2026-06-01T11:30:00Z'), /1 Jun 2026.*23:30:00/);
});

test('a decimal keeps a digit, lists are joined, words are put plainly', () => {
  assert.equal(plain(53, 'decimal'), '53.0');
  assert.equal(plain(53), '53');
  assert.equal(plain([]), DASH);
  assert.equal(plain(['QPI', 'QID']), 'QPI, QID');
  assert.equal(plain(true), 'yes');
  assert.equal(word('no_such_word_at_all'), 'no such word at all');
  assert.equal(word('QPIGS 2'), 'QPIGS 2');
});

test('a text has its values filled in and its plural chosen; one that is missing shows its path', () => {
  assert.equal(t('coverage', {counted: 1, n: 1}), '1 of 1 unit');
  assert.equal(t('coverage', {counted: 1, n: 3}), '1 of 3 units');
  assert.equal(t('no.such.text'), 'no.such.text');
});

test('a folder of texts is none, whatever it is asked for', () => {
  assert.equal(maybe('nav'), undefined);
  assert.equal(maybe('words.constructor'), undefined);
});
