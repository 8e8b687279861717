import { checkpoint, showCheckpoint } from './checkpoint.js';
import type { CommandContext } from './command-context.js';
import { EXIT } from './exit.js';
import { checkPolicy, knownPolicies, showChecked, showPolicies } from './policies.js';
import { rotateKey, showRotated } from './rotate-key.js';
import { type VerifyOptions, showVerified, verifyPaths } from './verify.js';

const several = (text: string, before: readonly string[] = []) => [...before, text];

/** What strangers can rely on: policies, checkpoints, keys, and their verification. */
export function provingCommands({ cli, invocation, print, exit }: CommandContext): void {
  cli
    .command('policies')
    .description('the policies by which audits judge; also while a service runs')
    .option(
      '--check <file>',
      'say instead whether a file could be put into the policies of the data directory',
    )
    .action(({ check }: { check?: string }) => {
      if (check !== undefined) print(checkPolicy(check, invocation()), showChecked);
      else print({ items: knownPolicies(invocation()) }, ({ items }) => showPolicies(items));
    });

  cli
    .command('checkpoint')
    .description('a signed checkpoint that covers all events, published where witnesses are configured')
    .action(async () => print(await checkpoint(invocation()), showCheckpoint));

  cli
    .command('rotate-key')
    .description(
      'replace the signing key; a checkpoint is signed by both keys, then the old one is destroyed',
    )
    .action(async () => print(await rotateKey(invocation()), showRotated));

  cli
    .command('verify <paths...>')
    .description(
      'verify a data directory, a directory of tiles or an evidence pack from public material alone; also while a service runs',
    )
    .option('--key <key or file>', 'a verifier key of the log that was got elsewhere; may repeat', several)
    .option('--witness <key or file>', 'a witness that must have cosigned a pack; may repeat', several)
    .option('--checkpoint <file>', 'compare with a checkpoint that was got elsewhere; may repeat', several)
    .action(async (paths: string[], options: VerifyOptions) => {
      const verified = await verifyPaths(paths, options, invocation().terminal.env);
      print(verified, showVerified);
      if (verified.some(({ ok }) => !ok)) exit(EXIT.problems);
    });
}
