import type { Alias } from '../known-names.js';
import type { Sourced } from '../provenance.js';
import { shortestImplantedCm } from './catheter-lengths.js';
import type { CatheterModel } from './model.js';

const volumePerCmMl: Sourced = {
  value: 0.0022,
  source: 'device manual; agrees with an inner diameter of 0.53 mm',
  certainty: 'memory-medium',
};

const PRODUCTS = 'Medtronic product pages';

const catheter = (
  name: Alias,
  about: Pick<CatheterModel, 'brands' | 'fullLengthCm'> = {},
): CatheterModel => ({
  name: name.value,
  makers: ['Medtronic'],
  aliases: [name],
  volumePerCmMl,
  shortestImplantedCm,
  ...about,
});

const shown = (value: string): Alias => ({ value, source: PRODUCTS, certainty: 'read-in-source' });
const older = (value: string): Alias => ({
  value,
  source: 'Medtronic article number',
  certainty: 'memory-high',
});

/** A brand of several models: the length stays open. */
const brand = (name: string, ...others: readonly string[]): CatheterModel => ({
  name,
  makers: ['Medtronic'],
  aliases: [shown(name), ...others.map(shown)],
  volumePerCmMl,
});

const inDura = ['InDura 1P', 'InDura'];

export const medtronicCatheters: readonly CatheterModel[] = [
  catheter(older('8709'), { brands: inDura }),
  catheter(older('8731')),
  catheter(shown('8709SC'), {
    brands: inDura,
    fullLengthCm: { value: 89, source: 'Medtronic product page', certainty: 'read-in-source' },
  }),
  catheter(shown('8731SC'), {
    fullLengthCm: { value: 104.1, source: 'device manual', certainty: 'memory-medium' },
  }),
  catheter(shown('8780'), {
    brands: ['Ascenda'],
    fullLengthCm: { value: 114, source: 'device manual', certainty: 'memory-low' },
  }),
  catheter(shown('8781'), {
    brands: ['Ascenda'],
    fullLengthCm: { value: 140, source: 'device manual', certainty: 'memory-low' },
  }),
  brand('Ascenda'),
  brand('InDura 1P', 'InDura'),
];
