import type { ProgramNow } from '../../infusion/pump-state.js';
import { sixDigits } from '../../infusion/six-digits.js';
import type { Slice, Strength } from '../../infusion/fluid.js';
import { instantText as iso } from '../dto/instants.js';
import type { Settings, SettingsAround } from '../../infusion/settings.js';
import { type Difference, differences } from './differences.js';

/** The settings that an event changed. Event ids and serial numbers are left out. */
export const settingChanges = ({ before, after }: SettingsAround): Difference[] =>
  differences(comparable(before), comparable(after));

function comparable({ pump, catheter, reservoir, program, bolusUntil, path, alarms }: Settings): object {
  return {
    pump: pump && {
      ...pump,
      eventId: null,
      serialNumber: null,
      udi: null,
      implantedAt: iso(pump.implantedAt),
    },
    reservoir,
    program: program && running(program),
    bolusUntil: bolusUntil === null ? null : iso(bolusUntil),
    catheter: catheter && { ...catheter, eventId: null, implantedAt: iso(catheter.implantedAt) },
    path: { tubing: held(path.tubing), catheter: held(path.catheter) },
    alarms: alarms.length === 0 ? null : alarms.map(({ alarm }) => alarm).join(', '),
  };
}

/** The bolus that starts a program counts only while it runs. */
const running = ({ mode, dailyDoseMcg, startsWithUntil, startsWith, ...program }: ProgramNow): object => ({
  mode,
  dailyDoseMcg,
  ...program,
  eventId: null,
  programmedAt: null,
  ...(startsWithUntil !== undefined && {
    startsWith: { ...startsWith, until: iso(startsWithUntil) },
  }),
});

const strength = ({ drug, concentrationMcgPerMl }: Strength): string =>
  `${drug} ${sixDigits(concentrationMcgPerMl)} mcg/mL`;

/** In words from the pump to the tip: `0.05 mL of morphine 10000 mcg/mL, 0.15 mL without drug`. */
function held(slices: readonly Slice[] | null): string | null {
  if (slices === null) return null;
  const parts: { readonly what: string; volumeMl: number }[] = [];
  for (const { volumeMl, fluid } of slices) {
    const what =
      fluid.kind === 'drug'
        ? `of ${[fluid, ...(fluid.with ?? [])].map(strength).join(' with ')}`
        : fluid.kind === 'drug-free'
          ? 'without drug'
          : 'of unknown content';
    const last = parts.at(-1);
    if (last?.what === what) last.volumeMl += volumeMl;
    else parts.push({ what, volumeMl });
  }
  return parts.map(({ what, volumeMl }) => `${sixDigits(volumeMl)} mL ${what}`).join(', ') || null;
}
