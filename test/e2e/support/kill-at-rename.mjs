/** Loaded before a program: ends it, as a power cut would, before a certain renaming of a file. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

let left = Number(process.env['KILL_AT_RENAME']);
const rename = fs.renameSync;
fs.renameSync = (from, to) => {
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  return rename(from, to);
};
syncBuiltinESMExports();
