// A panel as a chart.

import {html} from '../html.js';
import {t} from '../i18n.js';
import {Chart} from './chart.js';
import {lineTitle, named, partNamed, stamps, titleOf, whoIs} from './kinds.js';
import {tableOf} from './panel.js';

/**
 * @param {{panel: import('./panel.js').Panel, page: Page, period: Period, span: Span, view?: Span | null, onView?: OnView,
 *   ends?: [number, number] | null, isNamed?: boolean}} props named where several units are drawn
 */
export const Lines = ({panel, page, period, span, view = null, onView, ends, isNamed}) => {
  const {chart, id, lines} = panel;
  const before = t(`charts.before.${period}`);
  const own = lines.map((line) => ({...line, title: lineTitle(line), now: ''}));
  const earlier = panel.earlier ? own.map((line) => ({...line, title: t('charts.line_before', {line: line.title, before}), isBefore: true})) : [];
  const seen = view ?? span;
  return html`<${Chart}
    id=${isNamed ? `${chart.id}-${id || 'system'}` : chart.id}
    what=${chart.id}
    title=${titleOf(chart)}
    of=${isNamed ? whoIs(id) : undefined}
    who=${whoIs(id)}
    ids=${[id || 'system']}
    unit=${chart.unit}
    digits=${chart.digits}
    range=${chart.range}
    series=${[...earlier, ...own]}
    data=${panel.data}
    ends=${ends}
    frame=${{view: seen, whole: span, onView, name: view ? `${named(period, span)}, ${partNamed(period, view)}` : named(period, span)}}
    stamp=${stamps(period, view !== null)}
    caption=${t('charts.past_caption', {what: titleOf(chart)})}
    table=${() => tableOf(panel, seen, span, before, Date.now())}
    theme=${page.scheme}
  />`;
};
