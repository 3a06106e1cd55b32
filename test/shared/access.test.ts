// Who may do what, asked of the function itself: what no caller may ever reach, and that strangers learn nothing.

import { describe, expect, it } from 'vitest';
import { type Act, ALL_ACTS, type Caller, frameAct, mayAct, SCOPES, type Target } from '../../src/shared/access.ts';

const SERVICE: Target = { accountId: null, chatflowId: null };
const ACCOUNT: Target = { accountId: 'a1', chatflowId: null };
const CHATFLOW: Target = { accountId: 'a1', chatflowId: 'c1' };
const DESK: Target = { accountId: null, chatflowId: 'c1' };
const TARGETS = [SERVICE, ACCOUNT, CHATFLOW, DESK];

const admin: Caller = { kind: 'person', personId: 'p1', memberships: [{ accountId: 'a1', role: 'admin' }], chatflows: [] };
const editor: Caller = { kind: 'person', personId: 'p2', memberships: [{ accountId: 'a1', role: 'editor' }], chatflows: ['c1'] };
const key: Caller = { kind: 'key', keyId: 'k1', accountId: 'a1', scopes: SCOPES };
const ticket: Caller = { kind: 'ticket', editorId: 'p2', chatflowId: 'c1' };
const customer: Caller = { kind: 'customer', customerId: 'x', chatflowId: 'c1' };
const STRANGERS: Caller[] = [
  { ...key, accountId: 'a2' },
  { kind: 'person', personId: 'p3', memberships: [{ accountId: 'a2', role: 'admin' }], chatflows: ['c2'] },
  { ...ticket, chatflowId: 'c2' },
  { ...customer, chatflowId: 'c2' },
];

function allowedTo(caller: Caller, target: Target): Act[] {
  return ALL_ACTS.filter((act) => mayAct(caller, act, target).ok);
}

describe('who may do what', () => {
  it('S1 nobody may do nothing', () => {
    for (const target of TARGETS) {
      expect(allowedTo({ kind: 'nobody' }, target)).toEqual([]);
      expect(mayAct({ kind: 'nobody' }, 'settings.read', target)).toEqual({ ok: false, code: 'unauthenticated' });
    }
  });

  it('S4 a stranger to an account or a desk may do nothing there, and hears that it does not exist', () => {
    for (const caller of STRANGERS) {
      for (const target of [CHATFLOW, DESK]) {
        expect(allowedTo(caller, target)).toEqual([]);
        expect(mayAct(caller, 'settings.read', target)).toEqual({ ok: false, code: 'not_found' });
      }
    }
  });

  it('S1 only the operator makes accounts and grants features', () => {
    for (const act of ['accounts.create', 'features.change'] as const) {
      for (const target of TARGETS) {
        expect(mayAct({ kind: 'operator' }, act, target).ok).toBe(true);
        for (const caller of [admin, editor, key, ticket, customer, ...STRANGERS]) expect(mayAct(caller, act, target).ok).toBe(false);
      }
    }
  });

  it('S1 a key with every scope still makes no keys, sees no audit log and invites nobody', () => {
    for (const act of ALL_ACTS.filter((name) => /^(keys|audit|people|invitations|admins)\./.test(name))) {
      expect([act, mayAct(key, act, ACCOUNT)]).toEqual([act, { ok: false, code: 'forbidden' }]);
      expect(mayAct(admin, act, ACCOUNT).ok).toBe(true);
    }
  });

  it('S1 a key may exactly what its scopes say', () => {
    const only = (scope: (typeof SCOPES)[number]) => allowedTo({ kind: 'key', keyId: 'k', accountId: 'a1', scopes: [scope] }, CHATFLOW);
    expect(only('statistics:read')).not.toContain('settings.read');
    expect(only('settings:read')).not.toContain('settings.change');
    expect(only('settings:write')).toEqual(expect.arrayContaining(['settings.read', 'settings.change']));
    expect(only('desk:read')).toContain('desk.read');
    expect(only('editors:write')).not.toContain('settings.change');
    for (const scope of SCOPES) expect(allowedTo(key, CHATFLOW)).toEqual(expect.arrayContaining(only(scope)));
    expect(allowedTo({ ...key, scopes: [] }, CHATFLOW)).toEqual([]);
  });

  it('S1 an editor reads no settings and changes nothing of the account', () => {
    const allowed = allowedTo(editor, CHATFLOW);
    expect(allowed).toContain('desk.ticket');
    expect(allowed.filter((act) => /change|create|remove|add$/.test(act))).toEqual([]);
    expect(mayAct(editor, 'settings.read', CHATFLOW)).toEqual({ ok: false, code: 'forbidden' });
    expect(mayAct({ ...editor, chatflows: [] }, 'desk.ticket', CHATFLOW)).toEqual({ ok: false, code: 'forbidden' });
  });

  it('S1 frames are for sockets only: no session and no key may what a ticket may, and neither side the other’s', () => {
    const frames = ALL_ACTS.filter((act) => /^(customer|editor)\./.test(act));
    expect(frames.length).toBeGreaterThan(15);
    for (const act of frames) {
      for (const caller of [{ kind: 'operator' } as const, admin, editor, key]) expect(mayAct(caller, act, CHATFLOW).ok).toBe(false);
      expect(mayAct(ticket, act, DESK).ok).toBe(act.startsWith('editor.'));
      expect(mayAct(customer, act, DESK).ok).toBe(act.startsWith('customer.'));
    }
    expect(frameAct('customer', 'take')).toBeNull();
    expect(frameAct('editor', 'start')).toBeNull();
    expect(frameAct('editor', 'take')).toBe('editor.take');
  });
});
