// Every refusal the service can give, with its one wire form. A new code is added here or does not exist.

/** Code → HTTP status and an English sentence for developers; people read the code's text in their own language from the catalogues. */
export const ERRORS = {
  invalid: [400, 'The request does not have the shape that is documented.'],
  unauthenticated: [401, 'The credential is missing, wrong or no longer valid.'],
  forbidden: [403, 'This identity may not do that.'],
  origin_not_allowed: [403, 'This origin is not on the chatflow’s list.'],
  not_found: [404, 'There is no such thing, or it is not yours to see.'],
  method_not_allowed: [405, 'That method is not offered here.'],
  feature_missing: [403, 'The account does not have this feature; ask the operator of the service.'],
  conflict: [409, 'Something with that identity exists already.'],
  in_progress: [409, 'The same request is being worked on; send it again in a moment.'],
  idempotency_mismatch: [422, 'That Idempotency-Key belongs to another request.'],
  settings_stale: [412, 'The settings have changed since they were read.'],
  too_large: [413, 'The request is larger than allowed.'],
  unsupported_media_type: [415, 'Send application/json.'],
  upgrade_required: [426, 'This address takes WebSocket connections only.'],
  precondition_required: [428, 'Send If-Match with the ETag that you read.'],
  rate_limited: [429, 'Too many requests; wait a little.'],
  internal: [500, 'Something broke on our side. Nothing was changed.'],
  unavailable: [503, 'The desk cannot take this now; try again shortly.'],
  hello_expected: [400, 'The first frame must be hello.'],
  desk_closed: [409, 'Nobody is available to chat now.'],
  desk_full: [409, 'All places are taken.'],
  queue_full: [409, 'The queue takes no more customers now.'],
  field_required: [400, 'A required field is empty.'],
  range_too_long: [400, 'That is more than one answer can hold; ask for a shorter range.'],
  chat_ended: [409, 'The chat has ended.'],
  chat_waiting: [409, 'The chat is still waiting in the queue.'],
  chat_moved: [409, 'The chat has moved to another editor.'],
  chat_moving: [409, 'The chat is on its way to another chatflow.'],
  already_taken: [409, 'A colleague has taken the chat.'],
  not_overdue: [409, 'The chat does not need to be taken.'],
  not_available: [409, 'You are busy; become available first.'],
  target_unavailable: [409, 'That editor is not available.'],
  last_editor: [409, 'You are the last available editor and customers are waiting.'],
  window_live: [409, 'The chat is still going on; end it before closing the window.'],
  last_admin: [409, 'The account needs an admin; make somebody else one first.'],
  invited_already: [409, 'That address has a standing invitation; send it again instead.'],
  member_already: [409, 'That person belongs to the account already.'],
  not_a_member: [409, 'That person does not belong to the account; send an invitation.'],
  link_spent: [410, 'The link has been used, withdrawn or has run out; ask for a new one.'],
  sign_in_first: [409, 'That address belongs to somebody who is known here; sign in with it, then open the link again.'],
  editors_limit: [409, 'The chatflow has as many editors as it can carry.'],
} as const satisfies Record<string, readonly [number, string]>;
export type ErrorCode = keyof typeof ERRORS;

/** Facts that go along with a refusal. */
export interface ErrorDetails {
  /** `last_editor`: how many customers would be sent away. */
  waiting?: number;
  /** `desk_full`: whether joining the queue is offered. */
  canQueue?: boolean;
  /** `invalid`, `field_required`: which field, as a JSON pointer. */
  pointer?: string;
  /** `invalid`: what is wrong with it, in English, without the value. */
  reason?: string;
}

/** A refusal as a value: expected failures are returned, never thrown. */
export interface Refusal extends ErrorDetails {
  ok: false;
  code: ErrorCode;
}

/** Makes a refusal. */
export function refuse(code: ErrorCode, details: ErrorDetails = {}): Refusal {
  return { ok: false, code, ...details };
}
