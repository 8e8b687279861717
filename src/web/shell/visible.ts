/** Signs that nobody sees and that turn the order of what stands around them. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** What a form sends back must stay as it is. */
const SENT_BACK = /(<textarea[^>]*>[^<]*<\/textarea>|\svalue="[^"]*")/;
const EITHER = new RegExp(`${SENT_BACK.source}|${TURNING.source}`, 'g');

const named = (sign: string): string => `\\u${sign.codePointAt(0)!.toString(16).padStart(4, '0')}`;

/** A page on which what somebody wrote cannot turn figures around: such signs are shown by their numbers. */
export const withTurningSignsShown = (html: string): string =>
  TURNING.test(html) ? html.replaceAll(EITHER, (sign, field?: string) => field ?? named(sign)) : html;
