import { ParameterDto } from './policy.dto.js';

/** Another name of a drug or device. Case, blanks, hyphens, accents and trade marks make no difference. */
export class AliasDto {
  /** @example "lioresal" */
  name: string;
  source: string;
  /** How sure it is: read in its source, or remembered. */
  certainty: string;
}

/** What is known of a drug that is infused intrathecally. */
export class DrugDto {
  /** By which answers call it, whatever name was recorded. */
  name: string;
  aliases: AliasDto[];
  /** A figure that is not here is not known; its name says its unit. */
  figures: ParameterDto[];
}

export class Drugs {
  items: DrugDto[];
}

/** What is known of a model of pump or catheter. */
export class DeviceDto {
  kind: 'pump' | 'catheter';
  /** The model. */
  name: string;
  /** The maker, and other names it sells or sold under; one may stand before the model. */
  manufacturers: string[];
  aliases: AliasDto[];
  /** A figure that is not here is not known; its name says its unit. */
  figures: ParameterDto[];
}

export class Devices {
  items: DeviceDto[];
}
