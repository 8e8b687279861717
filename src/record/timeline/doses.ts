import type { AuditContext } from '../../compliance/context.js';
import { arrivalOf } from '../../infusion/delivery.js';
import { PathVolumeUnknown, type Site } from '../../infusion/dose.js';
import { type DoseCurve, doseCurve } from '../../infusion/dose-curve.js';
import { DAY_MS } from '../../infusion/schedule.js';
import type { DoseLevel, DrugLine, SiteDoses, Span } from './therapy-timeline.js';

/** As many as a picture can show. */
const MOST_POINTS = 600;

/** The drugs that were ever in the pump, each with what left the reservoir and the tip. */
export const drugLines = (context: AuditContext, window: Span): DrugLine[] =>
  [...context.delivery.drugs].map((drug) => ({
    drug,
    reservoir: siteDoses(context, drug, 'reservoir', window),
    tip: siteDoses(context, drug, 'tip', window),
  }));

function siteDoses(context: AuditContext, drug: string, site: Site, window: Span): SiteDoses {
  const until = site === 'tip' ? knownUntil(context, drug, window) : window.to;
  const curve =
    until > window.from ? curveOf(context, drug, site, { from: window.from, to: until }) : undefined;
  const points = curve?.points.map(({ at, cumulativeMcg }) => [at, cumulativeMcg] as const) ?? [];
  const exact = curve?.exact ?? false;
  return {
    daily: dailyLevels(context, drug, site, window),
    cumulative: points,
    exact,
    ...(until < window.to && {
      missing: 'a volume of the fluid path is neither recorded nor known for its model',
    }),
    ...(exact && until === window.to && { rate: ratesOf(points) }),
  };
}

function dailyLevels(context: AuditContext, drug: string, site: Site, { from, to }: Span): DoseLevel[] {
  return context
    .uninterrupted(drug, site)
    .filter(({ start, end }) => end > from && start < to)
    .map(({ start, end, mcgPerDay }) => ({
      start: Math.max(start, from),
      end: Math.min(end, to),
      mcgPerDay: Number.isNaN(mcgPerDay) ? null : mcgPerDay,
    }));
}

const curveOf = ({ delivery }: AuditContext, drug: string, site: Site, span: Span): DoseCurve =>
  doseCurve(delivery, { drug, site, ...span, maxPoints: MOST_POINTS });

/** The window's end, or where the tip's dose becomes unknown within it. */
function knownUntil(context: AuditContext, drug: string, window: Span): number {
  const isKnown = (to: number): boolean => {
    try {
      curveOf(context, drug, 'tip', { from: window.from, to });
      return true;
    } catch (error) {
      if (error instanceof PathVolumeUnknown) return false;
      throw error;
    }
  };
  if (isKnown(window.to)) return window.to;
  const starts = context.delivery.tip
    .filter(({ fluid }) => fluid.kind === 'unknown')
    .map((layer) => Math.floor(arrivalOf(context.delivery, layer)))
    .filter((at) => at > window.from && at < window.to);
  const first = starts[0];
  return first !== undefined && isKnown(first) ? first : window.from;
}

/** The slopes of an exact curve. Instants are rounded to the millisecond, which no slope may make anything of. */
export function ratesOf(points: SiteDoses['cumulative']): DoseLevel[] {
  const rates: DoseLevel[] = [];
  const most = points.at(-1)?.[1] ?? 0;
  points.slice(1).forEach(([end, mcg], index) => {
    const [start, before] = points[index]!;
    if (end <= start) return;
    const mcgPerDay = ((mcg - before) / (end - start)) * DAY_MS;
    const last = rates.at(-1);
    const speck = 1e-9 * Math.max(mcgPerDay, last?.mcgPerDay ?? 0) + (1e-12 * most * DAY_MS) / (end - start);
    if (last && Math.abs(last.mcgPerDay! - mcgPerDay) <= speck) rates[rates.length - 1] = { ...last, end };
    else rates.push({ start, end, mcgPerDay });
  });
  return rates;
}
