/** Makes a call that the server refuses long after a sign-in; see useFresh. */
export type Fresh = <T>(call: () => Promise<T>) => Promise<T>;
