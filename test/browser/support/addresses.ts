export const THERAPY = '/therapies/case-report-a';
export const ASKED = '?asOf=2021-09-01';

/** Addresses that do not depend on ids of the record; the cessation's is found on the therapy's page. */
export const ADDRESSES: readonly string[] = [
  '/',
  '/?search=nobody',
  `${THERAPY}${ASKED}`,
  `${THERAPY}${ASKED}&from=2021-03-18&to=2021-03-21&policy=strict`,
  THERAPY,
  `${THERAPY}/log?at=12`,
  `${THERAPY}/log?type=PumpReprogrammed`,
  `${THERAPY}/record`,
  `${THERAPY}/record?type=PumpReprogrammed`,
  `${THERAPY}/record?type=BolusTestPerformed`,
  `${THERAPY}/record?type=HolidayPlanned`,
  '/integrity',
  '/policies',
  '/break-glass',
  '/auth/signed-out',
  '/accesses',
  '/nothing-here',
  '/?order=sideways',
];
