/** Loaded before a program: ends it, as a power cut would, before a certain renaming of a file, or before a statement. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';

const { KILL_AT_RENAME, KILL_AT_SQL } = process.env;
const end = () => process.kill(process.pid, 'SIGKILL');

let left = Number(KILL_AT_RENAME);
const rename = fs.renameSync;
fs.renameSync = (from, to) => {
  left -= 1;
  if (left === 0) end();
  return rename(from, to);
};
syncBuiltinESMExports();

const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql) {
  if (sql === KILL_AT_SQL) end();
  return exec.call(this, sql);
};
