import type { CallInput } from '../call/takeCallEvent'

/** A webhook's event that the store could not take, with the caller as received and the moment at which it happened. */
export type SpooledEvent = Required<CallInput>

/** Nothing was kept: the spool is full, or its folder cannot be written. The network is told to try again. */
export class SpoolFailed extends Error {
  override readonly name = 'SpoolFailed'
}

/** Encrypts what goes to the disk, by the key ring alone: nothing of it may rest on the database. */
export interface SpoolSeal {
  seal(plain: string): Buffer
  /** @throws when the bytes were altered, or their key is gone from the ring */
  unseal(sealed: Buffer): string
}

export interface TakenSegment {
  readonly records: readonly Buffer[]
  /** Bytes that are no record, other than a last one cut short: the disk has lost something. */
  readonly damagedBytes: number
}

/** What lies in the spool. */
export interface SpoolInventory {
  readonly entries: number
  readonly bytes: number
  /** Files of entries that could not be applied for good, or were damaged; somebody has to look. */
  readonly setAside: number
}

/**
 * Records on disk, in segments. Several processes may share a folder, and any of them may take any segment: each record
 * is seen at least once, and seeing it twice must be harmless.
 */
export interface Spool {
  /** Resolves once the record is on the disk for good. @throws SpoolFailed */
  append(record: Buffer): Promise<void>
  /** Makes segments this process's own, oldest first: its own, and those that nobody has touched for a while. */
  take(): Promise<readonly string[]>
  read(segment: string): Promise<TakenSegment>
  /** Forgets a segment, whose records are in the store. */
  remove(segment: string): Promise<void>
  /** Keeps records of a segment apart, for a person; again does nothing more. */
  setAside(segment: string, records: readonly Buffer[]): Promise<void>
  /** Keeps a damaged segment apart as it is. */
  setAsideWhole(segment: string): Promise<void>
  inventory(): Promise<SpoolInventory>
  /** `ok`, or in a few words why nothing could be kept now. */
  check(): Promise<string>
}

/** Counted for operators. `refused`: not even the spool could take it. */
export type SpoolOutcome = 'spooled' | 'drained' | 'set_aside' | 'refused'

export interface SpoolMeter {
  spoolEvents(outcome: SpoolOutcome, count: number): void
}
