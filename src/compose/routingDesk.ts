import type { Settings } from '../../config/env'
import { routes as knownRoutes } from '../../config/routes'
import type { RoutingDesk } from '../desk/routingPorts'
import { holidaysOf } from '../domain/bankHolidays'
import type { Clock } from '../domain/clock'
import { routeStanding } from '../domain/routeTarget'
import { namesYoungAge } from '../linking/namesYoungAge'
import { newWords } from '../linking/newWords'
import { bringBackIntake } from '../routing/bringBackIntake'
import { confirmCategory } from '../routing/confirmCategory'
import { closeRouted } from '../routing/closeRouted'
import { obstacleToRerouting, signsOf } from '../routing/obstacleToRerouting'
import type { RerouteDeps, RoutingDeps } from '../routing/ports'
import { rerouteIntake } from '../routing/rerouteIntake'
import { takeRouted } from '../routing/takeRouted'
import { StoredRoutedIntakes } from '../store/routedIntakes'
import { byHolidays } from './holidaysInForce'
import type { Store } from './openStore'

export const routingDeps = ({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>, now: Clock): RoutingDeps =>
  ({ routed: new StoredRoutedIntakes(connection, sealer, now), now })

const saysYoungAge: RerouteDeps['namesYoungAge'] = ({ intake, notes }) => namesYoungAge(newWords(intake, notes))

/** How an enquiry on a list stands towards the day by which it is to be answered. */
export function listStandings({ BANK_HOLIDAYS }: Pick<Settings, 'BANK_HOLIDAYS'>): RoutingDesk['standing'] {
  const holidays = byHolidays((list) => holidaysOf(list, BANK_HOLIDAYS))
  const days = new Map(knownRoutes().routes.map(({ category, workingDays }) => [category, workingDays]))
  return (receivedAt, category, at) => routeStanding(receivedAt, days.get(category) ?? 0, holidays(), at)
}

/** What is no child concern, as the desk sees to it. */
export function routingDesk({ BANK_HOLIDAYS }: Pick<Settings, 'BANK_HOLIDAYS'>, store: Pick<Store, 'connection' | 'sealer'>, now: Clock): RoutingDesk {
  const routes = knownRoutes()
  const deps = { ...routingDeps(store, now), namesYoungAge: saysYoungAge, routes }
  return {
    routes,
    standing: listStandings({ BANK_HOLIDAYS }),
    look: async (intakeId) => {
      const held = await deps.routed.find(intakeId)
      const obstacle = held && obstacleToRerouting(held)
      return { signs: held ? signsOf(held) : [], namesYoungAge: held !== undefined && saysYoungAge(held), ...(obstacle !== undefined && { obstacle }) }
    },
    confirmCategory: async (input) => confirmCategory(deps, input),
    reroute: async (input) => rerouteIntake(deps, input),
    bringBack: async (input) => bringBackIntake(deps, input),
    take: async (input) => takeRouted(deps, input),
    close: async (input) => closeRouted(deps, input),
  }
}
