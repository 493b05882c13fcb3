import type { Category } from '../../domain/triage'
import type { SPECIAL_CASES } from '../rules/rulesSchema'
import type { Hit } from '../phrases/hits'
import type { Findings } from './findPriority'
import { cueHits, hasCue, type Message } from './message'
import { tellsOfAChild } from './tellsOfAChild'

export type SpecialCase = Exclude<(typeof SPECIAL_CASES)[number], 'tooLong' | 'notUnderstood' | 'quotedOver' | 'elsewhere' | 'unreadable' | 'hidden'>

/** Fewer words than this (beside noises in brackets) say nothing that could be read. */
const FEWEST_WORDS = 4

/** A machine's subject begins with what it is; a person's answer to one begins with "Re:" and may tell of anything. */
const opensSubject = ({ run, first }: Hit): boolean => run.part === 'subject' && first === run.first

/** A machine's mail, as far as its words go; its subject may be ours. "Out of hours referral" begins so too: what tells of a child is for a person. */
const isByAMachine = ({ message, setting, signals, indicators, setAside }: Findings): boolean =>
  cueHits(message, 'automatic').some(opensSubject) && signals.size === 0 && indicators.size === 0 && (setAside === undefined || setAside === 'somebodys') && !tellsOfAChild(message, setting, 'text')

/** What whoever wrote it down heard beside the voice: "[line dead]". */
const NOISES = /\[[^\]]*\]|\([^)]*\)/gu

/** Somebody says a few words, and noises stand beside them in brackets. */
function isSpokenBesideNoises({ contact: { text } }: Message): boolean {
  const spoken = text.replaceAll(NOISES, ' ')
  return spoken !== text && spoken.trim() !== ''
}

/** Cases that come before the table: nothing to read, a machine's mail, an adult. */
export function findSpecialCase(findings: Findings, asked: Category | undefined): SpecialCase | undefined {
  const { message, setting, signals, indicators, setAside } = findings
  if (isByAMachine(findings)) return 'automatic'
  if (setting.adultOnly && signals.size > 0) return 'adultInDanger'
  if (setting.adultOnly && setAside !== undefined) return 'setAside'
  if (setting.adultOnly && asked !== 'nrm_query' && asked !== 'report_request') return 'adult'
  if (signals.size > 0 || indicators.size > 0) return undefined
  if (hasCue(message, 'wordsLost')) return 'wordsLost'
  const words = message.runs.reduce((sum, { run }) => (run.part === 'subject' ? sum : sum + run.end - run.first), 0)
  if (words > 0 && words < FEWEST_WORDS * 3 && hasCue(message, 'nothingSaid')) return isSpokenBesideNoises(message) ? 'mustLook' : 'nothingSaid'
  if (words < FEWEST_WORDS && asked === undefined) return 'mustLook'
  if (hasCue(message, 'locked') && (asked === undefined || asked === 'other')) return 'mustLook'
  const understood = asked !== undefined || setting.childPossible
  if (understood) return undefined
  return setAside === 'somebodys' ? 'somebodys' : 'mustLook'
}
