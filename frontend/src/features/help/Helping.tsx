import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { AskToHelp } from "./AskToHelp";
import styles from "./Help.module.css";
import { ownContactsQuery } from "./queries";

type Props = {
  need: Schema["Need"];
  may: Schema["Permission"][];
  ideaTitle: string;
  /** The idea on whose page it stands; none in lists of many. */
  ideaId?: string;
};

/** What somebody else can do; who is not signed in does that first and comes back. */
export function Helping({ need, may, ideaTitle, ideaId }: Props) {
  const { me } = useSession();
  const { href } = useLocation();
  const { data: contacts = [] } = useQuery({ ...ownContactsQuery(ideaId), enabled: me !== undefined });
  const asked = contacts.find((one) => one.need.id === need.id && one.state !== "withdrawn");
  if (asked) return <Asked contact={asked} />;
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

/** That the reader has asked already, and the way to what came of it. */
function Asked({ contact: { state, askedBy, commitmentId } }: { contact: Schema["Contact"] }) {
  return (
    <p className={styles.asked}>
      {commitmentId ? (
        <Trans>Du har lovat att hjälpa till.</Trans>
      ) : (
        {
          asked: askedBy === "helper" ? <Trans>Du har frågat.</Trans> : <Trans>Du är tillfrågad.</Trans>,
          accepted: <Trans>Ni har kontakt.</Trans>,
          declined: <Trans>Den här gången blev det nej tack.</Trans>,
          withdrawn: null,
        }[state]
      )}{" "}
      <Link to="/profile/contacts" search={askedBy === "helper" ? { sent: true } : {}}>
        <Trans>Till kontakten</Trans>
      </Link>
    </p>
  );
}
