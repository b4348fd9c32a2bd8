// A chart as a picture: its title, its range and its key above its lines.

import {unitText} from '../format.js';
import {locale} from '../i18n.js';
import {there} from '../zone.js';
import {fileName, save} from './export.js';
import {color} from './plot.js';

const EDGE = 16;
const LINE = 20;
const SAMPLE = 24;

/**
 * @typedef {object} Pictured what is told of a chart
 * @property {string} what
 * @property {string} title
 * @property {string} who
 * @property {string | null} unit
 * @property {string[]} ids
 * @property {Drawing[]} series
 * @property {Framed} frame
 */

/**
 * Where the entries of the key stand: one behind the other, in as many lines as they need.
 *
 * @param {number[]} widths
 * @param {number} room
 */
export function rowsOfKey(widths, room) {
  let [left, row] = [0, 0];
  return widths.map((width) => {
    if (left > 0 && left + width > room) {
      [left, row] = [0, row + 1];
    }
    const place = {left, row};
    left += width;
    return place;
  });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Drawing} line
 * @param {number} left
 * @param {number} middle
 */
function drawEntry(pen, {stroke, dash, title, isBefore}, left, middle) {
  pen.strokeStyle = color(stroke);
  pen.globalAlpha = isBefore ? 0.55 : 1;
  pen.lineWidth = isBefore ? 1 : 2.5;
  pen.setLineDash(dash ?? []);
  pen.beginPath();
  pen.moveTo(left, middle);
  pen.lineTo(left + SAMPLE, middle);
  pen.stroke();
  pen.globalAlpha = 1;
  pen.fillText(title ?? '', left + SAMPLE + 6, middle);
}

/**
 * @param {any} plot
 * @param {Pictured} chart
 * @param {string} range
 */
function pictureOf(plot, {title, who, unit, series}, range) {
  /** @type {HTMLCanvasElement} */
  const lines = plot.ctx.canvas;
  const scale = lines.width / plot.width;
  const sheet = document.createElement('canvas');
  const pen = /** @type {CanvasRenderingContext2D} */ (sheet.getContext('2d'));
  const font = (/** @type {string} */ size) => `${size} system-ui, sans-serif`;
  pen.font = font('13px');
  const places = rowsOfKey(series.map((line) => SAMPLE + 24 + pen.measureText(line.title ?? '').width), plot.width);
  const top = EDGE + LINE * (3 + (places.at(-1)?.row ?? 0)) + 8;
  sheet.width = lines.width + 2 * EDGE * scale;
  sheet.height = lines.height + (top + EDGE) * scale;
  pen.scale(scale, scale);
  pen.fillStyle = color('--card');
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.fillStyle = color('--ink');
  pen.textBaseline = 'middle';
  pen.font = font('600 16px');
  pen.fillText(`${title}, ${who}${unit ? ` (${unitText(unit)})` : ''}`, EDGE, EDGE + LINE / 2, plot.width);
  pen.font = font('13px');
  pen.fillText(range, EDGE, EDGE + 1.5 * LINE, plot.width);
  series.forEach((line, i) => drawEntry(pen, line, EDGE + places[i].left, EDGE + 8 + LINE * (2.5 + places[i].row)));
  pen.drawImage(lines, EDGE, top, plot.width, plot.height);
  return sheet;
}

/**
 * @param {any} plot
 * @param {Pictured} chart
 */
export function savePicture(plot, chart) {
  const {what, ids, frame} = chart;
  const span = frame.view;
  const isPart = frame.isLive || frame.view.from > frame.whole.from || frame.view.to < frame.whole.to;
  const range = frame.name ?? new Intl.DateTimeFormat(locale(), there({dateStyle: 'medium', timeStyle: 'short'})).formatRange(span.from, span.to);
  const name = fileName(what, ids, span, isPart, 'png');
  pictureOf(plot, chart, range).toBlob((blob) => blob && save(blob, name));
}
