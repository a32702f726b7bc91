import type { Schema } from "@/lib/api";
import { shownLabel } from "./fields";
import styles from "./Profile.module.css";

type Field = Schema["ShownField"];

/** What somebody tells about themselves. */
export const ParticipantFacts = ({ fields }: { fields: Field[] }) => (
  <dl className={styles.facts}>
    {fields.map((field) => (
      <div key={field.name}>
        <dt>{shownLabel(field.name)}</dt>
        <dd dir="auto">
          <Value {...field} />
        </dd>
      </div>
    ))}
  </dl>
);

/** A website leads on only if it is one, whatever was stored; search engines learn nothing of it. */
function Value({ name, value }: Field) {
  if (name === "website" && value.startsWith("https://")) {
    return (
      <a href={value} rel="nofollow ugc noopener">
        {value.slice("https://".length)}
      </a>
    );
  }
  if (name === "contact-email") return <a href={`mailto:${encodeURI(value)}`}>{value}</a>;
  if (name === "contact-phone") return <a href={`tel:${value.replace(/[^+0-9]/g, "")}`}>{value}</a>;
  return value;
}
