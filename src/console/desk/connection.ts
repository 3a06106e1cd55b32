// One desk, connected: a session, the view that its frames make, and the editor's acts as commands. Knows frames and views, no screen.

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { beatFromWorker } from '../../client/beat.ts';
import { type CommandOf, createSession, type Session, type SessionState, type SignalOf, type StateDetail } from '../../client/session.ts';
import { withAnswer, withOutgoing, withoutOutgoing } from '../../client/transcript.ts';
import type { Answer, EditorIn, EditorOut } from '../../shared/protocol.ts';
import { applyFrame, changeTranscript, type DeskView, heldWindows } from '../state/desk.ts';
import { type Happening, happenings } from '../state/happenings.ts';
import { deadlinesOf, ownEditor } from '../state/standing.ts';
import { ticketsOf } from './tickets.ts';

/** How the connection stands; `bye` only with `closed`. */
export interface Link extends StateDetail {
  state: SessionState;
}

export interface DeskConnection {
  readonly chatflowId: string;
  readonly name: ReadonlySignal<string>;
  readonly view: ReadonlySignal<DeskView | null>;
  /** The editor's own name there; a signal of its own, because {@link view} changes with every frame. */
  readonly ownName: ReadonlySignal<string>;
  readonly link: ReadonlySignal<Link>;
  /** Any command; refusals are answers. */
  send(command: CommandOf<EditorIn>): Promise<Answer>;
  signal(frame: SignalOf<EditorIn>): void;
  /** Writes a message: it stands in the transcript as "sending" at once. Again with the same id: another attempt. */
  write(chatId: string, text: string, commandId?: string): Promise<Answer>;
  /** Takes a message that was not sent out of the transcript. */
  discard(chatId: string, commandId: string): void;
  /** The desk's time, ms since 1970. */
  serverNow(): number;
  /** Ends the connection; `forget`: also the ticket, so that nobody comes back with it. */
  close(forget: boolean): void;
}

/** There is no ticket to connect with now. */
class NoTicket extends Error {}

/** Connects to a desk. `happened` hears what each frame meant, after the view has changed; `opened` each time the desk has said welcome. */
export function connectDesk(
  personId: string,
  chatflow: { id: string; name: string },
  hear: { happened(happening: Happening, desk: DeskConnection): void; opened(desk: DeskConnection): void },
): DeskConnection {
  const view = signal<DeskView | null>(null);
  const link = signal<Link>({ state: 'connecting' });
  const name = signal(chatflow.name);
  const tickets = ticketsOf(personId, chatflow.id);
  const session: Session<EditorIn> = createSession<EditorIn, EditorOut>({
    url: () => socketUrl(chatflow.id),
    credential: (fresh) => credential(fresh),
    hello: () => ({ type: 'hello', windows: heldWindows(view.peek()) }),
    onFrame,
    onState(state, detail) {
      link.value = { state, ...detail };
      if (state === 'open') hear.opened(desk);
    },
  });
  const stopBeating = beatFromWorker(() => session.beat());

  /** Rejects when there is no ticket: the session tries again, unless the person has no right to one any more. */
  async function credential(fresh: boolean): Promise<string> {
    const result = await tickets.get(fresh);
    if (result.kind === 'ticket') return result.ticket;
    if (result.kind !== 'unreachable') {
      session.close();
      link.value = { state: 'closed', bye: result.kind === 'out' ? 'unauthenticated' : 'forbidden' };
    }
    throw new NoTicket();
  }

  function onFrame(frame: EditorOut): void {
    if (frame.type === 'welcome') tickets.keep(frame.ticket, frame.ticketUntil);
    const before = view.peek();
    const after = applyFrame(before, frame);
    if (after !== before) view.value = after;
    if (after !== before && after !== null) {
      name.value = after.desk.name;
      session.tickAt(nextDeadline(after));
    }
    for (const happening of happenings(before, after, frame)) hear.happened(happening, desk);
  }

  /** Only what lies ahead: a tick that brought nothing is not sent again and again. */
  function nextDeadline(current: DeskView): number | null {
    const now = session.serverNow();
    const ahead = deadlinesOf(current).filter((at) => at > now);
    return ahead.length === 0 ? null : Math.min(...ahead);
  }

  const desk: DeskConnection = {
    chatflowId: chatflow.id,
    name,
    view,
    ownName: computed(() => (view.value && ownEditor(view.value)?.name) ?? ''),
    link,
    send: (command) => session.send(command),
    signal: (frame) => session.signal(frame),
    async write(chatId, text, commandId = crypto.randomUUID()) {
      view.value = changeTranscript(view.peek(), chatId, (transcript) => withOutgoing(transcript, commandId, text));
      const answer = await session.send({ type: 'message', id: commandId, chatId, text });
      view.value = changeTranscript(view.peek(), chatId, (transcript) => withAnswer(transcript, answer, 'editor'));
      return answer;
    },
    discard(chatId, commandId) {
      view.value = changeTranscript(view.peek(), chatId, (transcript) => withoutOutgoing(transcript, commandId));
    },
    serverNow: () => session.serverNow(),
    close(forget) {
      stopBeating();
      session.close();
      if (forget) tickets.forget();
    },
  };
  session.start();
  return desk;
}

function socketUrl(chatflowId: string): string {
  const url = new URL(`/desk/${encodeURIComponent(chatflowId)}/socket`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
