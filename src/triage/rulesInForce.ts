import type { Logger } from 'pino'
import { isHigherVersion } from '../domain/version'
import { loadRules } from './loadRules'
import { BANK_HOLIDAYS, digestBeside, LETTER_LAYOUT } from './rules/besideRules'
import { digestOfRules } from './rules/builtRules'
import { findRulesFolder } from './rules/findRulesFolder'
import type { Rules } from './rules/rules'
import { RulesError } from './rules/rulesFile'
import { digestOfReader, openSecondReader, type SecondReaderSetting } from './secondReader/loadSecondReader'
import { type ReadAgain, readAgainWith } from './secondReader/readAgain'
import type { FailureLog } from './secondReader/whenLanguageModelFails'
import { nameOfReader } from './secondReader/readerNames'

/** What reads an enquiry: together, and never one of them changed without the other. */
export interface TriageReaders {
  readonly rules: Rules
  /** The second reader; absent when it is switched off. */
  readonly readAgain?: ReadAgain
  /** Of the second reader. */
  readonly readerVersion?: string
}

/** Of one set of files: a version for each content. */
interface Edition {
  readonly file: string
  readonly version: string
  readonly digest: string
}

interface InForce {
  readonly readers: TriageReaders
  readonly editions: readonly Edition[]
}

/** How often, since the process started, the second reader or its language model failed on an enquiry. */
class Failures implements FailureLog {
  count = 0

  constructor(private readonly log: FailureLog) {}

  error({ code, err }: Parameters<FailureLog['error']>[0], message: string): void {
    this.count += 1
    this.log.error({ code, err }, message)
  }
}

interface Deps {
  readonly log: Logger
  readonly secondReader: SecondReaderSetting
  /** @defaultValue config/triage, as findRulesFolder.ts finds it */
  readonly folder?: string
}

/**
 * The rules, with how letters are laid out and the bank holidays, and the second reader that are in force in this process, and how they are changed while it runs: all of them or
 * nothing. `open` rejects with a RulesError where the files are not as they should be; afterwards nothing does.
 */
export class RulesInForce {
  private refused: string | undefined
  /** One change after the other. */
  private changing: Promise<void> = Promise.resolve()

  private constructor(private readonly deps: Required<Deps>, private readonly failures: Failures, private inForce: InForce) {}

  static async open({ folder = findRulesFolder(), ...rest }: Deps): Promise<RulesInForce> {
    const deps = { ...rest, folder }
    const failures = new Failures(deps.log)
    const inForce = await load(deps, failures)
    deps.log.info({ event: 'rules_in_force', rulesVersion: inForce.readers.rules.version, secondReader: deps.secondReader }, `${editionsOf(inForce)} are in force; the second reader is ${deps.secondReader}`)
    return new RulesInForce(deps, failures, inForce)
  }

  /** Whoever reads an enquiry asks once, and keeps to the answer until it is read. */
  readonly readers = (): TriageReaders => this.inForce.readers

  /** `ok`, or that the files in the folder were refused, and why. */
  standing(): string {
    return this.refused === undefined ? 'ok' : `the rules in the folder are broken; version ${this.inForce.readers.rules.version} stays in force: ${this.refused}`
  }

  /** Enquiries that were read by less than all that should have read them, since the process started. */
  failedReadings(): number {
    return this.failures.count
  }

  /** Reads the files again. What is wrong with any of them leaves all as they were, and is told in the log and by `standing`. */
  async change(): Promise<void> {
    this.changing = this.changing.then(async () => this.changeOnce())
    return this.changing
  }

  private async changeOnce(): Promise<void> {
    const { log } = this.deps
    try {
      const next = await load(this.deps, this.failures)
      this.refuseUnraised(next)
      this.inForce = next
      this.refused = undefined
      log.info({ event: 'rules_changed', rulesVersion: next.readers.rules.version }, `the rules were read again: ${editionsOf(next)}`)
    } catch (error) {
      // What is no RulesError may hold anything: it is not said aloud.
      this.refused = error instanceof RulesError ? error.message : 'they could not be read'
      log.error({ event: 'rules_refused', rulesVersion: this.inForce.readers.rules.version, err: error }, `the rules were not changed: ${this.refused}`)
    }
  }

  /** Each reading is kept with the version that made it: two contents of one version could never be told apart. */
  private refuseUnraised({ editions }: InForce): void {
    editions.forEach(({ file, version, digest }, place) => {
      const before = this.inForce.editions[place]
      if (!before || digest === before.digest || isHigherVersion(version, before.version)) return
      throw new RulesError(file, 'version', `is ${version}, and ${before.version} is in force with another content: raise it`)
    })
  }
}

const editionsOf = ({ editions }: InForce): string => editions.map(({ file, version }) => `${file} ${version}`).join(', ')

async function load({ folder, secondReader }: Required<Deps>, failures: Failures): Promise<InForce> {
  // A layout says what of a letter is read, as the rules do. Bank holidays are no reading, and of no version.
  const digests = (): readonly string[] => [
    digestOfRules(folder) + digestBeside(folder, LETTER_LAYOUT), digestBeside(folder, BANK_HOLIDAYS), ...secondReader === 'off' ? [] : [digestOfReader(folder, secondReader)],
  ]
  const before = digests()
  const [ofRules = '', , ofReader = ''] = before
  const rules = loadRules(folder)
  const reader = secondReader === 'off' ? undefined : await openSecondReader(folder, secondReader)
  if (digests().join() !== before.join()) throw new RulesError('version.json', '', 'a file was written while they were read: read them again')
  const edition: Edition = { file: 'version.json', version: rules.version, digest: ofRules }
  if (!reader || secondReader === 'off') return { readers: { rules }, editions: [edition] }
  return {
    readers: { rules, readAgain: readAgainWith(rules, reader, failures), readerVersion: nameOfReader(reader.settings.version, secondReader) },
    editions: [edition, { file: 'secondReader/reader.json', version: reader.settings.version, digest: ofReader }],
  }
}
