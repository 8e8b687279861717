import type { RecordedBy } from '../therapy/envelope.js';

/** Who records from the command line. */
export const COMMAND_LINE: RecordedBy = { subject: 'cli', name: 'command line', role: 'operator' };
