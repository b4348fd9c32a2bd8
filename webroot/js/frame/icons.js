// Line icons on a 24 grid, drawn in the colour of the text around them. They repeat what words say.

import {html} from '../html.js';

/** @type {Record<string, string>} */
const PATHS = {
  sun: 'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.5 1.5M17.6 17.6l1.5 1.5M4.9 19.1l1.5-1.5M17.6 6.4l1.5-1.5',
  grid: 'M8 21 11 3h2l3 18M6 8h12M5 13h14M9.5 13l5.5 4.5M14.5 13 9 17.5',
  battery: 'M4 8h14a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1M22 11v2',
  house: 'M4 11.5 12 4l8 7.5M6 10v9h12v-9M10.5 19v-5h3v5',
  inverter: 'M4 5h16v14H4zM7.5 12c1.5-4.5 3-4.5 4.5 0s3 4.5 4.5 0',
  right: 'M4 12h15M13 6l6 6-6 6',
  left: 'M20 12H5M11 6l-6 6 6 6',
  up: 'M12 20V5M6 11l6-6 6 6',
  down: 'M12 4v15M6 13l6 6 6-6',
  idle: 'M8 12h8',
  warning: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.3',
  fault: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16v.3',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5M12 8v.3',
  offline: 'M4 4l16 16M8.5 8.5 5 12a4 4 0 0 0 5.7 5.7l1.2-1.2M13 6.5l1-1A4 4 0 0 1 19.7 11l-1.8 1.8',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2',
  cloud: 'M7 18a4 4 0 0 1-.4-8A5.5 5.5 0 0 1 17 8.8 4.6 4.6 0 0 1 17 18zM10 12.5l4 3M14 12.5l-4 3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  units: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
  chart: 'M4 4v16h16M7.5 14.5l3.5-4 3 2.5 4.5-6',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.3M4 12h.3M4 18h.3',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  wall: 'M3 5h18v11H3zM9 20h6M12 16v4',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20a7.5 7.5 0 0 1 15 0',
  theme: 'M12 3.5a8.5 8.5 0 1 0 0 17zM12 3.5v17M12 3.5a8.5 8.5 0 0 1 0 17',
  close: 'M6 6l12 12M18 6 6 18',
  differ: 'M5 9h14M5 15h14M15 5 9 19',
  plug: 'M8 3v5M16 3v5M5.5 8h13v3a6.5 6.5 0 0 1-13 0zM12 17.5V21',
  temp: 'M10 14V5.5a2 2 0 0 1 4 0V14a4 4 0 1 1-4 0M12 10v7',
  search: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15 15l5 5',
};

/** @param {{name: string}} props */
export const Icon = ({name}) => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>
`;

/**
 * Bars of a link's quality, 0 to 1.
 *
 * @param {{quality: number}} props
 */
export const Bars = ({quality}) => html`
  <svg class="icon bars" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${[0.25, 0.5, 0.8, 0.97].map(
      (least, i) => html`
        <rect class=${quality >= least ? 'on' : ''} x=${3 + i * 5} y=${15 - i * 4} width="3" height=${5 + i * 4} rx="1" />
      `,
    )}
  </svg>
`;
