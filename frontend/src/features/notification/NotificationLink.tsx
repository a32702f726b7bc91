import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { Sentence } from "./Sentence";

type Props = { notification: Schema["Notification"]; onFollow?: () => void };

/** A notification as a link to what it is about: the one idea that is new, or the thing it happened to. */
export function NotificationLink({ notification, onFollow }: Props) {
  const { subjectId, subjectKind, kind, count, objectId } = notification;
  const follow = useFollowing(onFollow);
  const words = (
    <span>
      <Sentence notification={notification} />
    </span>
  );
  const ideaId =
    kind === "idea-published" && count === 1 ? objectId : subjectKind === "idea" ? subjectId : undefined;
  if ((kind === "moderation-decision" || kind === "appeal-decided") && objectId)
    return (
      <Link to="/moderation-decisions/$decisionId" params={{ decisionId: objectId }} onClick={follow}>
        {words}
      </Link>
    );
  if (kind === "report-acted" || kind === "report-kept")
    return (
      <Link to="/moderation" onClick={follow}>
        {words}
      </Link>
    );
  if (kind === "contact-asked" || kind === "contact-answered")
    return (
      <Link
        to="/profile/contacts"
        search={kind === "contact-answered" ? { sent: true } : {}}
        onClick={follow}
      >
        {words}
      </Link>
    );
  if (ideaId)
    return (
      <Link to="/ideas/$ideaId" params={{ ideaId }} {...hashOf(notification)} onClick={follow}>
        {words}
      </Link>
    );
  switch (subjectKind) {
    case "challenge":
      return (
        <Link to="/challenges/$challengeId" params={{ challengeId: subjectId }} onClick={follow}>
          {words}
        </Link>
      );
    case "workshop":
      return (
        <Link to="/workshops/$workshopId" params={{ workshopId: subjectId }} onClick={follow}>
          {words}
        </Link>
      );
    case "organisation":
      return (
        <Link to="/organisations/$organisationId" params={{ organisationId: subjectId }} onClick={follow}>
          {words}
        </Link>
      );
    case "person":
      return (
        <Link to="/participants/$participantId" params={{ participantId: subjectId }} onClick={follow}>
          {words}
        </Link>
      );
    default:
      return (
        <Link to="/ideas" search={{ sort: "newest" }} onClick={follow}>
          {words}
        </Link>
      );
  }
}

const ABOUT_COMMENTS = ["comment", "reply", "mention", "official-reply", "thanks"];

/** The latest comment, where it is about one: the discussion opens there. */
const hashOf = ({ kind, objectId }: Schema["Notification"]) =>
  objectId && ABOUT_COMMENTS.includes(kind) ? { hash: `comment-${objectId}` } : {};

// What one is told has happened since the page was read, which may be the one that is open.
function useFollowing(onFollow: Props["onFollow"]) {
  const queries = useQueryClient();
  return () => {
    onFollow?.();
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "notifications" });
  };
}
