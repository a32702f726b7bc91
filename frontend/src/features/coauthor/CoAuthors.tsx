import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { coAuthorsQuery } from "./queries";
import { StopWriting } from "./StopWriting";

const CoAuthorsDialog = lazy(() => import("./CoAuthorsDialog").then((m) => ({ default: m.CoAuthorsDialog })));

type Props = {
  idea: Schema["Idea"];
  /** Whether the reader, as its author, invites others. */
  invites: boolean;
};

/** What the reader may do about who writes an idea: as its author invite and remove, as a co-author stop. */
export function CoAuthors({ idea, invites }: Props) {
  const { me } = useSession();
  const query = useQuery(coAuthorsQuery(me?.id ?? "", idea.id));
  const own = query.data?.coAuthors.find(({ permissions }) => permissions.includes("leave"));
  return (
    <>
      {invites && <Manage idea={idea} />}
      {own && <StopWriting ideaId={idea.id} participant={own.participant} />}
    </>
  );
}

function Manage({ idea }: { idea: Schema["Idea"] }) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <Button variant="plain" onClick={ask} aria-haspopup="dialog">
        <Trans>Medförfattare</Trans>
      </Button>
      {asked && (
        <Suspense>
          <CoAuthorsDialog idea={idea} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
