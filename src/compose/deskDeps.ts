import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { referralPrompts } from '../../config/referralPrompts'
import { SERVICE } from '../../config/service'
import { argon2Passwords } from '../access/passwords'
import { accessPaths } from '../access/paths'
import { accessRoutes } from '../access/routes'
import { nonceOf } from '../access/securityHeaders'
import { DEFAULT_SESSION_LIMITS } from '../access/sessionLimits'
import { visitorOf } from '../access/visitor'
import { deskAssets } from '../desk/assetRoutes'
import { backgroundPaths, paths } from '../desk/paths'
import type { DeskDeps } from '../desk/routes'
import { deskViews } from '../desk/views'
import { bankHolidayNotice } from '../domain/bankHolidays'
import { systemClock } from '../domain/clock'
import { deskCallbacks } from '../store/deskCallbacks'
import { deskFacts } from '../store/deskFacts'
import { deskIntakes } from '../store/deskIntakes'
import { deskNotes } from '../store/deskNotes'
import { deskTellings } from '../store/deskTellings'
import { deskTexts } from '../store/deskTexts'
import { deskThreads } from '../store/deskThreads'
import { endedIntakes } from '../store/endedIntakes'
import { looseCards } from '../store/looseCards'
import { openLookupThrottle } from '../store/lookupThrottle'
import { openSearchThrottle } from '../store/searchThrottle'
import { StoredRecordings } from '../store/recordingFiles'
import { StoredMailReplays } from '../store/mailReplays'
import { routedLists } from '../store/routedLists'
import { secondLists } from '../store/secondLists'
import { sessionStore } from '../store/sessions'
import { openSignInThrottle } from '../store/signInThrottle'
import { staffRepository } from '../store/staffRepository'
import { viewAudit } from '../store/viewAudit'
import { caseworkDesk } from './caseworkDesk'
import type { ChangeHub } from './changeHub'
import { childDesk } from './childDesk'
import { dutyDesk } from './dutyDesk'
import { followDeps, handoverDesk, threadsThatFollow } from './handoverDesk'
import { holidaysInForce } from './holidaysInForce'
import { deskTelephone } from './legDeps'
import { mailFiles } from './mailFiles'
import { onCallDesk } from './onCallDesk'
import type { Store } from './openStore'
import { operations, quietMailboxes } from './quietMailboxes'
import { routingDeps, routingDesk } from './routingDesk'
import { childrenWithReturns, factsWithReturns, intakesWithReturns, threadsWithReturns } from './whatBringsBack'
import { serviceHours } from './serviceHours'
import { secondDesk } from './secondDesk'
import { staffDesk } from './staffDesk'

/** What people call the indicators, by their codes. */
export type IndicatorNames = ReadonlyMap<string, string>

/** What the desk needs, the way in included. */
export async function deskDeps(
  settings: Settings, { connection, sealer }: Store, feed: ChangeHub, { stopping, log, names }: { stopping: AbortSignal; log: Logger; names: IndicatorNames },
): Promise<DeskDeps> {
  const assets = deskAssets()
  const views = deskViews((name) => assets.href(name), { home: paths.queue, ...accessPaths })
  const hours = serviceHours(settings)
  const returns = routingDeps({ connection, sealer }, systemClock)
  const report = operations(settings, { connection })
  const longestSeconds = DEFAULT_SESSION_LIMITS.longestHours * 3_600
  return {
    access: accessRoutes({
      staff: staffRepository(connection),
      passwords: argon2Passwords,
      throttle: await openSignInThrottle(connection),
      session: { store: sessionStore(connection, longestSeconds), secret: settings.SESSION_SECRET, publicBaseUrl: settings.PUBLIC_BASE_URL },
      limits: DEFAULT_SESSION_LIMITS,
      views,
      home: paths.queue,
      backgroundPaths,
      now: systemClock,
      log,
    }),
    entrance: { visitorOf, nonceOf },
    intakes: intakesWithReturns(deskIntakes(connection, sealer), returns),
    notes: deskNotes(connection, sealer),
    facts: factsWithReturns(deskFacts(connection, sealer), returns),
    children: childrenWithReturns(childDesk({ connection, sealer }), returns),
    prompts: referralPrompts(),
    threads: threadsThatFollow(threadsWithReturns(deskThreads(connection, sealer), returns), followDeps({ connection, sealer }, hours, systemClock)),
    callbacks: deskCallbacks(connection),
    tellings: deskTellings(connection),
    mailFiles: mailFiles({ connection, sealer }),
    recordings: new StoredRecordings(connection, sealer),
    telephone: deskTelephone(settings, { connection, sealer }),
    texts: settings.SMS_FROM === undefined ? undefined : deskTexts(connection, sealer),
    agreedCallbackWithinMs: SERVICE.calls.callbackWithinMs.ordinary,
    duty: dutyDesk(settings, { connection, sealer }, systemClock, log),
    onCall: onCallDesk(settings, { connection }, systemClock),
    staff: staffDesk({ connection }, systemClock),
    seconds: secondLists(connection),
    secondDesk: secondDesk({ connection, sealer }, systemClock),
    handover: handoverDesk({ connection, sealer }, hours, systemClock),
    routing: routingDesk(settings, { connection, sealer }, systemClock),
    casework: caseworkDesk({ connection, sealer }, systemClock),
    lists: routedLists(connection),
    ended: endedIntakes(connection),
    cards: looseCards(connection),
    operations: report,
    mailboxes: quietMailboxes(report, systemClock()),
    replays: new StoredMailReplays(connection, systemClock),
    lookups: await openLookupThrottle(connection),
    searches: await openSearchThrottle(connection),
    audit: viewAudit(connection),
    feed,
    assets,
    views,
    notice: (at) => bankHolidayNotice(holidaysInForce(), at),
    hours,
    labelOf: (code) => names.get(code) ?? code,
    stopping,
    now: systemClock,
    log,
  }
}
