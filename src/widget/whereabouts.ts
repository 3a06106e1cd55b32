// T11. At which chatflow the customer is: the page's own, or the one that the live chat was moved to. All tabs of the page go by the same memory.
// Knows no socket.

import type { Elsewhere, MemoryKeeper } from './memory.ts';

/** Attempts to get in elsewhere that may fail before it is asked whether the service can be reached at all. */
const DOUBT_AFTER_COUNT = 3;

export interface Whereabouts {
  /** Where to connect to now, as of the last {@link look}. */
  chatflowId(): string;
  /** Looks where the chat is, another tab's doing included, and answers with the credential for there; null for a newcomer. */
  look(): string | null;
  /** The desk has said welcome, with this credential. */
  welcomed(token: string): void;
  /** The desk here says that the chat goes on there. */
  follow(to: Elsewhere): void;
  /** To the page's own chatflow. True: the customer was elsewhere. */
  goHome(): boolean;
  /** The credential was refused. True: that was elsewhere, and the customer is at home now. */
  refused(): boolean;
  /** An attempt to connect has failed. True: the service is there, but elsewhere nobody lets the customer in: the chat there is over. */
  failed(): Promise<boolean>;
}

/** `reachable`: whether the page's own chatflow answers. */
export function createWhereabouts(home: string, memory: MemoryKeeper, reachable: () => Promise<boolean>): Whereabouts {
  let at: Elsewhere | null = null;
  let failuresCount = 0;
  let proved = false;

  function goHome(): boolean {
    memory.write({ elsewhere: null, chatId: null, live: false });
    const away = at !== null;
    at = null;
    return away;
  }

  return {
    chatflowId: () => at?.chatflowId ?? home,
    look() {
      const { live, elsewhere, token } = memory.read();
      at = live ? elsewhere : null;
      return at ? at.token : token;
    },
    welcomed(token) {
      failuresCount = 0;
      proved = false;
      if (!at) memory.write({ token });
    },
    follow({ chatflowId, token, chatId }) {
      const { live, elsewhere } = memory.read();
      // Another tab may have followed the chat further already.
      if (live && elsewhere && elsewhere.chatflowId !== at?.chatflowId) return;
      const place = chatflowId === home ? { token, elsewhere: null } : { elsewhere: { chatflowId, token, chatId } };
      memory.write({ ...place, chatId, live: true });
    },
    goHome,
    refused() {
      if (at) return goHome();
      memory.write({ token: null });
      return false;
    },
    async failed() {
      if (!at) return false;
      failuresCount++;
      // The network was there a moment ago, and once more it was of no use.
      if (proved) return goHome();
      if (failuresCount < DOUBT_AFTER_COUNT) return false;
      const answers = await reachable();
      proved = answers && failuresCount > 0;
      return false;
    },
  };
}
