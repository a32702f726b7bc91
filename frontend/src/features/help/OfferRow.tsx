import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useTopicName } from "@/features/topic/topic-name";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Tag } from "@/ui/Tag";
import styles from "./Help.module.css";
import { WithheldNote } from "./WithheldNote";
import { helpKindLabel, languageLabel, offerStateLabel } from "./words";

type Props = { offer: Schema["Offer"]; own?: boolean; heading?: "h2" | "h3"; children?: ReactNode };

/** An offer in a list: what is lent, by whom, how far it reaches and until when. */
export function OfferRow({ offer, own = false, heading: Heading = "h2", children }: Props) {
  const { t } = useLingui();
  const nameOf = useTopicName();
  const place = offer.district?.name ?? "";
  const facts = [
    helpKindLabel(offer.kind),
    offer.radius ? t`Inom ${offer.radius} km` : place || t`Hela kommunen`,
    ...offer.topics.map(nameOf),
    ...offer.languages.map(languageLabel),
  ];
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <Heading>
          <bdi>{offer.title}</bdi>
        </Heading>
        {own && !offer.withheld && (
          <Tag tone={offer.state === "open" ? "on" : "neutral"}>{offerStateLabel(offer.state)}</Tag>
        )}
      </div>
      <WithheldNote why={offer.withheld} />
      {!own && <ParticipantLine participant={offer.owner} />}
      <p className={styles.words} dir="auto">
        {offer.description}
      </p>
      <p className={styles.soft}>
        {facts.join(" · ")} ·{" "}
        <Trans>
          till och med <DateTime at={offer.endsAt} as="date" />
        </Trans>
        {own && offer.audience === "matched" && <> · {t`Syns bara för dem som det passar`}</>}
      </p>
      {children}
    </li>
  );
}
