// The shapes of what the hub tells, for the type check: they are known in every file, for this one is no module. Nothing
// runs here, and no browser fetches it. openapi.yaml describes all of it in full.

/** @typedef {number | string | boolean | string[] | null} Value what a field of a reading is; null where it was not read */

/** @typedef {Record<string, any>} Data the fields of a reading by key */

/**
 * @typedef {object} ToldReading a reading as the hub tells it
 * @property {string} at UTC, ISO 8601
 * @property {number} [age_ms]
 * @property {string} code what was asked on the wire (QPIGS)
 * @property {number} [every_ms] its poll interval; 0 where it is not polled
 * @property {string} [raw]
 * @property {Data} [data]
 */

/**
 * @typedef {object} Reading a reading as the page keeps it
 * @property {string} cmd its name (status)
 * @property {string} code
 * @property {string} at
 * @property {number} born when it was read, by this browser's monotonic clock
 * @property {number} every_ms
 * @property {string | undefined} raw
 * @property {Data} data
 */

/**
 * @typedef {object} About what an inverter is and how it is, as far as the hub has told
 * @property {'online' | 'degraded' | 'offline'} [state]
 * @property {string | null} [since]
 * @property {string | null} [device]
 * @property {string | null} [protocol]
 * @property {string | null} [model]
 * @property {string | null} [serial]
 * @property {string | null} [firmware]
 * @property {string | null} [via]
 * @property {string | null} [system]
 * @property {string | null} [role]
 * @property {string | null} [output_mode]
 * @property {number | null} [phase]
 * @property {string | null} [battery_type]
 * @property {number | null} [load_share]
 * @property {string | null} [last_error]
 * @property {string[]} [notes]
 * @property {{answered: number, retries: number, timeouts: number, garbled: number, use: number} | null} [line]
 */

/** @typedef {About & {id: string, ages_ms?: Record<string, number>}} ToldInverter an inverter in a list or a snapshot */

/**
 * @typedef {object} Unit an inverter as the page keeps it
 * @property {string} id
 * @property {About} about
 * @property {Map<string, Reading>} codes
 * @property {Map<string, Reading>} names
 */

/** @typedef {{counted: number, missing: string[]}} Coverage how many units are in a total */

/**
 * @typedef {object} SystemFacts
 * @property {number} units
 * @property {number} counted
 * @property {string[]} [missing]
 * @property {string[]} [calculated]
 * @property {Record<string, Coverage>} [coverage]
 * @property {Record<string, number>} [load_share]
 * @property {{key: string, title: string, values: Record<string, Value>}[]} [differences]
 */

/**
 * @typedef {'pv_watts' | 'ac_watt' | 'battery_watts' | 'battery_amps' | 'grid_watts' | 'grid_volt' | 'grid_freq'
 *   | 'batt_volt' | 'batt_capacity' | 'load_percent' | 'temp'} Total
 */

/** @typedef {SystemFacts & {[total in Total]?: number | null}} System the totals; one that no unit tells is absent */

/**
 * @typedef {object} Alarm
 * @property {string} id
 * @property {string} kind
 * @property {'fault' | 'warning' | 'info'} severity
 * @property {string | null} inverter null for the system's or the hub's own
 * @property {string} since
 * @property {string | null} cleared null while it lasts
 * @property {string} text
 * @property {Record<string, any>} evidence
 * @property {string | null} [cause] the id of the first alarm of the same cause
 * @property {string | null} acknowledged_by
 */

/** @typedef {'pv' | 'load' | 'battery_in' | 'battery_out' | 'grid_in' | 'grid_out'} Meter */

/**
 * @typedef {{[kwh in `${Meter}_kwh`]: number | null} & {since: string, calculated: Meter[], coverage: Record<Meter, number>}}
 *   Today what today has brought; null is unknown
 */

/**
 * @typedef {object} Battery
 * @property {number | null} soc
 * @property {'inverter' | 'bms' | 'ah' | 'pushed'} source
 * @property {string | null} [at]
 * @property {boolean} [stale]
 * @property {number | null} [error_percent]
 * @property {number | null} hours_left
 * @property {number | null} hours_to_full
 * @property {string[]} [units]
 * @property {Battery[]} [batteries] where there are several
 */

/**
 * @typedef {{type: 'snapshot', seq?: number, inverters?: ToldInverter[], system?: System | null}} SnapshotFrame
 * @typedef {{type: 'reading', seq?: number, inverter: string, cmd: string} & ToldReading} ReadingFrame
 * @typedef {{type: 'state', seq?: number, inverter: string, error?: string | null} & About} StateFrame
 * @typedef {{type: 'system', seq?: number} & System} SystemFrame
 * @typedef {{type: 'setting', seq?: number, inverter: string, setting: string}} SettingFrame
 * @typedef {{type: 'alarm', seq?: number} & Alarm} AlarmFrame
 * @typedef {{type: 'pong', seq?: number}} PongFrame
 * @typedef {{type: 'error', seq?: number, error: string}} ErrorFrame
 * @typedef {SnapshotFrame | ReadingFrame | StateFrame | SystemFrame | SettingFrame | AlarmFrame | PongFrame
 *   | ErrorFrame} Frame
 */

/**
 * @typedef {object} Field a field of an inquiry, as the protocol tables have it
 * @property {string} key
 * @property {string} title
 * @property {string} type
 * @property {string | null} [unit]
 * @property {string} [counts_as] the total that it is a part of
 * @property {boolean} [if_fitted]
 * @property {string | null} [group] what it tells of
 * @property {string | null} [twin_of] the field that tells the same better
 * @property {Record<string, string>} [meanings]
 */

/**
 * @typedef {{name: string, code: string, title: string, every_ms: number, argument?: string | null, fields: Field[]}}
 *   Inquiry
 */

/** @typedef {{name: string, title?: string, program?: string | null}} NamedSetting */

/**
 * @typedef {{fields: Map<string, Field>, rows: Inquiry[], inquiries: Map<string, Inquiry>, settings: Map<string, NamedSetting>}}
 *   Tables a dialect, ready to be looked up
 */
