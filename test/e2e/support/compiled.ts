import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** So that the many processes that the tests start need not compile the same code again. */
export const COMPILED = { NODE_COMPILE_CACHE: join(tmpdir(), 'pump-ledger-compiled') } as const;
