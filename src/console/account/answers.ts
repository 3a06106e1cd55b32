// What the service answers to the account's pages, as readers. Times are ms since 1970.

import { SCOPES } from '../../shared/access.ts';
import { anything, listOf, maybe, number, oneOf, type ReadOf, shapeOf, text } from '../settings/state/shape.ts';

const role = oneOf('admin', 'editor');

export const person = shapeOf({ personId: text, name: text, email: text, role, chatflows: maybe(listOf(shapeOf({ chatflowId: text }))) });
export const invitation = shapeOf({ invitationId: text, email: text, name: text, role, expiresAt: number });
export const newInvitation = shapeOf({ invitationId: text, link: maybe(text) });

export const key = shapeOf({
  keyId: text,
  name: text,
  prefix: text,
  scopes: listOf(oneOf(...SCOPES)),
  expiresAt: maybe(number),
  lastUsedOn: maybe(text),
});
export const newKey = shapeOf({ name: text, key: maybe(text) });

export const auditLine = shapeOf({
  id: text,
  at: number,
  actor: shapeOf({ kind: oneOf('operator', 'key', 'person', 'desk'), id: text, name: text }),
  act: text,
  chatflowId: maybe(text),
  before: anything,
  after: anything,
});

export const invite = shapeOf({
  accountName: text,
  email: text,
  name: text,
  role,
  step: oneOf('set_password', 'sign_in', 'join'),
});
export const twoStepStart = shapeOf({ uri: text, secret: text, backupCodes: listOf(text) });
export const backupCodes = shapeOf({ backupCodes: listOf(text) });

export type Invite = ReadOf<typeof invite>;
export type TwoStepStart = ReadOf<typeof twoStepStart>;
export type Person = ReadOf<typeof person>;
export type Invitation = ReadOf<typeof invitation>;
export type Key = ReadOf<typeof key>;
export type AuditLine = ReadOf<typeof auditLine>;
