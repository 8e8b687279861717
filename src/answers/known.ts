import { catheterModels, pumpModels } from '../infusion/devices.js';
import type { CatheterModel, PumpModel } from '../infusion/devices/model.js';

export interface DevicesFound {
  readonly pumps: readonly PumpModel[];
  readonly catheters: readonly CatheterModel[];
}

export const knownDevices: DevicesFound = { pumps: pumpModels, catheters: catheterModels };
