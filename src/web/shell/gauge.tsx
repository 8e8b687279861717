import { element } from '../../reports/charts/svg.js';
import { Svg } from './svg.js';

const HEIGHT = 14;

interface Held {
  readonly heldMl: number;
  readonly capacityMl: number;
  readonly alarmMl: number;
  /** Of the drawing, px. */
  readonly width: number;
}

/** How full a reservoir is, with the level of its alarm. The same must stand beside it in words. */
export const Gauge = ({ heldMl, capacityMl, alarmMl, width }: Held) => {
  const part = (volume: number) => width * Math.min(1, volume / capacityMl);
  return (
    <Svg
      class="gauge"
      drawing={element(
        'svg',
        { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, 'aria-hidden': 'true', class: 'gauge' },
        element('rect', { x: 0.5, y: 0.5, width: width - 1, height: HEIGHT - 1, class: 'gauge-frame' }),
        element('rect', { x: 0, y: 0, width: part(heldMl), height: HEIGHT, class: 'gauge-held' }),
        element('rect', { x: part(alarmMl), y: 0, width: 2, height: HEIGHT, class: 'gauge-alarm' }),
      )}
    />
  );
};
