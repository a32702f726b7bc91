import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { ShareButton } from "@/features/share/ShareButton";
import { VotePanel } from "@/features/vote/VotePanel";
import type { Schema, Tagged } from "@/lib/api";
import { cx } from "@/ui/cx";
import { Prose } from "@/ui/Prose";
import { ChallengeStateTag } from "@/ui/Tag";
import { echoesTitle } from "./echo";
import { IdeaActions } from "./IdeaActions";
import styles from "./IdeaPage.module.css";
import { IdeaPlace } from "./IdeaPlace";
import { IdeaSetting } from "./IdeaSetting";

const LinkPreviews = lazy(() =>
  import("@/features/link/LinkPreviews").then((m) => ({ default: m.LinkPreviews })),
);

/** The text of an idea, and beside it what one can do about it. */
export function IdeaMatter({ idea: tagged }: { idea: Tagged<Schema["Idea"]> }) {
  const { t } = useLingui();
  const [mapShown, showMap] = useState(false);
  const idea = tagged.value;
  const bare = echoesTitle(idea);
  return (
    <div className={cx(styles.matter, bare && styles.bare)}>
      {!bare && (
        <div className={styles.text} dir="auto">
          <Prose html={idea.bodyHtml} />
          {idea.links && (
            <Suspense>
              <LinkPreviews links={idea.links} />
            </Suspense>
          )}
        </div>
      )}
      <section className={styles.vote} aria-label={t`Rösta`}>
        <VotePanel idea={idea} />
      </section>
      <aside className={styles.notes} aria-label={t`Om idén`}>
        <Answers challenges={idea.challenges} />
        <IdeaSetting idea={idea} mapShown={mapShown} onMap={() => showMap(!mapShown)} />
        <div className={styles.links}>
          {(idea.state === "published" || idea.state === "merged") && (
            <ShareButton shared={{ kind: "ideas", id: idea.id, title: idea.title }} />
          )}
          <IdeaActions idea={tagged} />
        </div>
      </aside>
      {mapShown && idea.place && <IdeaPlace idea={idea} place={idea.place} />}
    </div>
  );
}

function Answers({ challenges }: { challenges: Schema["ChallengeRef"][] }) {
  if (challenges.length === 0)
    return (
      <p className={styles.answers}>
        <Trans>Idén står för sig själv och svarar inte på någon utmaning.</Trans>
      </p>
    );
  return (
    <div className={styles.answers}>
      <h2>
        <Trans>Svarar på</Trans>
      </h2>
      <ul>
        {challenges.map((challenge) => (
          <li key={challenge.id}>
            <Link to="/challenges/$challengeId" params={{ challengeId: challenge.id }}>
              {challenge.title}
            </Link>
            {challenge.state !== "open" && <ChallengeStateTag state={challenge.state} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
