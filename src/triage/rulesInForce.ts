import type { Logger } from 'pino'
import { isHigherVersion } from '../domain/version'
import { loadRules } from './loadRules'
import { digestOfRules } from './rules/builtRules'
import { findRulesFolder } from './rules/findRulesFolder'
import type { Rules } from './rules/rules'
import { RulesError } from './rules/rulesFile'
import { digestOfReader, loadSecondReader } from './secondReader/loadSecondReader'
import { type ReadAgain, readAgainWith } from './secondReader/readAgain'

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

interface Deps {
  readonly log: Logger
  readonly secondReader: 'on' | 'off'
  /** @defaultValue config/triage, as findRulesFolder.ts finds it */
  readonly folder?: string
}

/**
 * The rules and the second reader that are in force in this process, and how they are changed while it runs: all of them or
 * nothing. The constructor throws a RulesError where the files are not as they should be; afterwards nothing does.
 */
export class RulesInForce {
  private readonly folder: string
  private inForce: InForce
  private refused: string | undefined

  constructor(private readonly deps: Deps) {
    this.folder = deps.folder ?? findRulesFolder()
    this.inForce = this.load()
  }

  /** Whoever reads an enquiry asks once, and keeps to the answer until it is read. */
  readonly readers = (): TriageReaders => this.inForce.readers

  /** `ok`, or that the files in the folder were refused, and why. */
  standing(): string {
    return this.refused === undefined ? 'ok' : `the rules in the folder are broken; version ${this.inForce.readers.rules.version} stays in force: ${this.refused}`
  }

  /** Reads the files again. What is wrong with any of them leaves all as they were, and is told in the log and by `standing`. */
  change(): void {
    const { log } = this.deps
    try {
      const next = this.load()
      this.refuseUnraised(next)
      this.inForce = next
      this.refused = undefined
      log.info({ event: 'rules_changed', rulesVersion: next.readers.rules.version }, `the rules were read again: ${next.editions.map(({ file, version }) => `${file} ${version}`).join(', ')}`)
    } catch (error) {
      // What is no RulesError may hold anything: it is not said aloud.
      this.refused = error instanceof RulesError ? error.message : 'they could not be read'
      log.error({ event: 'rules_refused', rulesVersion: this.inForce.readers.rules.version, err: error }, `the rules were not changed: ${this.refused}`)
    }
  }

  private load(): InForce {
    const { folder, deps: { secondReader, log } } = this
    const [ofRules, ofReader] = [digestOfRules(folder), secondReader === 'on' ? digestOfReader(folder) : '']
    const rules = loadRules(folder)
    const reader = secondReader === 'on' ? loadSecondReader(folder) : undefined
    if (ofRules !== digestOfRules(folder) || (reader && ofReader !== digestOfReader(folder))) {
      throw new RulesError('version.json', '', 'a file was written while they were read: read them again')
    }
    const edition: Edition = { file: 'version.json', version: rules.version, digest: ofRules }
    if (!reader) return { readers: { rules }, editions: [edition] }
    return {
      readers: { rules, readAgain: readAgainWith(rules, reader, log), readerVersion: reader.settings.version },
      editions: [edition, { file: 'secondReader/reader.json', version: reader.settings.version, digest: ofReader }],
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
