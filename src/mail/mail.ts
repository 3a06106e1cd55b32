// Mail, by the platform's `send_email` binding where a deployment has one. Without it nothing is sent: links are handed over by whoever made
// them, and a local demo prints them. Must not know what a letter is for.

import { describe, log } from '../shared/log.ts';

export interface Letter {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}

export interface MailSetting {
  /** The platform's binding, which sends to addresses that the deployment has allowed. */
  EMAIL?: SendEmail;
  /** The sender, an address of a domain of the deployment's own. */
  MAIL_FROM?: string;
  DEMO?: string;
}

/** Whether this deployment sends mail. */
export function sendsMail({ EMAIL, MAIL_FROM }: MailSetting): boolean {
  return EMAIL !== undefined && MAIL_FROM !== undefined && MAIL_FROM !== '';
}

/** Sends a letter. False: it was not taken, and the log says so without saying to whom. */
export async function sendMail({ EMAIL, MAIL_FROM }: MailSetting, { to, subject, text }: Letter): Promise<boolean> {
  if (EMAIL === undefined || !MAIL_FROM) return false;
  try {
    await EMAIL.send({ from: { email: MAIL_FROM, name: 'Nästa' }, to, subject, text });
    return true;
  } catch (thrown) {
    log('mail_failed', describe(thrown));
    return false;
  }
}

/** In a local demo, where nobody gets mail: prints the link. A deployment prints none. */
export function printLink({ DEMO }: MailSetting, link: string): void {
  if (DEMO === '1') log('link_for_the_demo', { link });
}
