// The words of the audit log: who acted, and which acts are written down. A closed set that D1, API and console share. Types and constants only.

/** Who did it: the operator, a key of the account, a signed-in person, or the desk itself by a rule. */
export const ACTOR_KINDS = ['operator', 'key', 'person', 'desk'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** `id`: the key's or the person's; empty for the operator, the chatflow's for its desk. */
export interface Actor {
  kind: ActorKind;
  id: string;
}

/** What is written down. `before` and `after` hold the fields that changed, texts included, and never a secret. */
export const AUDIT_ACTS = [
  'account.created',
  'features.changed',
  'admin.added',
  'invitation.created',
  'invitation.accepted',
  'invitation.revoked',
  'person.role_changed',
  'person.removed',
  'key.created',
  'key.revoked',
  'chatflow.created',
  'chatflow.removed',
  'settings.changed',
  'editor.added',
  'editor.changed',
  'editor.removed',
  'editor.set_busy',
  'chat.erased',
  'chat.exported',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** Plain data, as it is shown to admins. */
export type AuditFields = Record<string, unknown>;

/** One line of the log as it is written; `at`: ms since 1970. */
export interface AuditEntry {
  /** Made by whoever writes it: the same entry told twice is one line. */
  id: string;
  accountId: string;
  /** The chatflow it concerns, or null for the account as a whole. */
  chatflowId: string | null;
  at: number;
  actor: Actor;
  act: AuditAct;
  /** Null where there was, or is, nothing. */
  before: AuditFields | null;
  after: AuditFields | null;
}
