// How a new window makes itself known without taking the focus: a soft sound, the page's title, words for screen readers.

import { effect, signal } from '@preact/signals';
import { recall, remember } from '../choices.ts';
import { t } from '../language.ts';

/** Read out by screen readers; `turn` makes two equal sentences in a row heard twice. */
export const announcement = signal({ text: '', turn: 0 });
export const soundOn = signal(recall('sound') !== 'off');

let audio: AudioContext | null = null;

/** Says something to those who cannot see the screen. */
export function announce(text: string): void {
  announcement.value = { text, turn: announcement.value.turn + 1 };
}

/** Switches the sound, also for the next visit. */
export function chooseSound(on: boolean): void {
  remember('sound', on ? 'on' : 'off');
  soundOn.value = on;
  if (on) playNewChat();
}

/** Two soft notes. Browsers are silent until the person has touched the page once; then nothing is heard, and nothing breaks. */
export function playNewChat(): void {
  audio ??= new AudioContext();
  void audio.resume();
  const start = audio.currentTime + 0.02;
  playNote(audio, 659.3, start);
  playNote(audio, 880, start + 0.16);
}

/** Browsers let a page sound only after a first touch or key: wakes the sound then, so that the first chat is heard. */
export function wakeSoundOnFirstTouch(): void {
  const stop = new AbortController();
  const wake = () => {
    audio ??= new AudioContext();
    void audio.resume();
    stop.abort();
  };
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, wake, { signal: stop.signal });
}

/** Keeps the page's title in step with how many windows nobody has turned to, until the returned function is called. */
export function countInTitle(count: () => number): () => void {
  return effect(() => {
    document.title = count() === 0 ? t('product') : t('titleWaiting', { count: count() });
  });
}

function playNote(context: AudioContext, hertz: number, at: number): void {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.14, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.5);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.52);
}
