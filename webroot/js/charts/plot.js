// How the drawing library is fetched and told what to draw.

import {locale} from '../i18n.js';
import {number} from '../format.js';
import {hubZone, there} from '../zone.js';
import {fitting} from './axis.js';

export const HEIGHT = 220;
const UPRIGHT_WIDTH = 56;
const ALONG_HEIGHT = 30;
/** Half a text stands beyond the last mark. */
const BEYOND = 30;
const BETWEEN = 14;
/** What is so many pixels from the cursor is under it. */
const NEAR = 12;
const FONT = '12px system-ui, sans-serif';
/** All charts on the page have one cursor. */
const TOGETHER = 'charts';
/** @type {any} */
let library = null;

/** What the library leaves in the window: any, since it brings no types. */
const Plot = () => /** @type {any} */ (window).uPlot;

/** uPlot is fetched when the first chart is looked at. */
export function loadLibrary() {
  library ??= new Promise((resolve, reject) => {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = 'vendor/uplot.css';
    const script = document.createElement('script');
    script.src = 'vendor/uplot.js';
    script.onload = () => resolve(Plot());
    script.onerror = () => {
      library = null;
      reject(new Error('uplot'));
    };
    document.head.append(sheet, script);
  });
  return library;
}

/** @param {string} name */
export const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * @param {string} stroke
 * @param {number} percent
 */
const faded = (stroke, percent) => `color-mix(in srgb, ${color(stroke)} ${percent}%, transparent)`;

/**
 * A line of this period, or a thin and faint one of that before.
 *
 * @param {Drawing} line
 */
const drawn = ({stroke, dash, isBefore}) => ({
  stroke: isBefore ? faded(stroke, 55) : color(stroke),
  width: isBefore ? 1 : 1.75,
  dash,
  spanGaps: false,
  points: {show: false},
});

/**
 * The lowest and highest around each mean; their two lines themselves are not drawn.
 *
 * @param {Drawing[]} series
 */
const edges = (series) => series.flatMap(() => [{width: 0, points: {show: false}}, {width: 0, points: {show: false}}]);

/**
 * @param {Drawing[]} series
 * @param {number} first the place of the first edge
 */
const bands = (series, first) =>
  series.map(({stroke}, i) => ({series: [first + 2 * i, first + 2 * i + 1], fill: faded(stroke, 20)}));

/**
 * Along a chart stand as many times as have room.
 *
 * @param {any} plot
 * @param {number} from second
 * @param {number} to second
 */
function marks(plot, from, to) {
  const pen = plot.ctx;
  pen.save();
  pen.font = FONT;
  const room = plot.width - UPRIGHT_WIDTH - BEYOND;
  /** @type {Map<string, Intl.DateTimeFormat>} */
  const formats = new Map();
  /**
   * @param {number} ms
   * @param {Style} style
   */
  const write = (ms, style) => {
    const key = JSON.stringify(style);
    const format = formats.get(key) ?? new Intl.DateTimeFormat(locale(), there(style));
    formats.set(key, format);
    return format.format(ms);
  };
  const found = fitting({from: new Date(from * 1000), to: new Date(to * 1000)}, write, (texts) => {
    const widest = Math.max(0, ...texts.map((text) => pen.measureText(text).width));
    return (widest + BETWEEN) * (texts.length - 1) <= room && widest / 2 <= BEYOND;
  });
  pen.restore();
  return found;
}

/**
 * @param {{width: number, series: Drawing[], digits: number, hasEdges: boolean, along: AxisRange, upright: AxisRange,
 *   onCursor: (plot: any) => void}} of the lines in the order of the columns
 */
export function options({width, series, digits, hasEdges, along, upright, onCursor}) {
  /** @type {{marks: number[], texts: string[]}} */
  let found = {marks: [], texts: []};
  /** @type {AxisTexts} */
  const numbers = (plot, splits) => splits.map((value) => number(value, Number.isInteger(value) ? 0 : Math.max(1, digits)));
  const axis = {
    stroke: color('--faint'),
    grid: {stroke: color('--line'), width: 1},
    ticks: {stroke: color('--line'), width: 1, size: 4},
    font: FONT,
  };
  const own = series.filter(({isBefore}) => !isBefore);
  return {
    width,
    height: HEIGHT,
    padding: [8, BEYOND, 0, 0],
    tzDate: (/** @type {number} */ second) => Plot().tzDate(new Date(second * 1000), hubZone()),
    legend: {show: false},
    cursor: {
      y: false,
      drag: {x: true, y: false, setScale: false},
      points: {size: 7},
      hover: {prox: NEAR},
      sync: {key: TOGETHER, setSeries: false, scales: ['x', null], filters: {pub: isMove, sub: isMove}},
      bind: {dblclick: () => null},
    },
    scales: {
      x: {time: true, range: along},
      y: {range: (/** @type {unknown} */ plot, /** @type {number} */ low, /** @type {number} */ high) => upright(plot, low, high)},
    },
    axes: [
      {
        ...axis,
        size: ALONG_HEIGHT,
        splits: (/** @type {any} */ plot, /** @type {number} */ place, /** @type {number} */ from, /** @type {number} */ to) => {
          found = marks(plot, from, to);
          return found.marks.map((ms) => ms / 1000);
        },
        values: () => found.texts,
      },
      {...axis, values: numbers, size: UPRIGHT_WIDTH},
    ],
    series: [{}, ...series.map(drawn), ...(hasEdges ? edges(own) : [])],
    bands: hasEdges ? bands(own, 1 + series.length) : [],
    hooks: {setCursor: [onCursor], setSelect: []},
  };
}

/**
 * Only where the cursor is is told to the other charts, not what is drawn up on one.
 *
 * @param {string} type
 */
const isMove = (type) => type === 'mousemove' || type === 'mouseleave';
