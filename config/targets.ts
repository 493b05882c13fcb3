/** By when a person is to act: the minutes, hours and days that the service promises; and who is told, how soon, when nobody does. Part of SERVICE. */
export const TARGETS = {
  /** By when a named person is to accept an enquiry, or to take it over, and who is told when nobody does. */
  escalation: {
    /** From when it came in; what nothing has read counts as urgent. Hours and days are those of the service. */
    acceptWithin: { urgent: { minutes: 15 }, high: { workingHours: 4 }, standard: { workingDays: 1 }, low: { workingDays: 3 } },
    /** Somebody else accepted it: by when whoever has it is to take it over, from when they are asked; the first acceptance stands until then. */
    takeOverWithin: { urgent: { workingHours: 1 }, high: { workingHours: 4 }, standard: { workingDays: 1 }, low: { workingDays: 3 } },
    /** What nothing has read for so long goes up like an urgent one, in milliseconds: reading takes moments. */
    unreadAfterMs: 5 * 60_000,
    times: {
      /**
       * Urgent, at any hour, in milliseconds: to the first, who is being found and may be looking at it already; from one
       * rung to the next; and from the last to the first again.
       */
      pressing: { firstAfterMs: 30_000, nextRungMs: 3 * 60_000, againMs: 5 * 60_000 },
      /** All else, by mail in working hours: to the reminder; and, once it is overdue, from one mail to the manager to the next. */
      ordinary: {
        remindAfter: { urgent: { minutes: 15 }, high: { workingHours: 2 }, standard: { workingHours: 4 }, low: { workingDays: 2 } },
        againAfter: { urgent: { workingHours: 1 }, high: { workingHours: 2 }, standard: { workingDays: 1 }, low: { workingDays: 1 } },
        /**
         * After twice its target it climbs, by telephone too: another worker, who is on call in these hours, the manager by mail, and
         * round again, with such a pause in between. What is not named stays with mail.
         */
        climbs: { high: { after: { workingHours: 8 }, pause: { workingHours: 1 } } },
      },
      /** That nobody can be given an enquiry is told at once; of what nobody can be given within so long after that, the managers get one mail, in milliseconds. */
      togetherMs: 5 * 60_000,
      lookAgainMs: 60_000,
      /** A telephone of whoever is told next was engaged, and so is every other that may be rung: tried again after so long, in milliseconds. */
      engagedAgainMs: 5_000,
    },
  },
  /** How long a colleague has to answer an offer, before it goes back. */
  offers: { answerWithin: { urgent: { minutes: 15 }, ordinary: { workingHours: 4 } } },
  /** How soon a person must act on a call, in milliseconds from the moment the card was earned. */
  calls: {
    /** A caller who asked for it is rung back: one who pressed the urgent key, and any other. */
    callbackWithinMs: { urgent: 15 * 60_000, ordinary: 60 * 60_000 },
    /** A message is listened to; and what became of one that was not kept is found out. */
    listenWithinMs: 15 * 60_000,
    /** A recording that the network did not announce is asked after, in milliseconds since the tone. */
    askAfterToneMs: 60_000,
    /** Somebody looks at a call that ended before anybody spoke. */
    reviewWithinMs: { urgent: 15 * 60_000, ordinary: 60 * 60_000 },
    /** The worker who spoke with the caller writes the note. */
    wrapUpWithinMs: 30 * 60_000,
  },
  /** An overdue call-back: whoever takes it has as long as `calls.callbackWithinMs` says to make it, before others are told again. */
  overdueCallbacks: {
    /** By telephone as well, in milliseconds: to the first, from one rung to the next, and from the last to the first again. */
    urgent: { firstAfterMs: 0, nextRungMs: 3 * 60_000, againMs: 5 * 60_000 },
    /** Only while the service is open, or in the part of the day that the caller named. */
    ordinary: { firstAfterMs: 0, nextRungMs: 10 * 60_000, againMs: 30 * 60_000 },
    lookAgainMs: 60_000,
    engagedAgainMs: 5_000,
  },
  /**
   * By when a named officer is to take on an enquiry that calls for one, and who is told meanwhile: an officer on duty, by
   * mail, and of what is urgent by text message and telephone too; so long later again; then the manager; and round again. Of a
   * role that nobody has, the manager is told alone, unless it stands in `without`: a service that has none of it says so there.
   */
  secondCalls: {
    without: [],
    urgent: { officer: { minutes: 15 }, officer_again: { minutes: 5 }, manager: { minutes: 15 } },
    ordinary: { officer: { workingHours: 4 }, officer_again: { workingHours: 1 }, manager: { workingHours: 4 } },
    lookAgainMs: 60_000,
    engagedAgainMs: 5_000,
  },
} as const
