import { catheterModel, pumpModel } from '../../infusion/devices.js';
import type { Ask, Check } from './check.js';
import { objectsIn } from './members.js';

/** A pump has a maker beside its model, a catheter has none. */
export const modelUnknown: Ask = ({ entry: { data } }) =>
  objectsIn(data).flatMap(({ pointer, object: { model, manufacturer } }): Check[] => {
    if (typeof model !== 'string') return [];
    const isPump = typeof manufacturer === 'string';
    if (isPump ? pumpModel(model) : catheterModel(model)) return [];
    return [
      {
        code: 'MODEL_UNKNOWN',
        severity: 'notice',
        field: `${pointer}/model`,
        detail: `${model} is no ${isPump ? 'pump' : 'catheter'} that is known here: what is not recorded of it stays unknown`,
      },
    ];
  });
