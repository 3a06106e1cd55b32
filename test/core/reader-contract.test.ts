// The reader's contract, kept by the memory desk.

import { describe, test } from 'vitest';
import { READER_CASES } from '../contract/reader-cases.ts';
import { MemoryDesk } from '../support/memory-desk.ts';
import { deskRow } from '../support/rows.ts';

describe('memory desk', () => {
  for (const { title, run } of READER_CASES) test(title, () => run(new MemoryDesk(deskRow())));
});
