/** A moment right before a period ends: its day is the last one, also when it ends at midnight. */
export const lastMoment = (end: string): string => new Date(Date.parse(end) - 1).toISOString();
