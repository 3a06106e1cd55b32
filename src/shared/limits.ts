// Every size, count and time that the service holds anybody to. Numbers only; ranges of settings stand beside their defaults in settings.ts.

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Bytes in one frame from a client, counted as UTF-8. */
export const FRAME_MAX_BYTES = 16_384;
/** UTF-16 code units in a message or a note. */
export const MESSAGE_MAX_LENGTH = 4_000;
export const NOTE_MAX_LENGTH = 1_000;
export const NAME_MAX_LENGTH = 80;
export const EMAIL_MAX_LENGTH = 254;
export const PAGE_MAX_LENGTH = 1_000;
export const PAGE_TITLE_MAX_LENGTH = 200;
export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 128;
export const TEXT_MAX_LENGTH = 500;
export const LINK_MAX_LENGTH = 500;
/** Client-made command ids, and every other id that a client names. */
export const ID_MAX_LENGTH = 64;
export const ORIGINS_MAX_COUNT = 50;
export const MAX_CHATS_LIMIT = 20;
export const EDITORS_MAX_COUNT = 200;

/** L1. A socket that has been silent this long counts as closed. */
export const SILENCE_MS = 150 * SECOND_MS;
/** The silent are looked for at most this often. */
export const SWEEP_STEP_MS = 10 * SECOND_MS;
/** How often a client beats; three beats fit in {@link SILENCE_MS}. */
export const HEARTBEAT_MS = 40 * SECOND_MS;
/** P10. The longest that typing or an early word can keep a silent chat up, from its first assignment. */
export const SILENT_START_MAX_MS = 15 * MINUTE_MS;
/** P10. Typing starts the silent time again at most this often, so that typing costs no row each time. */
export const SILENT_EXTEND_STEP_MS = 10 * SECOND_MS;
/** E4. How long before the end both sides are warned. */
export const IDLE_WARNING_MS = 2 * MINUTE_MS;
/** How long a command's first answer is kept for a repeat. */
export const REPLY_KEPT_MS = DAY_MS;
/** How long until the desk tries again to reach another store that did not answer. */
export const OUTBOX_RETRY_MS = 30 * SECOND_MS;
/** T11. How long until a chat is handed over again to a desk that did not answer. */
export const MOVE_RETRY_MS = 3 * SECOND_MS;
/** How long an editor's signed ticket lets the console back in; it is revoked at once by sign-out and removal. */
export const TICKET_MS = 12 * 60 * MINUTE_MS;
/** How long an invitation's link works, and one for a new password. */
export const INVITATION_MS = 7 * DAY_MS;
export const PASSWORD_RESET_MS = 60 * MINUTE_MS;
/** A session ends this long after the sign-in, however much it is used; unused, after seven days. */
export const SESSION_MAX_MS = 30 * DAY_MS;
/** Sockets that one desk carries; one more is refused clearly. */
export const SOCKETS_MAX_COUNT = 5_000;
/** Frames a client may send in a burst, and per second after it. */
export const FRAME_BURST_COUNT = 60;
export const FRAMES_PER_SECOND = 10;
/** The first places in line are told at every step; further back, when the place moved by about a tenth. */
export const PLACES_ALWAYS_TOLD_COUNT = 10;
/** How long the public status of a chatflow may be served from a cache. */
export const STATUS_CACHE_SECONDS = 5;
/** Intervals in one answer of statistics, and entries of the event log that are read for it. */
export const STATISTICS_INTERVALS_MAX_COUNT = 400;
export const STATISTICS_MOMENTS_MAX_COUNT = 200_000;
/** Entries that are read at a stretch, before whatever else happens on the desk has its turn. */
export const STATISTICS_PAGE_COUNT = 2_000;
/** How long after its click a chat is followed in the statistics; longer than a chat can live without a message. */
export const CHAT_FOLLOWED_MS = 2 * DAY_MS;
/**
 * Clicks on *Start chat* from one network in a burst, and per second after it. A whole town hall, or the customers of a mobile carrier, can
 * stand behind one address: no desk is clicked this often by people, but a script that wants every place for itself is stopped.
 */
export const START_BURST_COUNT = 200;
export const STARTS_PER_SECOND = 2;
/** Requests of one key in a burst, and per second after it: no integration that is sound comes near. */
export const KEY_BURST_COUNT = 300;
export const KEY_REQUESTS_PER_SECOND = 10;
/** Wrong keys from one network in a burst, and per second after it. */
export const GUESS_BURST_COUNT = 60;
export const GUESSES_PER_SECOND = 1;
/** Bytes in the body of one HTTP request, and characters in its address. */
export const BODY_MAX_BYTES = 65_536;
export const URL_MAX_LENGTH = 8_192;
