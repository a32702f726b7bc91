import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { Icon } from "./Icon";
import { choiceLabel } from "./labels";
import { OpinionBar } from "./OpinionBar";
import styles from "./Vote.module.css";

export type Opinion = Exclude<Schema["Choice"], "support">;

const opinions: Opinion[] = ["agree", "disagree", "pass"];

type Props = {
  tally: Schema["Tally"];
  choice: Opinion | undefined;
  /** undefined takes the opinion back: the pressed choice was pressed again. */
  onChange: (choice: Opinion | undefined) => void;
  closedBecause?: string | undefined;
};

/** Opinion: agree, disagree or pass, and how everyone's opinions lie. */
export function OpinionVote({ tally, choice, onChange, closedBecause }: Props) {
  return (
    <fieldset className={styles.opinion}>
      <legend>
        <Trans>Vad tycker du?</Trans>
      </legend>
      <div className={styles.choices}>
        {opinions.map((opinion) => (
          <button
            key={opinion}
            type="button"
            className={styles.choice}
            aria-pressed={opinion === choice}
            aria-disabled={closedBecause ? true : undefined}
            onClick={() => closedBecause || onChange(opinion === choice ? undefined : opinion)}
          >
            {opinion === choice && <Icon name="check" />}
            {choiceLabel(opinion)}
          </button>
        ))}
      </div>
      {closedBecause && <p>{closedBecause}</p>}
      <OpinionBar tally={tally} />
    </fieldset>
  );
}
