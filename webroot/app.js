// Live values of every unit in one table; labels and units of measure come from the hub.

const PAUSE_MS = 1000;
const STALE_AFTER_POLLS = 2;

const summary = document.getElementById('summary');
const units = document.getElementById('units');
const values = document.getElementById('values');

async function get(path) {
  const response = await fetch(path, {cache: 'no-store'});
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return response.json();
}

function cell(tag, text, scope) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (scope) {
    element.scope = scope;
  }
  return element;
}

function shown(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  if (typeof value === 'number') {
    return value.toLocaleString();
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return Array.isArray(value) ? value.join(', ').replaceAll('_', ' ') : String(value).replaceAll('_', ' ');
}

function isStale(reading) {
  return !reading || reading.age_ms > STALE_AFTER_POLLS * Math.max(reading.every_ms, PAUSE_MS);
}

function heading(unit) {
  const head = cell('th', unit.id, 'col');
  const stale = isStale(unit.status);
  const age = unit.status ? `${(unit.status.age_ms / 1000).toFixed(1)} s old` : 'no reading yet';
  const state = cell('small', stale ? `${unit.state}, stale` : unit.state);
  state.classList.toggle('stale', stale || unit.state !== 'online');
  head.append(state, cell('small', unit.serial ?? 'serial number unknown'), cell('small', age));
  return head;
}

function rows(fields, herd) {
  return fields
    .filter((field) => herd.some((unit) => unit.status && field.key in unit.status.data))
    .map((field) => {
      const row = document.createElement('tr');
      row.append(cell('th', field.unit ? `${field.title} (${field.unit})` : field.title, 'row'));
      for (const unit of herd) {
        const live = unit.state !== 'offline' && !isStale(unit.status);
        row.append(cell('td', live ? shown(unit.status.data[field.key]) : '–'));
      }
      return row;
    });
}

async function show(fields) {
  const {inverters} = await get('/api/v1/inverters');
  const herd = await Promise.all(inverters.map((unit) => get(`/api/v1/inverters/${unit.id}`)));
  const online = herd.filter((unit) => unit.state === 'online').length;
  summary.textContent = `${online} of ${herd.length} units online`;
  units.replaceChildren(cell('th', 'Unit', 'col'), ...herd.map(heading));
  values.replaceChildren(...rows(fields, herd));
}

function statusFields(dialects) {
  const fields = new Map();
  for (const dialect of dialects) {
    for (const inquiry of dialect.inquiries.filter((row) => row.name === 'status')) {
      inquiry.fields.forEach((field) => fields.set(field.key, fields.get(field.key) ?? field));
    }
  }
  return [...fields.values()];
}

async function run() {
  let fields;
  for (;;) {
    try {
      fields ??= statusFields((await get('/api/v1/protocol')).dialects);
      await show(fields);
    } catch (error) {
      summary.textContent = `The hub does not answer: ${error.message}`;
      values.replaceChildren();
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

run();
