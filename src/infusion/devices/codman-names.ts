/** The names under which Codman's pumps and catheters were sold. */
export const CODMAN = [
  'Codman',
  'Codman & Shurtleff',
  'Codman Neuro',
  'Johnson & Johnson',
  'DePuy Synthes',
  'Medos',
] as const;
