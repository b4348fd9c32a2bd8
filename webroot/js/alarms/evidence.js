// What the hub saw, as pairs of a title and a text. What it did not see is not told.

/** @type {Record<string, [unit: string, digits: number]>} */
const MEASURES = {
  soc: ['%', 0], soc_limit: ['%', 0], last_soc: ['%', 0], share_percent: ['%', 1], fair_percent: ['%', 1], fan_speed: ['%', 0],
  volts: ['V', 1], volts_limit: ['V', 1], last_volts: ['V', 1], grid_volt: ['V', 1], amps: ['A', 1], watts: ['W', 0],
  watt_hours: ['Wh', 0], twin_watt_hours: ['Wh', 0], temp: ['°C', 0],
};

/** What the title of an alarm tells already. */
const TITLES = new Set(['faults', 'warnings']);

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value */
const isNothing = (value) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * @param {string} key
 * @param {unknown} value
 * @param {Wording} say
 * @returns {string}
 */
function text(key, value, say) {
  if (isMap(value)) {
    return Object.entries(value).map(([unit, one]) => `${unit} ${text(key, one, say)}`).join(', ');
  }
  const measure = Object.hasOwn(MEASURES, key) && typeof value === 'number' ? MEASURES[key] : null;
  return measure ? say.measure(/** @type {number} */ (value), ...measure) : say.plain(key, value);
}

/**
 * Settings by name: the values of each unit, or what one was and is.
 *
 * @param {Record<string, unknown>} settings
 * @param {Wording} say
 * @returns {[string, string][]}
 */
const settingRows = (settings, say) =>
  Object.entries(settings).map(([name, values]) => [
    say.setting(name),
    isMap(values) && 'value' in values
      ? `${say.plain(name, values.from)} → ${say.plain(name, values.value)}`
      : text(name, values, say),
  ]);

/**
 * @param {Record<string, unknown>} evidence
 * @param {Wording} say
 * @returns {[string, string][]}
 */
export const evidenceRows = (evidence, say) =>
  Object.entries(evidence)
    .filter(([key, value]) => !TITLES.has(key) && !isNothing(value))
    .flatMap(([key, value]) =>
      key === 'settings' && isMap(value)
        ? settingRows(value, say)
        : [/** @type {[string, string]} */ ([say.title(key), text(key, value, say)])],
    );
