// The shapes of what the page makes of what the hub tells, for the type check, as those of hub.js.

/** @typedef {{seq: number, units: Map<string, Unit>, system: System | null, told: boolean}} Store */

/**
 * @typedef {object} Alarms
 * @property {Map<string, Alarm>} known by id
 * @property {Map<string, Alarm> | null} since what frames have told since the hub was asked for all; null where it is not asked
 * @property {string | null} latest the one that came last
 * @property {'asking' | 'told' | 'missed'} status
 * @property {string | null} error
 * @property {Alarm[]} fresh those that last and nobody has seen to, newest first, as the others
 * @property {Alarm[]} seen
 * @property {Alarm[]} past
 */

/**
 * @typedef {object} Wording how evidence is put into words
 * @property {(key: string) => string} title
 * @property {(name: string) => string} setting
 * @property {(value: number, unit: string, digits: number) => string} measure
 * @property {(key: string, value: unknown) => string} plain
 */

/** @typedef {'pv' | 'load' | 'battery' | 'grid' | 'volts' | 'soc' | 'temp'} Line a line of a chart */

/** @typedef {{[line in Line]?: number | null}} Point */
/** @typedef {{times: number[], values: Record<Line, (number | null)[]>}} Series */

/** @typedef {Map<string, Series>} Histories */
/** @typedef {{since: number, codes: Map<string, {count: number, recent: number[], every: number}>}} Link */

/** @typedef {Map<string, Link>} Links */

/**
 * @typedef {object} Session
 * @property {boolean} [known]
 * @property {string | null} user
 * @property {string | null} role
 * @property {boolean} users
 * @property {'anyone' | 'users'} read
 * @property {boolean} [unclaimed] whether the hub belongs to nobody yet
 * @property {boolean} [code_needed] whether that is so, and setting it up from here takes its code
 * @property {string | null} [csrf]
 */

/**
 * @typedef {object} Shown what the user has chosen to see, and what was asked besides the stream
 * @property {string} theme
 * @property {string} filter
 * @property {string} chartOf
 * @property {Found[]} found
 * @property {boolean} closed
 * @property {{at: string, mistakes: string[]} | null} refused
 * @property {boolean} loginAsked
 * @property {number} settingsVersion
 */

/** @typedef {{serial: string | null, via?: string | null, unit?: number, device?: undefined}} Found a unit on a parallel bus that is not configured */

/**
 * @typedef {object} Model
 * @property {Store} store
 * @property {Links} links
 * @property {Histories} history
 * @property {Alarms} alarms
 * @property {Today | null} today
 * @property {Battery | null} battery
 * @property {{at: number, owner: string} | null} picture the last that this browser saw, and when: shown while the hub cannot be reached
 * @property {{status: 'connecting' | 'live' | 'lost', since: number}} hub
 * @property {number} connections how often the hub was connected: what was asked before may be otherwise since
 * @property {number | null} hubAhead
 * @property {{now: number, wall: number} | null} heard when a frame came last, by the monotonic clock and the browser's own
 * @property {Session} session
 * @property {Shown} shown
 */

/**
 * @typedef {object} Picture what was seen last, as it is kept
 * @property {number} form
 * @property {string} owner who may see it
 * @property {number} at when it was seen, by this browser's clock
 * @property {string} zone
 * @property {string} grid
 * @property {ToldInverter[]} inverters
 * @property {System | null} system
 * @property {Today | null} today
 * @property {Battery | null} battery
 */

/** @typedef {{device?: string, via?: string, unit?: number}} Place where an inverter is: at a device, or on the bus of another */

/**
 * @typedef {object} ConfiguredInverter
 * @property {string} id
 * @property {string} [device]
 * @property {string} [via]
 * @property {number} [unit]
 * @property {string} [serial]
 * @property {string} [protocol]
 * @property {Record<string, string>} [poll]
 */

/**
 * @typedef {{device?: string | null, via?: string | null, unit?: number, serial?: string | null, model?: string | null,
 *   protocol?: string | null, system?: string | null, number?: number | null, configured?: string | null,
 *   live?: Seen | null, error?: string | null, gone?: string}} Scanned what a scan tells of a place, and why it is not seen any more
 */

/**
 * @typedef {{key: string, place: Place, serial: string | null, model: string | null, protocol: string | null,
 *   system?: string | null, number?: number | null, configured: string | null, live?: Seen | null, gone?: string}} Offer an
 *   inverter that there is to be had, and the id by which it is configured
 */

/**
 * @typedef {{pv_watts: Known, ac_watt: Known, batt_volt: Known, mode: string | null, age_ms?: number, born: number}} Seen what a
 *   unit did when it was asked
 */
/** @typedef {{load: Known, pv: Known, born: number}} Watched the watts by which one sees which box a unit is, and of when */

/** @typedef {{on?: boolean, id?: string, place?: Place, serial?: string, poll?: Record<string, string>}} Edit what was typed in a row */

/**
 * @typedef {object} Row an inverter as it is to be configured
 * @property {string} key
 * @property {ConfiguredInverter | null} was
 * @property {boolean} on
 * @property {string} id
 * @property {Place} place
 * @property {string | null} serial
 * @property {string | null} [model]
 * @property {string | null} protocol
 * @property {Record<string, string>} poll
 * @property {boolean} [moved]
 * @property {Seen | null} [live]
 * @property {string} [gone]
 */

/** @typedef {[path: string, values?: Record<string, unknown>]} Problem the path of a text and its values */

/**
 * @typedef {object} Actions what the user can do
 * @property {(theme: string) => void} setTheme
 * @property {(tag: string) => Promise<void>} setLanguage
 * @property {(filter: string) => void} setFilter
 * @property {(chartOf: string) => void} setChartOf
 * @property {() => void} draw
 * @property {() => Promise<void>} askBesides
 * @property {() => Promise<void>} askSession
 * @property {() => void} askLogin
 * @property {() => void} closeLogin
 * @property {(id: string) => Promise<void>} acknowledge
 * @property {() => void} settingsChanged
 * @property {(user: string, password: string) => Promise<void>} login
 * @property {(user: string, password: string) => Promise<void>} claim
 * @property {() => Promise<void>} logout
 */

/** @typedef {number | string | boolean | null} SettingValue */

/** @typedef {{min?: number, max?: number, step?: number, also?: (number | string)[]}} Allowed a range, and values besides */

/**
 * @typedef {object} Setting
 * @property {string} name
 * @property {string} [cmd]
 * @property {string} [title]
 * @property {string} kind
 * @property {string} scope
 * @property {string | null} [unit]
 * @property {boolean} [dangerous]
 * @property {Allowed | (number | string)[] | string | null} [allowed]
 * @property {SettingValue} [value]
 */

/**
 * @typedef {Setting & {values: Record<string, SettingValue | undefined>, of: Record<string, Setting>}}
 *   SettingRow a setting with its value in each unit, and each unit's own
 */

/**
 * @typedef {object} AuditEntry
 * @property {string} id
 * @property {string} at
 * @property {string | null} user
 * @property {string | null} [from]
 * @property {string} inverter
 * @property {string | null} [serial]
 * @property {string} setting
 * @property {SettingValue} [requested]
 * @property {SettingValue} [old]
 * @property {SettingValue} [confirmed]
 * @property {string} [by]
 * @property {string} [outcome]
 * @property {string} [note]
 * @property {string | number | null} [undo_of]
 * @property {string | number | null} [put_back_of] what a failed write to all made the hub take back
 * @property {string | null} [group] what it has in common with the other writes of one action
 * @property {string | null} [undo_of_group] the group of what it takes back
 * @property {number | null} [duration_ms]
 */

/** @typedef {{id: string | number, inverter: string, serial: string | null, old: SettingValue}} Undoable a change that can be taken back */

/**
 * @typedef {{inverter: string, setting: string, times: number, since: string, old: SettingValue, value: SettingValue}}
 *   Finding a setting that does not rest
 */

/** @typedef {{kind: string, body: any, error?: string | null}} Result what came of a change */

/** @typedef {{key: string, stroke: string, dash?: number[], title?: string, now?: string, isBefore?: boolean}} Drawing a line of a chart */

/** @typedef {(plot: unknown, low: number, high: number) => [number, number]} AxisRange the ends of the upright axis */

/**
 * @typedef {object} ChartOf what a chart shows
 * @property {string} id
 * @property {string} [title]
 * @property {string | null} [unit]
 * @property {number} digits
 * @property {AxisRange} range
 * @property {Drawing[]} series
 */

/** @typedef {Map<string, Record<string, Problem | null>>} Problems by row and field */

/** @typedef {Map<string, Record<string, string>>} Wrong what the hub has said, by row and field */

/** @typedef {'day' | 'week' | 'month' | 'year'} Period */
/** @typedef {{from: Date, to: Date}} Span */

/** @typedef {{datetime: number, seconds: number, rows: number, [column: string]: any}} Bucket an interval: columns have min, mean, max */

/** @typedef {{kwh: number | null, coverage: number, calculated?: boolean}} Energy */
/** @typedef {{[meter in Meter]: Energy | null} & {from: string, to: string}} EnergyPeriod an hour, day or month of the hub's books */

/**
 * @typedef {{from: number, seconds: number, isOpen: boolean, now?: EnergyPeriod, before?: EnergyPeriod}} EnergyRow
 *   what began at a time, how long it has lasted, whether it still does, and the same of the period before
 */

/**
 * @typedef {object} ChartTable the numbers of a chart
 * @property {(number | null)[][]} rows a time in seconds and a number of each line
 * @property {{title: string, rows: (number | null)[][]} | null} before what it was at the same times of the period before
 * @property {number | null} openFrom what is from then on is not over; null where all is
 */

/**
 * @typedef {{view: Span, whole: Span, onView?: OnView, name?: string, isLive?: boolean}} Framed the time that is seen of a chart, and
 *   the whole; what it is called where it has a name, and whether it goes on
 */

/** @typedef {(view: Span | null) => void} OnView takes the part that is to be seen; null is the whole */

/**
 * @typedef {{load: string, loadPercent: string, volts: string, charge: string, discharge: string, soc: string, temp?: string,
 *   gridVolts: string}} Keys where the live values of a unit stand in a reading
 */

/** @typedef {ReturnType<typeof import('../overview/flow.js').flow>} Ends */
/** @typedef {Ends[keyof Ends]} End an end of the power flow */

/** @typedef {ReturnType<typeof import('../page.js').pageOf>} Page everything that is drawn */
/** @typedef {Page['units'][number]} ShownUnit */

/** @typedef {ReturnType<typeof import('../setup/setup.js').createSetup>} Setup */

/** @typedef {object | string | number | boolean | null | undefined} Drawn what a view makes: an element, a text, or nothing */
/** @typedef {((...given: any[]) => unknown) | Drawn} Interpolated what stands in a template */

/** @typedef {Intl.DateTimeFormatOptions} Style how a time is written */
/** @typedef {string | null | undefined} DialectId */
/** @typedef {number | null | undefined} Known a number where it is known */
/** @typedef {[number[], ...(number | null | undefined)[][]]} Columns times, and what belongs to them: null is a gap, undefined is passed over */
/** @typedef {{watts: number | null}} Part a part of a sum */
/** @typedef {(chosen: string) => void} Choose */
/** @typedef {'pv' | 'load' | 'battery' | 'grid'} EndName */

/** @typedef {{[form: string]: any}} Texts */

/** @typedef {(plot: unknown, splits: number[]) => string[]} AxisTexts what is written along an axis */

/** @typedef {(strings: TemplateStringsArray, ...values: Interpolated[]) => Drawn} Html */
/** @typedef {(drawn: Drawn, into: Element) => void} Render */
/** @typedef {(effect: () => void | (() => void), inputs?: readonly unknown[]) => void} UseEffect */
/** @typedef {<T>(make: () => T, inputs: readonly unknown[]) => T} UseMemo */
/** @typedef {(first: null) => {current: any}} UseRef */
/** @typedef {<T>(first: T | (() => T)) => [T, (next: T | ((before: T) => T)) => void]} UseState */

/**
 * @typedef {{row: SettingRow, units: string[], mayAll: boolean, isForAll: boolean, serials: Record<string, string | null>}}
 *   Chosen a setting to be changed, and of which units, as they were when it was chosen
 */
