// Runs as a dedicated worker and says "now" at every heartbeat: a hidden page's own timers are slowed to one a minute, a worker's are not.
// Knows nothing of the page.

import { HEARTBEAT_MS } from '../shared/limits.ts';

setInterval(() => postMessage(null), HEARTBEAT_MS);
