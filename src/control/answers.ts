// How an answer over the control socket begins.

/** The request was done; what it gave follows. */
export const OK = 'ok\n';
/** The request was not done; one sentence follows. */
export const REFUSED = 'refused ';
