import { Trans } from "@lingui/react/macro";
import styles from "./History.module.css";
import { compareWordings, type Part } from "./wording-diff";

/** A wording beside the one before it: what was added and what went, to the eye and to the ear. */
export function Wording({ before, after }: { before: string; after: string }) {
  return (
    <p className={styles.wording} dir="auto">
      {compareWordings(before, after).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: computed anew as a whole, never reordered.
        <Change key={index} part={part} />
      ))}
    </p>
  );
}

function Change({ part }: { part: Part }) {
  if (part.kind === "same") return part.text;
  const Mark = part.kind === "added" ? "ins" : "del";
  const words = part.text.trimStart();
  return (
    <>
      {part.text.slice(0, part.text.length - words.length)}
      <Mark>
        <span className="visually-hidden">
          {part.kind === "added" ? <Trans>(tillagt:)</Trans> : <Trans>(borttaget:)</Trans>}
        </span>
        {words}
      </Mark>
    </>
  );
}
