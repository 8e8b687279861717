import { pageOf } from '../shell/page.js';

interface LeadOn {
  readonly title: string;
  readonly words: string;
  /** Where it leads; a form's own answer may not redirect there. */
  readonly href: string;
  readonly link: string;
}

/** A page that goes on by itself. */
export const leadOnPage = ({ title, words, href, link }: LeadOn): string =>
  pageOf({
    title,
    next: href,
    children: (
      <>
        <h1>{title}</h1>
        <p>{words}</p>
        <p>
          <a class="main" href={href}>
            {link}
          </a>
        </p>
      </>
    ),
  });
