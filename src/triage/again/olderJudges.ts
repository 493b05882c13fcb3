import { isHigherVersion } from '../../domain/version'
import { CALL_RULES_VERSION } from '../readCall'
import { readerNamed } from '../secondReader/readerNames'
import type { JudgesSeen } from './ports'

/** What is in force now. */
export interface JudgesInForce {
  readonly rules: string
  /** Absent where the second reader is switched off: what it saw before stands. */
  readonly reader?: string
}

const NUMBERS = /^\d+(\.\d+)*$/
const OF_CALLS = /^calls-(\d+)$/

/** Those of the versions that others have followed. What stands in place of one, where a person alone has read, is none. */
export const olderJudges = (seen: JudgesSeen, { rules, reader }: JudgesInForce): JudgesSeen => ({
  rules: seen.rules.filter((version) => isOlder(version, rules) || isOlder(numberOf(version), numberOf(CALL_RULES_VERSION))),
  notes: seen.notes.filter((version) => isOlder(version, rules)),
  readers: reader === undefined ? [] : seen.readers.filter((name) => isOlderReader(name, reader)),
})

const isOlder = (version: string, inForce: string): boolean => NUMBERS.test(version) && isHigherVersion(inForce, version)

/** By words alone it heard less than the same version does with its language model; rules alone heard less than any. */
function isOlderReader(name: string, inForce: string): boolean {
  const [seen, now] = [readerNamed(name), readerNamed(inForce)]
  return seen.hears === 0 || isOlder(seen.version, now.version) || (seen.version === now.version && seen.hears < now.hears)
}

const numberOf = (version: string): string => OF_CALLS.exec(version)?.[1] ?? ''
