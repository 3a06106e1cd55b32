// Heartbeats that a hidden page keeps: the clock is a dedicated worker. The file of its own needs `worker-src 'self'`.

/** Calls `beat` at every heartbeat until the returned function is called. Where workers are refused the session's own timer must do. */
export function beatFromWorker(beat: () => void): () => void {
  const worker = new Worker(new URL('./beat.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = beat;
  return () => worker.terminate();
}
