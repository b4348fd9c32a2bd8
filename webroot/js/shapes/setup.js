// The shapes of what setting up has to do with, for the type check, as those of hub.js.

/** @typedef {{byRow: Map<string, Record<string, string>>, above: string[]}} Mistakes */

/**
 * @typedef {object} Config the configuration as the hub tells it
 * @property {ConfiguredInverter[]} inverters
 * @property {string} version
 * @property {string | null} [file]
 * @property {boolean} editable
 * @property {string | null} [reason] why it cannot be changed here
 * @property {{at: string, mistakes: string[]} | null} [refused]
 */

/**
 * @typedef {{inverters: number, version: string, backup: string | null, notes: string[], at: number, applied: boolean}}
 *   TakenBack what came of a backup, when, and whether the hub went by it since
 */

/**
 * @typedef {object} SetupState
 * @property {Config | null} config
 * @property {string | null} unread why the configuration could not be read
 * @property {{busy: boolean, began: number, at: string | null, found: Scanned[], error: string | null}} scan
 * @property {string[]} addresses
 * @property {Map<string, Edit>} edits
 * @property {boolean} ownZone
 * @property {Map<string, string>} names
 * @property {{key: string, what: 'load' | 'pv', by: number, at: number} | null} moved the unit that moved most, and when
 * @property {Mistakes} wrong
 * @property {number} refusals
 * @property {boolean} newer
 * @property {'review' | 'save' | 'take' | null} busy
 * @property {any} review
 * @property {any} saved
 * @property {{sent: number, error: string | null}} take how much of a backup is sent, 0 to 1, and why it was not taken back
 * @property {TakenBack | null} taken
 */
