import { constantFlowPumps } from './devices/constant-flow-pumps.js';
import { medStream } from './devices/medstream.js';
import { medtronicCatheters } from './devices/medtronic-catheters.js';
import type { CatheterModel, PumpModel } from './devices/model.js';
import { otherCatheters } from './devices/other-catheters.js';
import { prometra, prometraII } from './devices/prometra.js';
import { recogniser } from './devices/recognise.js';
import { synchroMedEL, synchroMedII, synchroMedIII } from './devices/synchromed.js';

export const pumpModels: readonly PumpModel[] = [
  synchroMedII,
  synchroMedIII,
  synchroMedEL,
  prometra,
  prometraII,
  medStream,
  ...constantFlowPumps,
];

export const catheterModels: readonly CatheterModel[] = [...medtronicCatheters, ...otherCatheters];

/** What is known of a pump by its model as recorded: `Medtronic SynchroMed® II 8637-40` is SynchroMed II. */
export const pumpModel = recogniser(pumpModels);

/** What is known of a catheter by its model as recorded. */
export const catheterModel = recogniser(catheterModels);
