import { sixDigits } from '../../infusion/six-digits.js';
import type { Instant } from '../../therapy/envelope.js';
import { calendarDay } from '../../therapy/occurred-at.js';

export const mcgPerDay = (value: number): string => `${sixDigits(value)} mcg/day`;
export const mcg = (value: number): string => `${sixDigits(value)} mcg`;
export const ml = (value: number): string => `${sixDigits(value)} mL`;
export const strength = (value: number): string => `${sixDigits(value)} mcg/mL`;
export const day = (at: Instant): string => calendarDay(at, 0);
