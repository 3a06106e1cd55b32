// Turns one change of the rules into the fewest written rows, and keeps the cache in step. Decides nothing.

import type { Change } from '../../core/event.ts';
import type { ChatRow, DeskRow } from '../../core/rows.ts';
import { REPLY_KEPT_MS } from '../../shared/limits.ts';
import type { Cache, Standing } from './cache.ts';
import { CHATS, DEADLINES, DESK, EDITORS, MESSAGES, MOMENTS, NOTES, OUTBOX } from './tables.ts';

const REPLY = `INSERT INTO replies (person_id, command_id, reply, at) VALUES (?, ?, ?, ?)
  ON CONFLICT (person_id, command_id) DO UPDATE SET reply = excluded.reply, at = excluded.at`;
/** Old replies go a few at a time, near the one just written: ids are random, so every part of the table gets its turn. */
const FORGET_REPLIES = `DELETE FROM replies WHERE at < ? AND (person_id, command_id) IN (
  SELECT person_id, command_id FROM replies WHERE (person_id, command_id) > (?, ?) ORDER BY person_id, command_id LIMIT 32)`;
const FORGET_EVERY_COUNT = 16;
const STANDING = 'SELECT chat_id AS "chatId", state, join_seq AS "joinSeq" FROM chats WHERE chat_id = ?';

/** Writes one change. Throws if a row that should be there is not. */
export function writeChange(sql: SqlStorage, cache: Cache, change: Change): void {
  switch (change.kind) {
    case 'desk':
      writeDesk(sql, cache, change.desk);
      return;
    case 'chat_new':
      sql.exec(CHATS.insert, ...CHATS.bind(change.chat));
      cache.chatMoved(undefined, change.chat);
      cache.chatWritten(change.chat);
      cache.chats.keep(change.chat);
      return;
    case 'chat':
      patchChat(sql, cache, change.chatId, change.set);
      return;
    case 'editor':
      sql.exec(EDITORS.upsert, ...EDITORS.bind(change.editor));
      cache.putEditor(change.editor);
      return;
    case 'editor_gone':
      sql.exec('DELETE FROM editors WHERE editor_id = ?', change.editorId);
      cache.removeEditor(change.editorId);
      return;
    case 'message':
      sql.exec(MESSAGES.insert, ...MESSAGES.bind(change.message));
      return;
    case 'note':
      sql.exec(NOTES.insert, ...NOTES.bind(change.note));
      return;
    case 'deadline':
      sql.exec(DEADLINES.upsert, ...DEADLINES.bind(change.deadline));
      cache.nextDueAt = undefined;
      return;
    case 'deadline_gone':
      sql.exec('DELETE FROM deadlines WHERE kind = ? AND id = ?', change.deadline.kind, change.deadline.id);
      cache.nextDueAt = undefined;
      return;
    case 'reply':
      sql.exec(REPLY, change.personId, change.commandId, JSON.stringify(change.reply), change.at);
      if (change.at % FORGET_EVERY_COUNT === 0) sql.exec(FORGET_REPLIES, change.at - REPLY_KEPT_MS, change.personId, change.commandId);
      return;
    case 'outbox':
      sql.exec(OUTBOX.insert, ...OUTBOX.bind(change.entry));
      return;
    case 'outbox_gone':
      sql.exec('DELETE FROM outbox WHERE outbox_id = ?', change.outboxId);
      return;
    case 'moment':
      sql.exec(MOMENTS.insert, ...MOMENTS.bind(change.moment));
      return;
    case 'erase':
      sql.exec("UPDATE messages SET text = '', name = NULL WHERE chat_id = ?", change.chatId);
      sql.exec('DELETE FROM notes WHERE chat_id = ?', change.chatId);
      return;
    default:
      change satisfies never;
  }
}

/** The settings are long and seldom change, the counters beside them often do: only what differs is made into text. */
function writeDesk(sql: SqlStorage, cache: Cache, desk: DeskRow): void {
  const before = cache.desk;
  if (before === undefined) {
    sql.exec(DESK.insert, ...DESK.bind(desk));
  } else {
    const set = differences(before, desk);
    if (Object.keys(set).length > 0) {
      const { statement, values } = DESK.update(set);
      sql.exec(statement, ...values);
    }
  }
  cache.desk = desk;
}

function patchChat(sql: SqlStorage, cache: Cache, chatId: string, set: Partial<ChatRow>): void {
  if (Object.keys(set).length === 0) return;
  const moves = set.state !== undefined || set.joinSeq !== undefined;
  const before = moves ? (cache.chats.chat(chatId) ?? sql.exec<Standing>(STANDING, chatId).toArray()[0]) : undefined;
  const { statement, values } = CHATS.update(set);
  const written = sql.exec(`${statement} WHERE chat_id = ?`, ...values, chatId).rowsWritten;
  if (written === 0) throw new Error('A chat was changed that is not in the store.');
  if (before !== undefined) cache.chatMoved(before, { ...before, ...set });
  cache.chatWritten(set);
  cache.chats.changed(chatId, set);
}

function differences<Row extends object>(before: Row, after: Row): Partial<Row> {
  const set: Partial<Row> = {};
  for (const field in after) if (before[field] !== after[field]) set[field] = after[field];
  return set;
}
