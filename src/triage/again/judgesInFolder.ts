import { loadRules } from '../loadRules'
import { findRulesFolder } from '../rules/findRulesFolder'
import { loadReaderSettings, nameOfReader, type SecondReaderSetting } from '../secondReader/loadSecondReader'
import type { JudgesInForce } from './olderJudges'

/** The versions in the folder, as workers take them in. @throws RulesError where a file that it reads is broken */
export function judgesInFolder(secondReader: SecondReaderSetting, folder: string = findRulesFolder()): JudgesInForce {
  const { version: rules } = loadRules(folder)
  return { rules, ...(secondReader !== 'off' && { reader: nameOfReader(loadReaderSettings(folder).version, secondReader) }) }
}
