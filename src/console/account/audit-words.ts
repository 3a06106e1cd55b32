// How an entry of the audit log reads: its act, its fields and their values, in words. Ids are for machines and are left out.

import type { AuditAct } from '../../shared/audit.ts';
import { dayAndTime, t, type Words } from '../language.ts';
import { labelOf } from '../settings/labels.ts';
import type { Difference } from '../settings/state/differences.ts';

export const ACT_WORDS = {
  'settings.changed': 'actSettingsChanged',
  'features.changed': 'actFeaturesChanged',
  'account.created': 'actAccountCreated',
  'chatflow.created': 'actChatflowCreated',
  'chatflow.removed': 'actChatflowRemoved',
  'key.created': 'actKeyCreated',
  'key.revoked': 'actKeyRevoked',
  'admin.added': 'actAdminAdded',
  'person.removed': 'actPersonRemoved',
  'person.role_changed': 'actPersonRoleChanged',
  'invitation.created': 'actInvitationCreated',
  'invitation.revoked': 'actInvitationRevoked',
  'invitation.accepted': 'actInvitationAccepted',
  'editor.added': 'actEditorAdded',
  'editor.changed': 'actEditorChanged',
  'editor.removed': 'actEditorRemoved',
  'editor.set_busy': 'actEditorSetBusy',
  'chat.erased': 'actChatErased',
  'chat.exported': 'actChatExported',
} as const satisfies Record<AuditAct, keyof Words>;

/** Fields of acts other than changes of settings. */
const FIELD_WORDS = {
  name: 'inviteName',
  email: 'email',
  role: 'inviteRole',
  maxChats: 'editorMaxChatsShort',
  scopes: 'keyScopes',
  expiresAt: 'auditExpires',
  prefix: 'auditPrefix',
  queue: 'groupQueue',
  chatflows: 'inviteChats',
} as const satisfies Record<string, keyof Words>;

/** What the changed field is called, or null where it says nothing to a person. */
export function fieldWords(act: string, { pointer }: Difference): string | null {
  if (act === 'settings.changed') return labelOf(pointer);
  const name = pointer.slice(1);
  if (/Id$/.test(name)) return null;
  return isKnown(name) ? t(FIELD_WORDS[name]) : name;
}

/** A value as people write it; `names`: the account's chats by id. */
export function valueWords(pointer: string, value: string, names: ReadonlyMap<string, string>): string {
  if (value === '') return t('auditNothing');
  if (value === 'true' || value === 'false') return value === 'true' ? t('setOn') : t('setOff');
  if (pointer === '/role') return value === 'admin' ? t('roleAdmin') : t('roleEditor');
  if (pointer === '/expiresAt' && /^\d+$/.test(value)) return dayAndTime(Number(value));
  if (pointer === '/chatflows') return [...names].flatMap(([id, name]) => (value.includes(id) ? [name] : [])).join(', ') || value;
  return value;
}

function isKnown(name: string): name is keyof typeof FIELD_WORDS {
  return Object.hasOwn(FIELD_WORDS, name);
}
