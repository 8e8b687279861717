import type { Query } from '@nestjs/cqrs';
import type { Command } from 'commander';
import type { Invocation, Terminal } from './invocation.js';

/** What each group of commands is given. */
export interface CommandContext {
  readonly cli: Command;
  readonly terminal: Terminal;
  readonly invocation: () => Invocation;
  /** Whether answers are printed for programs. */
  readonly isJson: () => boolean;
  /** Prints an answer as JSON, or as it is shown to people. */
  readonly print: <Answer>(answer: Answer, show: (answer: Answer) => string) => void;
  readonly ask: <Result>(query: Query<Result>) => Promise<Result>;
  /** Ends with another code than success. */
  readonly exit: (code: number) => void;
}
