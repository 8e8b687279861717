import { Logger } from '@nestjs/common';
import { PolicyBook } from '../compliance/policies/index.js';
import type { EventStore } from '../event-store/port.js';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';
import type { AdoptedPolicies } from './adopted-policies.js';
import type { Clock } from './clock.js';

/**
 * The policies by which may be judged: those that the ledger does not know otherwise, and whose bytes are kept. Only who
 * has the log for itself keeps any.
 * @throws SettingsError, StoreUnavailable
 */
export async function keptPolicies(
  files: PolicyFiles,
  store: EventStore,
  adopted: AdoptedPolicies,
  now: Clock,
): Promise<PolicyBook> {
  let book: PolicyBook;
  try {
    book = await adopted.compare(now());
    files.keep();
  } catch (error) {
    await store.close();
    throw error;
  }
  const logger = new Logger('Policies');
  for (const { policy, sha256, origin } of files.book.versions)
    if (origin === 'hospital') logger.log(`${policy.id}@${policy.version} is known, SHA-256 ${sha256}`);
  for (const { policy } of files.removed)
    logger.log(
      `${policy.id}@${policy.version} is no longer in DATA_DIR/policies; it stays known, and in force by its dates`,
    );
  return book;
}
