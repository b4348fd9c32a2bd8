// In what order people count boxes, and what each is called until somebody says otherwise. No network, no page.

const {compare} = new Intl.Collator('en', {numeric: true});

/**
 * The port that an offer is behind: its own, or that of the unit whose bus it is on.
 *
 * @param {Offer} offer
 * @param {Offer[]} offers
 */
const portOf = ({place}, offers) =>
  place.device ?? offers.find(({key}) => key === place.via)?.place.device ?? place.via ?? '';

/**
 * Offers by their ports, ttyUSB2 before ttyUSB10; the units of one system together, by their numbers on its bus.
 *
 * @param {Offer[]} offers
 * @returns {Offer[]}
 */
export function inOrder(offers) {
  /** @type {Map<string, string>} */
  const first = new Map();
  for (const offer of offers) {
    const port = portOf(offer, offers);
    const known = first.get(offer.system ?? '');
    if (offer.system && (known === undefined || compare(port, known) < 0)) {
      first.set(offer.system, port);
    }
  }
  const rank = (/** @type {Offer} */ offer) => first.get(offer.system ?? '') ?? portOf(offer, offers);
  const number = (/** @type {Offer} */ {number: told, place}) => told ?? (place.device ? -1 : 10);
  return [...offers].sort(
    (a, b) =>
      compare(rank(a), rank(b)) ||
      compare(a.system ?? '', b.system ?? '') ||
      number(a) - number(b) ||
      compare(portOf(a, offers), portOf(b, offers)),
  );
}

/**
 * The lowest roof-N that nobody has.
 *
 * @param {Set<string>} taken
 */
function freeName(taken) {
  let n = 1;
  while (taken.has(`roof-${n}`)) {
    n += 1;
  }
  return `roof-${n}`;
}

/**
 * The name that is proposed for an offer. A unit keeps it wherever it comes up later: it is known by its serial number. Only one
 * that was configured meanwhile is given up.
 *
 * @param {Offer} offer
 * @param {Map<string, string>} names those given so far; a new one is added and stays
 * @param {Set<string>} taken
 * @param {ConfiguredInverter[]} inverters
 */
export function proposed({key, serial}, names, taken, inverters) {
  const unit = serial ?? key;
  const given = names.get(unit);
  const name = given && !inverters.some(({id}) => id === given) ? given : freeName(taken);
  names.set(unit, name);
  taken.add(name);
  return name;
}
