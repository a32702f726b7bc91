import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";

/** An idea by its name, with the way there; in words where its name is not told. */
export function IdeaName({ idea }: { idea: Schema["IdeaRef"] }) {
  if (!idea.title) return <Trans>en idé som inte visas längre</Trans>;
  return (
    <Link to="/ideas/$ideaId" params={{ ideaId: idea.id }}>
      <bdi>{idea.title}</bdi>
    </Link>
  );
}
