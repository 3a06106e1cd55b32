// The object's own secret, made when the desk is created and never told to anybody.

const SIGNING = 'signing';
const SECRET_BYTES_COUNT = 32;

/** To be called inside the transaction that creates the desk. */
export function createSecret(sql: SqlStorage): void {
  sql.exec('INSERT INTO secrets (name, value) VALUES (?, ?)', SIGNING, crypto.getRandomValues(new Uint8Array(SECRET_BYTES_COUNT)));
}

/** The signing secret of a desk that exists. */
export function secret(sql: SqlStorage): ArrayBuffer {
  return sql.exec<{ value: ArrayBuffer }>('SELECT value FROM secrets WHERE name = ?', SIGNING).one().value;
}
