/** An address as it is sent, without space around it: people write addresses without the scheme. */
export const withScheme = (address: string) =>
  address.trim() === "" || /^[a-z]+:/i.test(address.trim()) ? address.trim() : `https://${address.trim()}`;
