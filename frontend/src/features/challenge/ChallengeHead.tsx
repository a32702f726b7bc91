import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ChallengeTime } from "@/features/deadline/ChallengeTime";
import { FollowButton } from "@/features/notification/FollowButton";
import { ShareButton } from "@/features/share/ShareButton";
import type { Schema } from "@/lib/api";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { LinkButton } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { StandingTag } from "@/ui/Tag";
import styles from "./ChallengePage.module.css";
import { useChallengePermissions } from "./queries";
import { WriteIdea } from "./WriteIdea";

/** The question as the headline, where it stands, and its picture. */
export function ChallengeHead({ challenge }: { challenge: Schema["Challenge"] }) {
  const mayEdit = useChallengePermissions(challenge.id)?.includes("edit");
  return (
    <>
      <PageHeader
        title={challenge.question}
        documentTitle={challenge.title}
        above={
          <>
            <Breadcrumbs>
              <Link to="/challenges">
                <Trans>Utmaningar</Trans>
              </Link>
            </Breadcrumbs>
            <p className={styles.name}>{challenge.title}</p>
          </>
        }
        meta={<Facts challenge={challenge} />}
        actions={
          <>
            <WriteIdea challenge={challenge} />
            {challenge.state !== "draft" && <FollowButton targetId={challenge.id} name={challenge.title} />}
            {challenge.state !== "draft" && (
              <ShareButton
                variant="secondary"
                shared={{ kind: "challenges", id: challenge.id, title: challenge.title }}
              />
            )}
            {mayEdit && (
              <LinkButton to="/challenges/$challengeId/edit" params={{ challengeId: challenge.id }}>
                <Trans>Ändra utmaningen</Trans>
              </LinkButton>
            )}
          </>
        }
      />
      {challenge.state === "draft" && (
        <div className={styles.notice}>
          <Notice>
            <Trans>Utmaningen är ett utkast. Bara de som leder den ser den här sidan.</Trans>
          </Notice>
        </div>
      )}
      {challenge.imageUrl && (
        <img
          className={styles.picture}
          src={challenge.imageUrl}
          srcSet={challenge.imageSrcset}
          sizes="min(100vw, 78rem)"
          alt={challenge.imageAlt ?? ""}
        />
      )}
    </>
  );
}

function Facts({ challenge }: { challenge: Schema["Challenge"] }) {
  const { ideaCount } = challenge;
  return (
    <>
      <StandingTag challenge={challenge} />
      <span>
        <ChallengeTime challenge={challenge} />
      </span>
      {challenge.state !== "draft" && (
        <Link to="." hash="ideas" search>
          <Plural value={ideaCount} one="# idé" other="# idéer" />
        </Link>
      )}
    </>
  );
}
