/** A figure as people are given it: six digits at most. Programs are given it as it is. */
export const sixDigits = (value: number): string => String(Number(value.toPrecision(6)));
