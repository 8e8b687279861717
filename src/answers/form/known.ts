import type { Device } from '../../infusion/devices/model.js';
import type { Drug } from '../../infusion/drugs/drug.js';
import type { Alias } from '../../infusion/known-names.js';
import type { AliasDto, DeviceDto, DrugDto } from '../dto/known.dto.js';
import type { DevicesFound } from '../known.js';
import { figuresIn } from './figures.js';

const aliasAnswer = ({ value, source, certainty }: Alias): AliasDto => ({ name: value, source, certainty });

export const drugAnswer = (drug: Drug): DrugDto => ({
  name: drug.name,
  aliases: drug.aliases.map(aliasAnswer),
  figures: figuresIn(drug),
});

const deviceAnswer =
  (kind: DeviceDto['kind']) =>
  (device: Device): DeviceDto => ({
    kind,
    name: device.name,
    manufacturers: [...device.makers],
    aliases: device.aliases.map(aliasAnswer),
    figures: figuresIn(device),
  });

export const deviceAnswers = ({ pumps, catheters }: DevicesFound): DeviceDto[] => [
  ...pumps.map(deviceAnswer('pump')),
  ...catheters.map(deviceAnswer('catheter')),
];
