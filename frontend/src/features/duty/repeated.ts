/** The id of the idea that an address, or an id alone, leads to; undefined where it leads to none. */
export const repeated = (address: string): string | undefined =>
  /(?:\/ideas\/|^\s*)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i.exec(address)?.[1];
