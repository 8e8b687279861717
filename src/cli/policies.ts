import { type PolicyDto } from '../answers/dto/policy.dto.js';
import { policyAnswer } from '../answers/form/policy.js';
import { systemClock } from '../repository/clock.js';
import { listedPolicies } from '../answers/policy-in-force.js';
import { PolicyFiles, checkedPolicyFile } from '../compliance/policies/files/policy-files.js';
import { PolicyBook } from '../compliance/policies/index.js';
import type { Invocation } from './invocation.js';
import { settingsOf } from './session.js';
import { list, table } from './table.js';

/** As the service would know them if it started now; also while one runs. Keeps nothing. */
export function knownPolicies(invocation: Invocation): readonly PolicyDto[] {
  const { dataDir, eventStore, defaultPolicy } = settingsOf(invocation);
  const now = systemClock();
  const files = PolicyFiles.read(dataDir, now);
  // The log of a server may know versions that are not kept here.
  const { versions } = files.dated(eventStore === 'sqlite' ? new Map() : files.keptSince);
  const chosen = defaultPolicy === undefined ? [] : [{ policy: defaultPolicy, from: now }];
  return listedPolicies(new PolicyBook(versions, chosen), now).map(policyAnswer);
}

const proposals = ({ parameters }: PolicyDto): number =>
  parameters.filter(({ needsApproval }) => needsApproval).length;

export const showPolicies = (policies: readonly PolicyDto[]): string =>
  table(
    ['policy', 'origin', 'in force from', 'in force', 'to approve', 'title'],
    policies.map((policy) => [
      `${policy.id}@${policy.version}`,
      policy.origin,
      policy.inForceFrom ?? 'ever',
      policy.inForce ? 'yes' : 'no',
      String(proposals(policy)),
      policy.title,
    ]),
  );

/** A file that the service would take. */
interface CheckedPolicy {
  readonly file: string;
  readonly id: string;
  readonly version: string;
  readonly inForceFrom?: string;
  readonly sha256: string;
}

/** @throws UnusablePolicies */
export function checkPolicy(file: string, invocation: Invocation): CheckedPolicy {
  const { policy, sha256 } = checkedPolicyFile(file, settingsOf(invocation).dataDir, systemClock());
  const { id, version, inForceFrom } = policy;
  return { file, id, version, ...(inForceFrom !== undefined && { inForceFrom }), sha256 };
}

export const showChecked = ({ file, id, version, inForceFrom, sha256 }: CheckedPolicy): string =>
  list([
    ['file', file],
    ['policy', `${id}@${version}, can be used`],
    ['in force from', inForceFrom ?? 'the day on which the service first reads it'],
    ['SHA-256', sha256],
  ]);
