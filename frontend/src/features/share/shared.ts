/** What is shared: a public page. */
export type Shared = { kind: "ideas" | "challenges"; id: string; title: string };

/** The address of its page, without what a reader chose in it. */
export const addressOf = ({ kind, id }: Shared) => `${location.origin}/${kind}/${id}`;

/** Where its QR code is. */
export const qrCodeOf = ({ kind, id }: Shared) => `/api/v1/${kind}/${id}/qr-code`;

/** Where what is new about it is told to feed readers, in a language. */
export const feedOf = ({ kind, id }: Shared, language: string) =>
  kind === "ideas"
    ? `/api/v1/feeds/ideas/${id}/comments?lang=${language}`
    : `/api/v1/feeds/ideas?challengeId=${id}&lang=${language}`;

const attribute = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** What another site puts into its page to show a card. */
export const codeOf = (shared: Shared, language: string) =>
  `<iframe src="${location.origin}/embed/${shared.kind}/${shared.id}?lang=${language}" title="${attribute(shared.title)}" width="100%" height="280" loading="lazy" style="border:0"></iframe>`;

/** A mail that is begun, with the address in it. */
export const mailOf = (shared: Shared) =>
  `mailto:?subject=${encodeURIComponent(shared.title)}&body=${encodeURIComponent(`${shared.title}\n${addressOf(shared)}\n`)}`;
