const LONGEST_MS = 60_000

/**
 * How long to wait before the next connection, in milliseconds: doubling up to a minute, and up to half of it less by
 * chance, so that many processes do not come back at the same moment.
 *
 * @param failures in a row, 1 or more
 * @param random between 0 and 1
 * @param firstMs after the first failure, in milliseconds
 */
export const reconnectDelay = (failures: number, random: number, firstMs = 1_000): number =>
  Math.min(firstMs * 2 ** (failures - 1), LONGEST_MS) * (1 - random / 2)
