import { Module } from '@nestjs/common';
import { SettingsError, given } from '../config/setting.js';
import { Settings } from '../config/settings.js';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';
import { systemClock } from './clock.js';

/** @throws UnusablePolicies; SettingsError for a default that nobody could be judged by */
function policiesOf({ dataDir, defaultPolicy }: Settings): PolicyFiles {
  const now = systemClock();
  const files = PolicyFiles.read(dataDir, now);
  const { ids, versions } = files.book;
  const inForce = ids.filter((id) => files.book.find(id, now));
  if (defaultPolicy === undefined || inForce.includes(defaultPolicy)) return files;
  const why = ids.includes(defaultPolicy)
    ? `, and no version of it is in force yet (${versions.flatMap(({ policy }) => (policy.id === defaultPolicy ? [`${policy.version} from ${policy.inForceFrom}`] : [])).join(', ')})`
    : '';
  throw new SettingsError(
    `DEFAULT_POLICY is ${given(defaultPolicy)}${why}; accepted are the ids of policies that are in force: ${inForce.join(', ')}.`,
  );
}

/** The policies as they were found at start; a fault among them ends the start before the log is opened. */
@Module({
  providers: [{ provide: PolicyFiles, useFactory: policiesOf, inject: [Settings] }],
  exports: [PolicyFiles],
})
export class PoliciesModule {}
