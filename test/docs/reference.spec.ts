import { execFileSync } from 'node:child_process';

/** Of the built service, as the pages are made. */
test('the reference is what the code says', () => {
  let said = '';
  try {
    execFileSync(process.execPath, ['scripts/reference.mjs', '--check'], { encoding: 'utf8' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    said = stdout + stderr;
  }
  expect(said).toBe('');
});
