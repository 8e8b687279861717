import type { AccessRules } from '../access/access-file.js';
import type { Subject } from '../access/subject.js';

/** What the access file gives a client; undefined where it names none such. */
export function grantOf(
  client: string,
  { devices }: AccessRules,
): Pick<Subject, 'roles' | 'sites' | 'grant'> | undefined {
  const terms = devices.get(client);
  if (!terms) return undefined;
  const { sites, ...grant } = terms;
  return { roles: ['device'], sites, grant: { client, ...grant } };
}
