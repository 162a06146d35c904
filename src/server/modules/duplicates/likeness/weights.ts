/**
 * How much each finding speaks for two rows being one, in bits: log2 of how many times as often it is found among the same
 * as among different ones that share a key (Fellegi and Sunter, 1969). `prior` is how sure we are before we look. The score
 * is 1 / (1 + 2^-(prior + sum of weights)). Set by hand where a labelled set of our own cannot know how often people share
 * what, and held to what is measured there: test/duplicates/measured.test.ts, `npm run bench -- --duplicates`.
 */
export const weights = {
  person: {
    prior: -10.5,
    name: { same: 10, spelling: 9.5, more: 8.5, slip: 8, initial: 7, part: -3, different: -7, unknown: 2 },
    mail: { same: 10, desk: 1.5, other: -1.5 },
    phone: { same: 6, other: -0.5 },
    linkedin: { same: 14, other: -9 },
    company: {
      same: 3,
      spelling: 3,
      other_form: 2,
      slip: 2.5,
      initials: 2,
      more: 1.5,
      sister: 0,
      different: -2,
      unknown: 0,
    },
    domain: { same: 2, other: 0 },
    place: { same: 3.5, town: 1, elsewhere: -1.5, unknown: 0 },
  },
  company: {
    prior: -8.5,
    name: {
      same: 9.5,
      spelling: 9,
      other_form: 3,
      slip: 8,
      initials: 4,
      more: 1.5,
      sister: -4,
      different: -6,
      unknown: 1,
    },
    mail: { same: 4, desk: 4, other: 0 },
    phone: { same: 5.5, other: -0.5 },
    linkedin: { same: 12, other: -6 },
    domain: { same: 7, other: -4 },
    place: { same: 3.5, town: 1, elsewhere: -2.5, unknown: 0 },
  },
  household: {
    prior: -9,
    name: { same: 6, spelling: 5.5, more: 5, slip: 4.5, initial: 4, part: 3, different: -5, unknown: 1 },
    mail: { same: 7, desk: 1, other: -0.5 },
    phone: { same: 7, other: -0.5 },
    linkedin: { same: 0, other: 0 },
    domain: { same: 0, other: 0 },
    place: { same: 8, town: 0.5, elsewhere: -4, unknown: 0 },
  },
} as const

/** From here on a likeness is shown. */
export const possible = 0.5
/** From here on it is surer than most people who merge by hand: what is merged in bulk. */
export const sure = 0.98
