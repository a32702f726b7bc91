import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useLocation } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { Tag } from "@/ui/Tag";
import { AskToHelp } from "./AskToHelp";
import styles from "./Help.module.css";
import { Matches } from "./Matches";
import { EditNeed } from "./NeedForm";
import { needMatchesQuery, useNeedState } from "./queries";
import { amountOf, helpKindLabel, languageLabel, needStateLabel } from "./words";

type Props = { need: Schema["Need"]; idea: Schema["Idea"]; may: Schema["Permission"][] };

/** One thing that an idea lacks: how much of it is promised, and what the reader may do about it. */
export function NeedRow({ need, idea, may }: Props) {
  const { t } = useLingui();
  const states = may.includes("state-needs");
  const open = need.state === "open";
  const languages = need.languages.map(languageLabel).join(", ");
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <h3>{helpKindLabel(need.kind)}</h3>
        <Tag tone={open ? "on" : need.state === "fulfilled" ? "done" : "neutral"}>
          {needStateLabel(need.state)}
        </Tag>
      </div>
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
      {open && !states && <Helping need={need} may={may} ideaTitle={idea.title} />}
      {states && <Tending need={need} />}
      {states && open && (
        <Matches query={needMatchesQuery(need.id)} side="offer" label={t`Visa erbjudanden som passar`} />
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

/** What somebody else can do; who is not signed in does that first and comes back. */
function Helping({
  need,
  may,
  ideaTitle,
}: {
  need: Schema["Need"];
  may: Schema["Permission"][];
  ideaTitle: string;
}) {
  const { me } = useSession();
  const { href } = useLocation();
  if (!me)
    return (
      <p>
        <Link to="/login" search={{ next: href }}>
          <Trans>Logga in för att hjälpa till</Trans>
        </Link>
      </p>
    );
  if (!may.includes("help")) return null;
  return (
    <div className={styles.buttons}>
      <AskToHelp need={need} ideaTitle={ideaTitle} />
    </div>
  );
}

function Tending({ need }: { need: Schema["Need"] }) {
  const change = useNeedState(need);
  const to = need.state === "closed" ? "open" : "closed";
  return (
    <div className={styles.buttons}>
      <EditNeed need={need} />
      {need.state !== "expired" && (
        <Button variant="plain" busy={change.isPending} onClick={() => change.mutate({ state: to })}>
          {to === "closed" ? <Trans>Stäng behovet</Trans> : <Trans>Öppna igen</Trans>}
        </Button>
      )}
    </div>
  );
}
