// What the settings pages tell the widget's preview page: which screen to show, and with which words. Types and their check, no browser.

import { LANGUAGES, type Language } from './model.ts';
import type { ChatflowForCustomer } from './protocol.ts';
import { TEXT_NAMES, type TextName } from './settings.ts';

/** `text`: the screen on which this text is read is the one to show. */
export interface PreviewWish {
  type: 'nasta-preview';
  text: TextName;
  language: Language;
  chatflow: ChatflowForCustomer;
  /** Q5. Whether waiting customers see their place. */
  showPlace: boolean;
  /** The name of the editor in the pictured chat. */
  editorName: string;
}

/** Whether a message from another window is a wish; the page takes such from its own origin only. */
export function isPreviewWish(value: unknown): value is PreviewWish {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'nasta-preview') return false;
  if (!('text' in value && 'language' in value && 'chatflow' in value && 'showPlace' in value && 'editorName' in value)) return false;
  const { text, language, chatflow, editorName } = value;
  const known = TEXT_NAMES.some((name) => name === text) && LANGUAGES.some((name) => name === language);
  return known && typeof editorName === 'string' && typeof chatflow === 'object' && chatflow !== null && 'texts' in chatflow;
}
