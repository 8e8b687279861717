import type { AuditContext } from '../../compliance/context.js';
import { arrivalOf } from '../../infusion/delivery.js';
import { FlowUnknown, PathVolumeUnknown, type Site } from '../../infusion/dose.js';
import { type DoseCurve, doseCurve } from '../../infusion/dose-curve.js';
import { DAY_MS } from '../../infusion/schedule.js';
import { SAME_PART, SPECK_PART } from '../../infusion/tolerances.js';
import type { DoseLevel, DrugLine, SiteDoses, Span } from './therapy-timeline.js';

/** More points than this cannot be seen in a drawing. */
const MOST_POINTS = 600;

/** The drugs that were ever in the pump, each with what left the reservoir and the tip. */
export const drugLines = (context: AuditContext, window: Span): DrugLine[] =>
  [...context.delivery.drugs].map((drug) => ({
    drug,
    reservoir: siteDoses(context, drug, 'reservoir', window),
    tip: siteDoses(context, drug, 'tip', window),
  }));

function siteDoses(context: AuditContext, drug: string, site: Site, window: Span): SiteDoses {
  const curve = curveOf(context, drug, site, window);
  const known =
    curve ?? curveOf(context, drug, site, { from: window.from, to: unknownFrom(context, site, window) });
  const points = known?.points.map(({ at, cumulativeMcg }) => [at, cumulativeMcg] as const) ?? [];
  const exact = known?.exact ?? false;
  return {
    daily: dailyLevels(context, drug, site, window),
    cumulative: points,
    exact,
    ...(!curve && { missing: MISSING[site] }),
    ...(curve && exact && { rate: ratesOf(points) }),
  };
}

const MISSING: Readonly<Record<Site, string>> = {
  reservoir: 'nobody knows what flowed',
  tip: 'a volume of the fluid path is neither recorded nor known for its model, or nobody knows what flowed',
};

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

/** Undefined where the dose at the site cannot be computed. */
function curveOf({ delivery }: AuditContext, drug: string, site: Site, span: Span): DoseCurve | undefined {
  if (span.to <= span.from) return undefined;
  try {
    return doseCurve(delivery, { drug, site, ...span, maxPoints: MOST_POINTS });
  } catch (error) {
    if (error instanceof PathVolumeUnknown || error instanceof FlowUnknown) return undefined;
    throw error;
  }
}

/** When what leaves a site becomes unknown within a window; its start where it is so from there on. */
function unknownFrom({ delivery }: AuditContext, site: Site, { from, to }: Span): number {
  const flows = delivery.segments.filter(({ flowUnknown }) => flowUnknown).map(({ start }) => start);
  const layers = site === 'tip' ? delivery.tip.filter(({ fluid }) => fluid.kind === 'unknown') : [];
  const starts = [...flows, ...layers.map((layer) => arrivalOf(delivery, layer))].map(Math.floor);
  const inside = starts.filter((at) => at > from && at < to);
  return inside.length > 0 ? Math.min(...inside) : from;
}

/** The slopes of an exact curve. Instants are rounded to the millisecond: a difference that small gives no slope. */
function ratesOf(points: SiteDoses['cumulative']): DoseLevel[] {
  const rates: DoseLevel[] = [];
  const most = points.at(-1)?.[1] ?? 0;
  points.slice(1).forEach(([end, mcg], index) => {
    const [start, before] = points[index]!;
    if (end <= start) return;
    const mcgPerDay = ((mcg - before) / (end - start)) * DAY_MS;
    const last = rates.at(-1);
    const speck =
      SAME_PART * Math.max(mcgPerDay, last?.mcgPerDay ?? 0) + (SPECK_PART * most * DAY_MS) / (end - start);
    if (last && Math.abs(last.mcgPerDay! - mcgPerDay) <= speck) rates[rates.length - 1] = { ...last, end };
    else rates.push({ start, end, mcgPerDay });
  });
  return rates;
}
