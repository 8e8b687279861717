/** What a setting that names somebody outside may be. */
export const WEB_ADDRESS = 'a URL of http or https without user and password';

export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}
