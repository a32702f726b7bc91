/** How many topics one thing is about at most. */
export const TOPICS_MAX = 5;
