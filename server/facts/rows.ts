import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';

/**
 * The only place where driver values become ours: counts are numbers, dates are `YYYY-MM-DD`,
 * timestamps are ISO 8601 in UTC, lists are arrays.
 * @throws RangeError for an integer beyond 2^53 and for NaN or infinity: a number that can't be trusted is not returned.
 */
export function fromDriver(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') {
    if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
      throw new RangeError(`integer out of range: ${value}`);
    }
    return Number(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`a query returned ${value}`);
    return value;
  }
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampValue) return `${value.toString().replace(' ', 'T')}Z`;
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return value.items.map(fromDriver);
  return value;
}
