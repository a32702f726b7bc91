import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { Tag } from "@/ui/Tag";
import styles from "./Help.module.css";
import { Helping } from "./Helping";
import { Matches } from "./Matches";
import { EditNeed } from "./NeedForm";
import { needMatchesQuery, useNeedState } from "./queries";
import { ReportHelp } from "./ReportHelp";
import { WithheldNote } from "./WithheldNote";
import { amountOf, helpKindLabel, languageLabel, needStateLabel } from "./words";

const ends: unknown[] = ["done", "dropped", "declined"] satisfies Schema["IdeaStage"][];

type Props = { need: Schema["Need"]; idea: Schema["Idea"]; may: Schema["Permission"][] };

/** One thing that an idea lacks: how much of it is promised, and what the reader may do about it. */
export function NeedRow({ need, idea, may }: Props) {
  const { t } = useLingui();
  const states = may.includes("state-needs");
  // What is merged, done or withdrawn takes no help, whatever it still lacked.
  const over = idea.state !== "published" || ends.includes(idea.stage);
  const rests = need.state === "open" && over;
  const open = need.state === "open" && !rests && !need.withheld;
  const languages = need.languages.map(languageLabel).join(", ");
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <h3>{helpKindLabel(need.kind)}</h3>
        {!need.withheld && (
          <Tag tone={open ? "on" : need.state === "fulfilled" ? "done" : "neutral"}>
            {rests ? <Trans>Vilar</Trans> : needStateLabel(need.state)}
          </Tag>
        )}
      </div>
      <WithheldNote why={need.withheld} />
      <p className={styles.words} dir="auto">
        {need.description}
      </p>
      <Progress need={need} />
      <p className={styles.soft}>
        <Trans>
          Till och med <DateTime at={need.endsAt} as="date" />
        </Trans>
        {languages && <> · {t`Språk: ${languages}`}</>}
      </p>
      {open && !states && <Helping need={need} may={may} ideaTitle={idea.title} ideaId={idea.id} />}
      {states && <Tending need={need} />}
      {states && open && (
        <Matches query={needMatchesQuery(need.id)} side="offer" label={t`Visa erbjudanden som passar`} />
      )}
      {!states && (
        <div className={styles.buttons}>
          <ReportHelp thing={{ kind: "need", id: need.id }} by={idea.author.id} />
        </div>
      )}
    </li>
  );
}

function Progress({ need }: { need: Schema["Need"] }) {
  const { t } = useLingui();
  const whole = amountOf(need.amount, need.unit);
  const promised = formatNumber(need.committed);
  const text = need.committed > 0 ? t`Lovat: ${promised} av ${whole}` : whole;
  return (
    <div className={styles.progress}>
      <progress value={need.committed} max={need.amount} aria-label={t`Lovat`} />
      <span className={styles.soft}>{text}</span>
    </div>
  );
}

function Tending({ need }: { need: Schema["Need"] }) {
  const change = useNeedState(need);
  const to = need.state === "closed" ? "open" : "closed";
  return (
    <div className={styles.buttons}>
      {!need.withheld && <EditNeed need={need} />}
      {(need.state === "open" || (need.state === "closed" && !need.withheld)) && (
        <Button variant="plain" busy={change.isPending} onClick={() => change.mutate({ state: to })}>
          {to === "closed" ? <Trans>Stäng behovet</Trans> : <Trans>Öppna igen</Trans>}
        </Button>
      )}
    </div>
  );
}
