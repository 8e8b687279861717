import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONFIG = `
[ca]
basicConstraints = critical, CA:true
[signer]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = this
[this]
serial = serial
default_policy = 1.2.3.4
digests = sha256
signer_digest = sha256
`;

/**
 * A timestamp authority of openssl, whose root certificate lies in `ca.pem`.
 * @param folder an empty one
 * @returns what it answers of a text
 */
export function timestampAuthority(folder: string): (text: string) => Buffer {
  const openssl = (...lines: readonly string[]) => {
    const shell = lines.map((line) => `openssl ${line}`).join('\n');
    const { status, stderr } = spawnSync('sh', ['-ec', shell], { cwd: folder });
    if (status !== 0) throw new Error(`${shell}: ${stderr.toString()}`);
  };
  writeFileSync(join(folder, 'config'), CONFIG);
  writeFileSync(join(folder, 'serial'), '01\n');
  const request = 'req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';
  openssl(
    `${request} -x509 -subj /CN=root -keyout ca.key -out ca.pem -days 2 -config config -extensions ca -section ca`,
    `${request} -subj /CN=authority -keyout signer.key -out signer.csr -config config -section ca`,
    'x509 -req -in signer.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile config -extensions signer -out signer.pem',
  );
  return (text) => {
    writeFileSync(join(folder, 'text'), text);
    openssl(
      'ts -query -data text -sha256 -cert -out query',
      'ts -reply -config config -section this -queryfile query -signer signer.pem -inkey signer.key -out reply',
    );
    return readFileSync(join(folder, 'reply'));
  };
}
