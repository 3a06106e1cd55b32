// E5: for every state × event a concrete situation, played against `decide`. A missing one does not compile. Where the table says "never",
// the play shows that no such deadline stands, or that what happens to the desk does not touch a chat in that state.

import { expect } from 'vitest';
import type { Reply } from '../../src/core/reader.ts';
import type { ChatEvent } from '../../src/core/table.ts';
import type { ChatState } from '../../src/shared/model.ts';
import type { Customer, Editor } from './people.ts';
import { Story } from './story.ts';

/** A chat in a state, with its customer, the editor `a` who has or had it (or is just there), and a busy colleague `b`. */
export interface Scene {
  story: Story;
  customer: Customer;
  a: Editor;
  b: Editor;
  chatId: string;
}

export type Play = (scene: Scene) => Reply | null | undefined;

/** Scenes per state. In `waiting`, `a` is full with another chat; in `ownerless`, `a` signed out and came back busy. */
export const SCENES: Record<ChatState, () => Scene> = {
  waiting: () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 1), story.busyEditor('b', 1)];
    const other = story.asking('c0');
    a.focus(other.chatId);
    const customer = story.customer('c1');
    customer.join();
    return { story, customer, a, b, chatId: customer.chatId };
  },
  assigned: () => {
    const story = new Story();
    const [a, b] = [story.editor('a', 1), story.busyEditor('b', 1)];
    const customer = story.customer('c1');
    customer.start();
    return { story, customer, a, b, chatId: customer.chatId };
  },
  ownerless: () => {
    const scene = SCENES.assigned();
    scene.a.signOut();
    scene.a.connect();
    return scene;
  },
  ended: () => {
    const scene = SCENES.assigned();
    scene.customer.end();
    return scene;
  },
};

const noDeadline =
  (kind: 'transfer' | 'silent' | 'idle' | 'customer_grace' | 'queue_grace' | 'orphan' | 'wrap_up'): Play =>
  ({ story, customer, a, b, chatId }) => {
    customer.disconnect();
    for (const editor of [a, b]) editor.disconnect();
    expect(story.desk.deadline(kind, chatId)).toBeUndefined();
    return undefined;
  };

/** `a` and the customer stay, `a` holds the chat if it has it: only this one deadline comes to pass. */
const afterSeconds =
  (seconds: number): Play =>
  ({ story }) => {
    story.laterSeconds(seconds);
    return undefined;
  };

const act = {
  customerMessage: ({ customer }) => customer.write(),
  customerEnd: ({ customer }) => customer.end(),
  focus: ({ a, chatId }) => a.focus(chatId),
  editorMessage: ({ a, chatId }) => a.write(chatId),
  editorEnd: ({ a, chatId }) => a.end(chatId),
  closeWindow: ({ a, chatId }) => a.close(chatId),
  manualTransfer: ({ a, b, chatId, story }) => {
    // The target is available but full, so that the transfer is a reservation.
    b.available();
    story.customer('c8').start();
    return a.transfer(chatId, b);
  },
  take: ({ b, chatId, story }) => {
    story.laterSeconds(30);
    return b.take(chatId);
  },
  moveOut: ({ a, chatId }) => a.move(chatId),
  /** The other chatflow says that it has the chat. */
  moveAccepted: ({ story, chatId }) => {
    story.run({
      type: 'move.accepted',
      chatId,
      moveId: story.desk.chat(chatId)?.moving?.moveId ?? 'none',
      token: 'token',
      toChatId: 'there',
    });
    return undefined;
  },
  takeOverdue: ({ a, customer, chatId, story }) => {
    customer.write();
    story.laterSeconds(30);
    expect(story.chat(chatId).overdueSince).toBe(story.now);
    return a.take(chatId);
  },
  assign: ({ b }) => void b.available(),
  release: ({ a }) => void a.signOut(true),
  /** Nobody counts as available any more. */
  queueClose: ({ a }) => {
    a.setBusyByAdmin();
    return undefined;
  },
  erase: ({ story, chatId }) => void story.run({ type: 'chat.erase', chatId }),
  remove: ({ story }) => void story.run({ type: 'chatflow.remove' }),
  customerGone: ({ customer, story }) => {
    customer.disconnect();
    story.laterSeconds(story.desk.chat(customer.chatId)?.state === 'waiting' ? 120 : 300);
    return undefined;
  },
} satisfies Record<string, Play>;

/** Nothing that happens to the desk makes this of an ended chat, or of one that has no owner to lose. */
const untouchedBy =
  (play: Play): Play =>
  (scene) => {
    const { state, ownerId } = scene.story.chat(scene.chatId);
    play(scene);
    const after = scene.story.chat(scene.chatId);
    expect([after.state, after.ownerId]).toEqual([state, ownerId]);
    return undefined;
  };

/** A question, and then silence of both sides, long enough. */
const idle: Play = ({ story, customer }) => {
  customer.write();
  story.laterSeconds(1_800);
  return undefined;
};

/** The owner is lost, and nobody counts as available. */
const orphaned: Play = ({ a, story }) => {
  a.disconnect();
  story.laterSeconds(345);
  return undefined;
};

export const PLAYS: Record<ChatState, Record<ChatEvent, Play>> = {
  waiting: {
    customer_message: act.customerMessage,
    customer_end: act.customerEnd,
    focus: act.focus,
    editor_message: act.editorMessage,
    editor_end: act.editorEnd,
    close_window: act.closeWindow,
    manual_transfer: ({ a, b, chatId }) => a.transfer(chatId, b),
    take: act.take,
    move_out: act.moveOut,
    move_accepted: untouchedBy(act.moveAccepted),
    assign: act.assign,
    release: untouchedBy(({ b }) => b.signOut(true)),
    transfer_due: noDeadline('transfer'),
    silent_due: noDeadline('silent'),
    idle_due: noDeadline('idle'),
    customer_grace_due: noDeadline('customer_grace'),
    queue_grace_due: act.customerGone,
    orphan_due: noDeadline('orphan'),
    wrap_up_due: noDeadline('wrap_up'),
    queue_close: act.queueClose,
    erase: act.erase,
    chatflow_remove: act.remove,
  },
  assigned: {
    customer_message: act.customerMessage,
    customer_end: act.customerEnd,
    focus: act.focus,
    editor_message: act.editorMessage,
    editor_end: act.editorEnd,
    close_window: act.closeWindow,
    manual_transfer: act.manualTransfer,
    take: act.takeOverdue,
    move_out: act.moveOut,
    move_accepted: (scene) => {
      act.moveOut(scene);
      return act.moveAccepted(scene);
    },
    assign: ({ a, b, chatId }) => {
      b.available();
      return a.transfer(chatId, b);
    },
    release: act.release,
    transfer_due: ({ customer, story, chatId }) => {
      customer.write();
      story.laterSeconds(30);
      expect(story.moments('miss', chatId)).toHaveLength(1);
      return undefined;
    },
    silent_due: afterSeconds(180),
    idle_due: (scene) => {
      scene.a.focus(scene.chatId);
      return idle(scene);
    },
    customer_grace_due: (scene) => {
      scene.customer.write();
      scene.a.focus(scene.chatId);
      return act.customerGone(scene);
    },
    queue_grace_due: noDeadline('queue_grace'),
    orphan_due: (scene) => {
      scene.customer.write();
      return orphaned(scene);
    },
    wrap_up_due: noDeadline('wrap_up'),
    queue_close: (scene) => {
      scene.story.customer('c9').join();
      return act.queueClose(scene);
    },
    erase: act.erase,
    chatflow_remove: act.remove,
  },
  ownerless: {
    customer_message: act.customerMessage,
    customer_end: act.customerEnd,
    focus: act.focus,
    editor_message: act.editorMessage,
    editor_end: act.editorEnd,
    close_window: act.closeWindow,
    manual_transfer: ({ a, b, chatId }) => a.transfer(chatId, b),
    take: act.take,
    move_out: act.moveOut,
    move_accepted: (scene) => {
      scene.a.available();
      act.moveOut(scene);
      scene.a.signOut(true);
      expect(scene.story.chat(scene.chatId)).toMatchObject({ state: 'ownerless', moving: { chatflowId: 'elsewhere' } });
      return act.moveAccepted(scene);
    },
    assign: act.assign,
    release: untouchedBy(act.release),
    transfer_due: (scene) => {
      scene.customer.write();
      return noDeadline('transfer')(scene);
    },
    silent_due: afterSeconds(180),
    idle_due: (scene) => {
      // Shorter than the orphan's time.
      scene.story.change({ idleEndSeconds: 180 });
      return idle(scene);
    },
    customer_grace_due: (scene) => {
      scene.story.change({ customerGraceSeconds: 10 });
      return act.customerGone(scene);
    },
    queue_grace_due: noDeadline('queue_grace'),
    orphan_due: (scene) => {
      scene.customer.write();
      return afterSeconds(300)(scene);
    },
    wrap_up_due: noDeadline('wrap_up'),
    queue_close: act.queueClose,
    erase: act.erase,
    chatflow_remove: act.remove,
  },
  ended: {
    customer_message: act.customerMessage,
    customer_end: act.customerEnd,
    focus: act.focus,
    editor_message: act.editorMessage,
    editor_end: act.editorEnd,
    close_window: act.closeWindow,
    manual_transfer: act.manualTransfer,
    take: act.take,
    move_out: act.moveOut,
    move_accepted: act.moveAccepted,
    assign: untouchedBy(act.assign),
    release: untouchedBy(act.release),
    transfer_due: noDeadline('transfer'),
    silent_due: noDeadline('silent'),
    idle_due: noDeadline('idle'),
    customer_grace_due: noDeadline('customer_grace'),
    queue_grace_due: noDeadline('queue_grace'),
    orphan_due: noDeadline('orphan'),
    wrap_up_due: ({ story, chatId }) => {
      story.laterSeconds(60);
      expect(story.chat(chatId).place).toBeNull();
      return undefined;
    },
    queue_close: act.queueClose,
    erase: ({ story, chatId }) => {
      story.run({ type: 'chat.erase', chatId });
      expect(story.chat(chatId).endReason).toBe('customer_ended');
      return undefined;
    },
    chatflow_remove: act.remove,
  },
};
