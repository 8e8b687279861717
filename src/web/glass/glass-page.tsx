import { pageOf } from '../shell/page.js';
import { BreakForm } from './break-form.js';
import type { GlassView } from './glass-view.js';
import { Own } from './own.js';
import { Reviews } from './reviews.js';
import { say } from '../../words/say.js';
import { ways as texts } from '../../words/texts/ways.js';

export const glassPage = ({ own, opened, toReview, therapyId, breaking, reviewing }: GlassView): string =>
  pageOf({
    title: say(texts.breakTheGlass),
    styles: ['record'],
    children: (
      <>
        <h1>{say(texts.breakTheGlass)}</h1>
        <Own own={own} opened={opened} />
        <BreakForm breaking={breaking} therapyId={therapyId} />
        <Reviews toReview={toReview} reviewing={reviewing} />
      </>
    ),
  });
