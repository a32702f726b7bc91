/** What can be led, by the contract's name of its id. */
export type Thing = { challengeId: string } | { workshopId: string } | { focusAreaId: string };
