/** `npm run test:full` tries the sizes that the suite has no time for. */
export const FULL = process.env['PUMP_LEDGER_FULL'] === '1';
