import { createHash } from 'node:crypto'
import { bankHolidaysSchema } from '../../../config/bankHolidays'
import { letterLayoutSchema } from '../../../config/letterLayout'
import type { BankHolidays } from '../../domain/bankHolidays'
import type { LetterLayout } from '../../domain/letter/letterLayout'
import { bytesOfRulesFile, readRulesFile } from './rulesFile'

/** What is read with the rules, and stands beside their folder. */
export const LETTER_LAYOUT = '../letterLayout.json'
export const BANK_HOLIDAYS = '../bankHolidays.json'

/** Throws a RulesError as loadRules does. */
export const letterLayoutBeside = (folder: string): LetterLayout => readRulesFile(folder, LETTER_LAYOUT, letterLayoutSchema).content

/** Throws a RulesError as loadRules does. */
export const bankHolidaysBeside = (folder: string): BankHolidays => readRulesFile(folder, BANK_HOLIDAYS, bankHolidaysSchema).content

/** Throws a RulesError where the file cannot be read. */
export const digestBeside = (folder: string, file: typeof LETTER_LAYOUT | typeof BANK_HOLIDAYS): string =>
  createHash('sha256').update(bytesOfRulesFile(folder, file)).digest('hex')
