import { loadRules } from '../loadRules'
import { findRulesFolder } from '../rules/findRulesFolder'
import { loadReaderSettings } from '../secondReader/loadSecondReader'
import type { JudgesInForce } from './olderJudges'

/** The versions in the folder, as workers take them in. @throws RulesError where they would refuse the rules */
export function judgesInFolder(secondReader: 'on' | 'words' | 'off', folder: string = findRulesFolder()): JudgesInForce {
  const { version: rules } = loadRules(folder)
  return { rules, ...(secondReader !== 'off' && { reader: loadReaderSettings(folder).version }) }
}
