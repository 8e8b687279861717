import { resolve } from 'node:path';
import { type DefaultedName, SETTINGS, type SettingName } from './known-settings.js';
import type { FaultKind } from '../faults/catalogue.js';
import { Foreseen } from '../faults/fault.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One line for the operator: which setting, what was given, what is accepted. */
export class SettingsError extends Foreseen {
  readonly kind: FaultKind = 'refused';
}

/** The data directory is given rightly, but its log cannot be used: another process has it, or another release made it. */
export class DataDirUnusable extends SettingsError {
  override readonly kind = 'unavailable';
}

/** Quoted, and in one line whatever is in it. */
export const given = (text: string): string =>
  JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);

/**
 * An empty value is refused and not taken for an absent one: `AUTH=$FORGOTTEN` must not choose the default silently.
 */
export function value(env: Environment, name: SettingName): string | undefined {
  const text = env[name];
  if (text !== undefined && text.trim() === '') {
    throw new SettingsError(`${name} is empty; give it a value, or unset it for the default.`);
  }
  return text;
}

/** Absolute. */
export function path(env: Environment, name: SettingName): string | undefined {
  const file = value(env, name);
  return file === undefined ? undefined : resolve(file);
}

export const valueOrDefault = (env: Environment, name: DefaultedName): string =>
  value(env, name) ?? SETTINGS[name].fallback;

export function oneOf<const Choice extends string>(
  env: Environment,
  name: DefaultedName,
  choices: readonly Choice[],
): Choice {
  const text = valueOrDefault(env, name);
  const choice = choices.find((known) => known === text);
  if (choice !== undefined) return choice;
  throw new SettingsError(`${name} is ${given(text)}; accepted are ${choices.join(', ')}.`);
}

export function wholeNumber(
  env: Environment,
  name: DefaultedName,
  { least, most }: { least: number; most: number },
): number {
  const text = valueOrDefault(env, name);
  const number = Number(text);
  if (/^\d{1,15}$/.test(text) && number >= least && number <= most) return number;
  throw new SettingsError(`${name} is ${given(text)}; accepted is a whole number from ${least} to ${most}.`);
}
