import { Trans } from "@lingui/react/macro";
import { Fragment } from "react";
import type { Schema } from "@/lib/api";
import { formattingLocale } from "@/lib/i18n";
import { ParticipantName } from "@/ui/ParticipantLine";
import styles from "./CoAuthor.module.css";

/** Who writes something with its author: "Tillsammans med Kerstin Lövgren och Klass 5B". */
export function CoAuthorLine({ coAuthors }: { coAuthors: Schema["ParticipantRef"][] }) {
  const names = <Names people={coAuthors} />;
  return (
    <p className={styles.line}>
      <Trans>Tillsammans med {names}</Trans>
    </p>
  );
}

function Names({ people }: { people: Schema["ParticipantRef"][] }) {
  const list = new Intl.ListFormat(formattingLocale(), { type: "conjunction" });
  const parts = list.formatToParts(people.map(({ id }) => id));
  return parts.map(({ type, value }, place) => {
    const person = type === "element" && people.find(({ id }) => id === value);
    // Literals repeat; where they stand never changes.
    return person ? (
      <ParticipantName key={value} participant={person} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Fragment key={place}>{value}</Fragment>
    );
  });
}
