// How rows of the rules become rows of SQL and back: one place for column names, yes/no values and lists. Knows no rule and runs nothing.

/** How a field is kept: as it is, as 0 or 1, or as JSON text. */
export type Kind = 'plain' | 'flag' | 'json';
type Stored = Record<string, SqlStorageValue>;

/** A table's statements. Field names are the row's; columns are the same words in snake_case. */
export class Table<Row extends object> {
  /** `SELECT … FROM table`; the caller adds its own `WHERE`. */
  readonly select: string;
  readonly insert: string;
  /** As {@link insert}, but a row with the same key gives way. */
  readonly upsert: string;
  readonly name: string;
  readonly #kinds: Record<string, Kind>;
  readonly #fields: string[];
  readonly #coded: string[];
  readonly #updates = new Map<string, string>();

  constructor(name: string, key: (keyof Row & string)[], kinds: Record<keyof Row & string, Kind>) {
    this.name = name;
    this.#kinds = kinds;
    this.#fields = Object.keys(kinds);
    this.#coded = this.#fields.filter((field) => this.#kinds[field] !== 'plain');
    const columns = this.#fields.map(columnName);
    const others = this.#fields.filter((field) => !(key as string[]).includes(field)).map(columnName);
    this.select = `SELECT ${this.#fields.map((field) => `${columnName(field)} AS "${field}"`).join(', ')} FROM ${name}`;
    this.insert = `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    this.upsert = `${this.insert} ON CONFLICT (${key.map(columnName).join(', ')}) DO UPDATE SET ${others
      .map((column) => `${column} = excluded.${column}`)
      .join(', ')}`;
  }

  /** The row's values in the order of {@link insert}. */
  bind(row: Row): SqlStorageValue[] {
    return this.#fields.map((field) => this.#encode(field, (row as Record<string, unknown>)[field]));
  }

  /** `UPDATE … SET` of these fields alone; the caller adds its own `WHERE`. The text is made once per set of fields. */
  update(set: Partial<Row>): { statement: string; values: SqlStorageValue[] } {
    const fields = Object.keys(set);
    const names = fields.join();
    let statement = this.#updates.get(names);
    if (statement === undefined) {
      statement = `UPDATE ${this.name} SET ${fields.map((field) => `${columnName(field)} = ?`).join(', ')}`;
      this.#updates.set(names, statement);
    }
    return { statement, values: fields.map((field) => this.#encode(field, (set as Record<string, unknown>)[field])) };
  }

  /** A row as {@link select} gives it, in the words of the rules. */
  decode(stored: Stored): Row {
    const row: Record<string, unknown> = stored;
    for (const field of this.#coded) {
      const value = row[field];
      row[field] = this.#kinds[field] === 'flag' ? value === 1 : JSON.parse(String(value));
    }
    return row as Row;
  }

  #encode(field: string, value: unknown): SqlStorageValue {
    const kind = this.#kinds[field];
    if (kind === undefined) throw new Error(`The table ${this.name} has no column for ${field}.`);
    if (kind === 'json') return JSON.stringify(value);
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (value === null || typeof value === 'number' || typeof value === 'string') return value;
    throw new Error(`${this.name}.${field} cannot be stored: it is ${typeof value}.`);
  }
}

function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
