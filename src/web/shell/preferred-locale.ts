import { LOCALES, type Locale } from '../../words/locale.js';

/** Ours that a browser likes best; English where it likes none. @param accepted `Accept-Language` */
export function preferredLocale(accepted = ''): Locale {
  const liked = accepted
    .slice(0, 1_000)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find(Boolean);
      return { language: range.split('-')[0], quality: Number(quality ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  for (const { language } of liked) {
    const known = LOCALES.find((locale) => locale === language);
    if (known) return known;
  }
  return 'en';
}
