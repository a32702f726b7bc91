import { Plural, Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";

type Props = { notification: Schema["Notification"] };

/** What happened, in one sentence: what one did, or how many did so. */
export function Sentence({ notification }: Props) {
  const { kind, count, by, subjectKind } = notification;
  const name = by && count === 1 ? <bdi>{by.displayName}</bdi> : undefined;
  const title = <q>{notification.title}</q>;
  const latest = count === 1 && notification.objectTitle ? <q>{notification.objectTitle}</q> : undefined;
  const own = count === 1 && notification.aboutKind && yours(notification.aboutKind, notification.title);
  if (own && decided(own)[kind]) return decided(own)[kind];
  if (!notification.title && untitled[kind]) return untitled[kind];
  const whose = ofSomebody(subjectKind, title)[kind];
  if (whose) return whose;
  if (kind === "idea-published")
    return published(subjectKind === "person" || subjectKind === "organisation", title, latest, count);
  if (name) {
    if (kind === "comment")
      return (
        <Trans>
          {name} har kommenterat {title}
        </Trans>
      );
    if (kind === "reply")
      return (
        <Trans>
          {name} har svarat dig under {title}
        </Trans>
      );
    if (kind === "mention")
      return (
        <Trans>
          {name} nämner dig under {title}
        </Trans>
      );
    if (kind === "idea-taken-over")
      return (
        <Trans>
          {name} har tagit över {title}
        </Trans>
      );
  }
  return sentences(title, count)[kind];
}

function published(byOne: boolean, title: ReactNode, latest: ReactNode, count: number) {
  if (byOne && latest)
    return (
      <Trans>
        {title} har publicerat idén {latest}
      </Trans>
    );
  if (byOne)
    return (
      <Trans>
        Nya idéer av {title}: {count}
      </Trans>
    );
  if (latest)
    return (
      <Trans>
        Ny idé i {title}: {latest}
      </Trans>
    );
  return (
    <Trans>
      Nya idéer i {title}: {count}
    </Trans>
  );
}

/** What a decision is about, to whose it is: what stands under an idea goes by that idea's title, an offer and an account by none. */
function yours(kind: Schema["ThingKind"], name: string): ReactNode {
  const title = <q>{name}</q>;
  switch (kind) {
    case "idea":
      return name ? <Trans>din idé {title}</Trans> : <Trans>din idé</Trans>;
    case "comment":
      return name ? <Trans>din kommentar på {title}</Trans> : <Trans>din kommentar</Trans>;
    case "need":
      return name ? <Trans>ditt behov för {title}</Trans> : <Trans>ditt behov</Trans>;
    case "commitment":
      return name ? <Trans>ditt löfte till {title}</Trans> : <Trans>ditt löfte</Trans>;
    case "offer":
      return <Trans>ditt erbjudande</Trans>;
    case "person":
      return <Trans>ditt konto</Trans>;
    case "organisation":
      return name ? <Trans>din organisation {title}</Trans> : <Trans>din organisation</Trans>;
    default:
      return undefined;
  }
}

const decided = (own: ReactNode): Words => ({
  "moderation-decision": <Trans>Ett beslut har fattats om {own}</Trans>,
  "appeal-decided": <Trans>Din överklagan om {own} är avgjord</Trans>,
  "post-published": <Trans>Det du skrev är publicerat: {own}</Trans>,
});

type Words = Partial<Record<Schema["NotificationKind"], ReactNode>>;

/** What is told although its subject may not be named: an idea that is hidden by now. */
const untitled: Words = {
  "moderation-decision": <Trans>Ett beslut har fattats om något du har skrivit</Trans>,
  "appeal-decided": <Trans>Din överklagan är avgjord</Trans>,
};

/** Decisions that may be about somebody or an organisation itself, or about what they wrote: the title is no title of a text. */
function ofSomebody(subject: Schema["Notification"]["subjectKind"], title: ReactNode): Words {
  switch (subject) {
    case "person":
      return {
        "moderation-decision": <Trans>Ett beslut har fattats om ditt konto eller något du har skrivit</Trans>,
        "appeal-decided": untitled["appeal-decided"],
      };
    case "organisation":
      return {
        "moderation-decision": (
          <Trans>Ett beslut har fattats om din organisation {title} eller något den har skrivit</Trans>
        ),
        "appeal-decided": untitled["appeal-decided"],
      };
    default:
      return {};
  }
}

const sentences = (title: ReactNode, count: number): Words => ({
  ...ofDiscussion(title, count),
  ...ofLife(title, count),
  ...ofTasks(title, count),
});

const ofDiscussion = (title: ReactNode, count: number): Words => ({
  comment: (
    <Trans>
      Nya kommentarer till {title}: {count}
    </Trans>
  ),
  reply: (
    <Trans>
      Nya svar till dig under {title}: {count}
    </Trans>
  ),
  mention: <Trans>Du nämns under {title}</Trans>,
  "official-reply": <Trans>Kommunen har svarat under {title}</Trans>,
  thanks: (
    <Trans>
      <Plural value={count} one="# tack" other="# tack" /> för det du skrev under {title}
    </Trans>
  ),
  "moderation-decision": <Trans>Ett beslut har fattats om något du har skrivit: {title}</Trans>,
  "post-published": <Trans>Det du skrev är publicerat: {title}</Trans>,
  "report-acted": (
    <Plural
      value={count}
      one="En moderator har läst det du rapporterade och gjort något åt det"
      other="Moderatorer har läst # saker som du rapporterade och gjort något åt dem"
    />
  ),
  "report-kept": (
    <Plural
      value={count}
      one="En moderator har läst det du rapporterade och låter det vara som det är"
      other="Moderatorer har läst # saker som du rapporterade och låter dem vara som de är"
    />
  ),
  "appeal-decided": <Trans>Din överklagan om {title} är avgjord</Trans>,
});

const ofLife = (title: ReactNode, count: number): Words => ({
  "idea-answered": <Trans>Kommunen har svarat på {title}</Trans>,
  "idea-stage": <Trans>{title} har kommit vidare</Trans>,
  "idea-repeats": <Trans>Kommunen bedömer att {title} upprepar en idé som den redan har beslutat om</Trans>,
  "idea-supported": (
    <Trans>
      <Plural value={count} one="# ny röst" other="# nya röster" /> för {title}
    </Trans>
  ),
  "phase-turned": <Trans>{title} har gått in i en ny fas</Trans>,
  "phase-moved": <Trans>Faserna i {title} har ändrats</Trans>,
  "idea-taken-over": <Trans>{title} har en ny författare</Trans>,
  "merge-decided": <Trans>Det är avgjort om {title} slås ihop med en annan idé</Trans>,
  commitment: (
    <Trans>
      <Plural value={count} one="# nytt löfte" other="# nya löften" /> om hjälp med {title}
    </Trans>
  ),
  "commitment-outcome": <Trans>Nu kan du läsa hur det gick med ditt löfte om hjälp med {title}</Trans>,
});

const ofTasks = (title: ReactNode, count: number): Words => ({
  "co-author-invited": <Trans>Du är inbjuden att utveckla {title} som medförfattare</Trans>,
  "hand-over-offered": <Trans>Du är tillfrågad om att ta över {title}</Trans>,
  "hand-over-answered": <Trans>Du har fått svar om vem som tar över {title}</Trans>,
  "hand-over-expired": <Trans>Ingen har tagit över {title} i tid, så idén är kvar hos sin författare</Trans>,
  "adoption-offered": <Trans>{title} söker någon som vill föra den vidare</Trans>,
  "merge-proposed": <Trans>Någon föreslår att {title} slås ihop med en annan idé</Trans>,
  "vote-move-asked": (
    <Trans>{title} har gått ihop med en annan idé, eller skilts från den. Vill du flytta din röst?</Trans>
  ),
  "match-found": (
    <Trans>
      <Plural value={count} one="# matchning" other="# matchningar" /> för {title}
    </Trans>
  ),
  "contact-asked": (
    <Trans>
      <Plural value={count} one="# person vill" other="# personer vill" /> ha kontakt med dig om {title}
    </Trans>
  ),
  "contact-answered": <Trans>Du har fått svar på din fråga om kontakt om {title}</Trans>,
  "answer-due": <Trans>{title} väntar på ett svar från kommunen</Trans>,
});
