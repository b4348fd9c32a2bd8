import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {before, test} from 'node:test';
import {answerWith} from './browser.js';
import {measure, powerText, span, unitText} from '../../../webroot/js/format.js';
import {speak} from '../../../webroot/js/i18n.js';
import {faultCodeTitle, fieldTitle, inquiryTitle, learn, settingTitle, settingTitleOf, valueWords, warningTitle} from '../../../webroot/js/labels.js';

const field = (key, title, type = 'decimal', meanings = {}) => ({key, title, type, meanings});
const dialect = {
  id: 'pi17',
  inquiries: [
    {code: 'GS', name: 'status', title: 'Live values', fields: [field('grid_volt', 'Grid voltage, phase R')]},
    {code: 'WS', name: 'warnings', title: 'Warnings and faults', fields: [
      field('warnings', 'Active warnings', 'list', {pv1_loss: 'PV1 lost'}),
      field('fault', 'Fault', 'choice', {'01': 'Bus unbalanced'}),
    ]},
    {code: 'QPGS', name: 'parallel', title: 'A unit of the parallel system', argument: {}, fields: []},
  ],
  settings: [{name: 'clock', title: 'Clock of the inverter'}],
};

const texts = async (path) => JSON.parse(await readFile(new URL(`../../../webroot/${path}`, import.meta.url), 'utf8'));

before(async () => {
  answerWith(async (method, path) => ({json: path.startsWith('lang/') ? await texts(path) : {system: [], dialects: [dialect]}}));
  await learn(['pi17']);
  await speak('de');
});

test('a title is what the tables have for this protocol and inquiry, in the language', () => {
  assert.equal(fieldTitle('pi17', 'status', 'grid_volt'), 'Netzspannung, Phase R');
  assert.equal(inquiryTitle('pi17', 'QPGS2'), 'Ein Gerät der Parallelanlage (2)');
  assert.equal(settingTitle(dialect.settings[0]), 'Uhr des Wechselrichters');
});

test('what the tables do not tell of is said as well as it can be', () => {
  assert.equal(fieldTitle('pi17', 'status', 'new_thing'), 'New thing');
  assert.equal(settingTitle({name: 'new_thing'}), 'New thing');
  assert.equal(warningTitle('pi17', 'new_thing'), 'New thing');
  assert.equal(warningTitle('pi17', 'fault_77'), 'Störung 77, von der kein Dokument spricht');
});

test('warnings, faults and settings of a unit that is gone have their words, too', () => {
  for (const id of ['pi17', undefined]) {
    assert.equal(warningTitle(id, 'pv1_loss'), 'Keine Sonne an PV1');
    assert.equal(settingTitleOf(id, 'clock'), 'Uhr des Wechselrichters');
  }
  assert.equal(faultCodeTitle('pi17', '01'), 'Bus unsymmetrisch');
  assert.equal(faultCodeTitle('pi17', '02'), undefined);
});

test('values are said in words', () => {
  assert.equal(valueWords('pi17', 'warnings', 'warnings', ['pv1_loss']), 'Keine Sonne an PV1');
  assert.equal(valueWords('pi17', 'warnings', 'warnings', []), '–');
  assert.equal(valueWords('pi17', 'warnings', 'fault', 'Bus unbalanced'), 'Bus unsymmetrisch');
  assert.equal(valueWords('pi17', 'warnings', 'fault', 'none'), 'keine');
  assert.equal(valueWords('pi17', 'status', 'grid_volt', 230), '230,0');
});

test('what a reading tells besides of its fields names them', () => {
  assert.equal(fieldTitle('pi17', 'status', 'calculated'), 'Berechnet, nicht gesendet');
  assert.equal(valueWords('pi17', 'status', 'calculated', ['grid_volt']), 'Netzspannung, Phase R');
  assert.equal(valueWords('pi17', 'status', 'unknown', {grid_volt: '23A.1'}), 'Netzspannung, Phase R: 23A.1');
  assert.equal(valueWords('pi17', 'status', 'extra', ['007', '12']), '007, 12');
});

test('units of measure are written as the language writes them', async () => {
  assert.equal(measure(52.4, 'V', 1), '52,4\u202fV');
  assert.equal(unitText('day'), 'Tage');
  assert.equal(unitText(null), '');
  await speak('uk');
  assert.equal(measure(52.4, 'V', 1), '52,4\u202fВ');
  assert.equal(powerText(1840), '1,84\u202fкВт');
  assert.equal(span(300), '5\u202fхв');
  assert.equal(unitText('°C'), '°C');
});
