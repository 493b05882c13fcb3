import { loadRules } from '../loadRules'
import { findRulesFolder } from '../rules/findRulesFolder'
import { loadReaderSettings, type SecondReaderSetting } from '../secondReader/loadSecondReader'
import { nameOfReader } from '../secondReader/readerNames'
import type { JudgesInForce } from './olderJudges'

/** The versions in the folder, as workers take them in. @throws RulesError where a file that it reads is broken */
export function judgesInFolder(secondReader: SecondReaderSetting, folder: string = findRulesFolder()): JudgesInForce {
  const { version: rules } = loadRules(folder)
  return { rules, ...(secondReader !== 'off' && { reader: nameOfReader(loadReaderSettings(folder).version, secondReader) }) }
}
