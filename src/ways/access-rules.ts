import { readFileSync, statSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { AccessFileFault, type AccessRules, NO_RULES, readAccessRules } from '../access/access-file.js';
import { readGiven } from '../config/durable-file.js';
import { SettingsError, given } from '../config/setting.js';

const LOOKED_AT_EVERY_MS = 1_000;

/** The access file as it is now; what is wrong with a newer one keeps the old one. */
export class AccessRulesFile {
  current: AccessRules;
  /** What is wrong with the file, where it is. */
  trouble: string | undefined;
  private readonly logger = new Logger('Access');
  private readonly looking: NodeJS.Timeout | undefined;
  private seen = '';

  /**
   * @param types those of events that devices may be given
   * @throws SettingsError
   */
  constructor(
    file: string | undefined,
    private readonly types: ReadonlySet<string>,
  ) {
    this.current = file === undefined ? NO_RULES : this.first(file);
    if (file !== undefined) this.looking = setInterval(() => this.look(file), LOOKED_AT_EVERY_MS).unref();
  }

  close(): void {
    clearInterval(this.looking);
  }

  private first(file: string): AccessRules {
    this.seen = marksOf(file);
    const text = readGiven('ACCESS_FILE', file, 'the roles, sites and devices of this site, as JSON');
    try {
      return readAccessRules(text, this.types);
    } catch (error) {
      if (!(error instanceof AccessFileFault)) throw error;
      throw new SettingsError(`ACCESS_FILE is ${given(file)}, in which ${error.message}.`, { cause: error });
    }
  }

  private look(file: string): void {
    const marks = marksOf(file);
    if (marks === this.seen) return;
    this.seen = marks;
    try {
      this.current = readAccessRules(readFileSync(file, 'utf8'), this.types);
      this.trouble = undefined;
      this.logger.log({ msg: 'the access file is read anew' });
    } catch (error) {
      const why = error instanceof AccessFileFault ? error.message : 'it cannot be read';
      this.trouble = `the access file changed, and the one before still holds: ${why}`;
      this.logger.error({ msg: this.trouble });
    }
  }
}

function marksOf(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'gone';
  }
}
