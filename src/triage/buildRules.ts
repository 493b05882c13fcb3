import { compileRules } from './rules/compileRules'
import { keepBuiltRules } from './rules/builtRules'

/** What `npm run build` does once, so that no start has to: checks and compiles the rules in a folder. Throws a RulesError as loadRules does. */
export const buildRules = (folder: string): void => keepBuiltRules(folder, compileRules(folder))
