/**
 * A failure that the person can mend: bad input, a missing capability, a full disk.
 * The message is one or two plain sentences that say what was found and what to do.
 * The page shows it as it stands; the command line prints it and exits with 2.
 * A programming error is any other Error.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** This browser keeps nothing at all: the page says so in its own words, and goes on. */
export class NothingKept extends UserError {}
